"""How a session ended, for whoever still stands in its room; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.hour_words import closed_words, owes_takeaway
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Where


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said, and the ways on; `owed`: whoever reads it gave no takeaway yet."""

    sentence: str
    owed: bool

    @property
    def yes(self) -> str:
        """The first way on."""
        return tr("Write your takeaway") if self.owed else tr("To the summary")

    @property
    def no(self) -> str:
        """The second way on, empty where there is one only."""
        return tr("To the summary") if self.owed else ""

    def where(self, *, yes: bool) -> Where:
        """Return where a way leads."""
        return Where.CLOSE if yes and self.owed else Where.SUMMARY


def ending_of(pair: Pair, session: str, member: str) -> Ending | None:
    """Return how a session ended as a member reads it, None while it is not closed."""
    found = pair.sessions.get(session)
    if found is None or found.state != SessionState.CLOSED:
        return None
    return Ending(closed_words(pair, found, member), owes_takeaway(found, member))
