"""Which page of the recovery phrase is right, when it is offered, and its words; no Qt."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rm_desktop.domain.date_words import day_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.words import tr
from rm_desktop.services.profile import Profile
from rm_desktop.services.recovery import RecoveryState

#: Kept among the hints a person has seen: the offer after a session is made once.
OFFERED = "recovery"


class Step(StrEnum):
    """The pages, in their order; a guest sees one of its own."""

    WHY = "why"
    WORDS = "words"
    ASK = "ask"
    PAPER = "paper"
    DONE = "done"
    GUEST = "guest"


def should_offer(profile: Profile) -> bool:
    """Tell whether the end of a session is the moment to offer a phrase: the first time only."""
    if OFFERED in profile.settings.get("hints_seen"):
        return False
    desk = profile.desk
    is_home = desk is not None and desk.open_pair.actor == desk.open_pair.you
    return is_home and profile.recovery.state != RecoveryState.CONFIRMED


def was_offered(profile: Profile) -> None:
    """Remember that the offer was made."""
    seen = profile.settings.get("hints_seen")
    if OFFERED not in seen:
        profile.settings.put("hints_seen", [*seen, OFFERED])


def state_words(profile: Profile) -> str:
    """Say whether a lost keyring or passphrase can be survived."""
    recovery = profile.recovery
    if recovery.state == RecoveryState.NONE:
        return tr("Not recoverable yet: there is no recovery phrase.")
    if recovery.state == RecoveryState.UNCONFIRMED:
        return tr("Not recoverable yet: your recovery phrase was never confirmed.")
    at = recovery.confirmed_at
    if at is None:
        return tr("Your recovery phrase is confirmed.")
    day = local_time(at, profile.clock.local_zone()).date()
    words = _day(day, profile.local_now().date())
    if recovery.waits:
        return tr("Confirmed {day}. A newer one waits to be confirmed.", day=words)
    return tr("Your recovery phrase was confirmed {day}.", day=words)


def why_words(state: RecoveryState, *, waits: bool) -> str:
    """Say what a phrase is for, or what a new one changes."""
    if state == RecoveryState.CONFIRMED and not waits:
        return tr(
            "A new phrase replaces the one you have on paper. The old one keeps working until you "
            "have confirmed the new one."
        )
    if waits:
        return tr(
            "A phrase was made, but never confirmed. If you have it on paper, type it in; if not, "
            "make a new one."
        )
    return tr(
        "Everything here is encrypted on this laptop. If its keyring is lost, or you forget your "
        "passphrase, twelve words on paper let you back in: to what you two share, and to your "
        "private pages."
    )


def _day(day: date, today: date) -> str:
    return tr("today") if day == today else day_words(day, today)
