"""The pages of the recovery phrase, and why one would want it; no Qt."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.words import tr
from rm_desktop.services.recovery import RecoveryState


class Step(StrEnum):
    """The pages, in their order; a guest sees one of its own."""

    WHY = "why"
    WORDS = "words"
    ASK = "ask"
    PAPER = "paper"
    DONE = "done"
    GUEST = "guest"


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
