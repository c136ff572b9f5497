"""The way back in, as other screens speak of it: when a recovery phrase is offered, its state."""

from __future__ import annotations

from datetime import date

from rm_desktop.domain.date_words import day_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.words import tr
from rm_desktop.services.profile import Profile
from rm_desktop.services.recovery import RecoveryState
from rm_desktop.services.settings import SAMPLE

#: Kept among the hints a person has seen: the offer after a session is made once.
OFFERED = "recovery"


def should_offer(profile: Profile) -> bool:
    """Tell whether the end of a session is the moment to offer a phrase: the first time only."""
    if OFFERED in profile.settings.get("hints_seen"):
        return False
    desk = profile.desk
    is_home = desk is not None and desk.open_pair.actor == desk.open_pair.you
    return is_home and is_wanted(profile)


def is_wanted(profile: Profile) -> bool:
    """Tell whether a phrase is still to be made; the sample needs none."""
    if profile.settings.get(SAMPLE):
        return False
    return profile.recovery.state != RecoveryState.CONFIRMED


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


def _day(day: date, today: date) -> str:
    return tr("today") if day == today else day_words(day, today)
