"""Wrong passphrases: the first two cost nothing, then each one waits a little longer; no Qt."""

from __future__ import annotations

from rm_desktop.domain.words import trn


class Tries:
    """Counts wrong passphrases until a right one."""

    FREE = 2
    LONGEST_S = 30

    def __init__(self) -> None:
        self.wrong = 0

    def miss(self) -> int:
        """Count a wrong one; return the seconds until the next try."""
        self.wrong += 1
        return min(self.LONGEST_S, 2 ** (self.wrong - self.FREE)) if self.wrong > self.FREE else 0


def rest_words(seconds: int) -> str:
    """Say kindly how long to wait; nothing when there is no need to."""
    if not seconds:
        return ""
    return trn(
        "Take a breath: the next try is in {n} second.",
        "Take a breath: the next try is in {n} seconds.",
        seconds,
    )
