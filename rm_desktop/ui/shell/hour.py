"""What to tell of a session that the partner began or closed on another laptop; no Qt."""

from __future__ import annotations

from rm_desktop.domain.changes import Origin
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.hour_words import began_words, closed_words, owes_takeaway
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where

#: In these of its own screens a session says itself what became of it.
_ITS_OWN = frozenset({Where.ROOM, Where.CLOSE})


@dataclass(frozen=True, slots=True)
class News:
    """A notice: its words, the words of its action, and where that leads."""

    words: str
    action: str
    place: Place


class Hour:
    """Follows which session of which pair runs."""

    def __init__(self) -> None:
        """Begin knowing of none: what runs already is no news."""
        self._pair = ""
        self._running = ""

    def see(self, pair: str, running: str) -> str | None:
        """Take in what runs now, nothing if none; return what ran, None where it is the same."""
        former, known = self._running, self._pair == pair
        self._pair, self._running = pair, running
        return former if known and former != running else None

    def news(
        self, pair: Pair, former: str, reader: str, origin: Origin, here: Place
    ) -> News | None:
        """Return what to tell a member after a change, None where they know or see it."""
        if origin != Origin.REMOTE:
            return None
        session = pair.sessions.get(self._running or former)
        if session is None or (here.where in _ITS_OWN and here.id in ("", session.id)):
            return None
        if self._running:
            words = began_words(pair, session, reader)
            return News(words, tr("Go to the room"), Place(Where.ROOM, session.id))
        if session.state != SessionState.CLOSED:
            return None
        words = closed_words(pair, session, reader)
        if owes_takeaway(session, reader):
            return News(words, tr("Write your takeaway"), Place(Where.CLOSE, session.id))
        return News(words, tr("To the summary"), Place(Where.SUMMARY, session.id))
