"""A session that nobody closed: when this laptop last saw it run, and closing it at the next start.

What was seen last is this laptop's own knowledge: it is kept beside the pair and never travels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.instant import Instant, elapsed_ms
from rm_desktop.domain.left_open import suspicious
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.services.desk import Desk
    from rm_desktop.vault.vault import Vault

_KEY = "last_seen"


class LastSeen:
    """The last moment at which a session's timer was on this laptop's screen."""

    def __init__(self, pair: OpenPair, vault: Callable[[], Vault]) -> None:
        """Work on the open pair."""
        self._open = pair
        self._vault = vault

    def note(self, session: str, now: Instant) -> None:
        """Remember that a session ran now; raises `KnownError` if it cannot be stored."""
        self._vault().put_settings(self._open.id, {_KEY: {"session": session, **asdict(now)}})

    def of(self, session: str) -> Instant | None:
        """Return when a session was last seen, None if it was not or another one was since."""
        found = self._vault().setting(self._open.id, _KEY)
        if not isinstance(found, dict) or found.pop("session", None) != session:
            return None
        try:
            return Instant(**found)
        except TypeError:  # a later version says it otherwise
            return None


def settle_forgotten(desk: Desk, now: Instant, zone: str) -> str:
    """Close the session that was left open, if there is one; return the sentence that says so.

    It is closed at its planned end, or when it was last used or seen. Its notes, topics and
    actions stay as they are, its closing minutes wait, and undo opens it again.
    """
    session = desk.room.running()
    if session is None:
        return ""
    seen = desk.last_seen.of(session.id)
    unseen = elapsed_ms(seen, now) if seen else 0
    if not suspicious(desk.room.reading(session.id, now), unseen):
        return ""
    proposal = desk.room.rest_proposal(session.id, now, seen)
    desk.room.close(session.id, WrapUp.PENDING, proposal.at)
    number = desk.open_pair.pair.numbers.get(session.id, session.ordinal)
    time = time_words(local_time(proposal.at.wall_ms, zone))
    if proposal.at_planned_end:
        return tr(
            "Session {n} was left open. It is closed at {time}, its planned end.",
            n=number,
            time=time,
        )
    return tr(
        "Session {n} was left open. It is closed at {time}, when it was last used.",
        n=number,
        time=time,
    )
