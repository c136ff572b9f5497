"""A thread that hears what a relay says by itself, and keeps it until it is fetched.

However much a relay says, little is kept: that a space has news counts once, and of presences only
the latest wait.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.domain.value import dataclass

if TYPE_CHECKING:
    from rm_desktop.sync.events import EventStream

#: More presences than this do not wait; who is here says it again.
_MOST_WAITING = 16

Clock = Callable[[], int]
Chance = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Overheard:
    """What was heard since the last time: spaces with news, and presences with their space.

    `is_live` tells whether news comes by itself now; `is_new` that it does since the last time.
    """

    is_live: bool
    is_new: bool
    news: frozenset[bytes]
    presences: tuple[tuple[bytes, bytes], ...]


class Listening:
    """One device's ear at one relay."""

    def __init__(
        self, address: str, token: str, ring: Callable[[], object], now_ms: Clock, chance: Chance
    ) -> None:
        """Begin to listen; the bell is rung in the thread that listens."""
        self.token = token
        self.pace = 0.0  # a relay speaks by itself
        self._ring: Callable[[], object] | None = ring
        self._lock = threading.Lock()
        self._is_live = self._is_new = self._is_over = self._has_rung = False
        self._news: set[bytes] = set()
        self._presences: deque[tuple[bytes, bytes]] = deque(maxlen=_MOST_WAITING)
        self._stream: EventStream | None = None
        self._thread = threading.Thread(
            target=self._listen, args=(address, token, now_ms, chance), name="events", daemon=True
        )
        self._thread.start()

    def overheard(self) -> Overheard:
        """Return what was heard since the last time."""
        with self._lock:
            found = Overheard(
                self._is_live, self._is_new, frozenset(self._news), tuple(self._presences)
            )
            self._is_new = self._has_rung = False
            self._news.clear()
            self._presences.clear()
        return found

    def hurry(self) -> None:
        """Try again now, as when the network came back."""
        if self._stream is not None:
            self._stream.hurry()

    def stop(self, seconds: float = 0.0) -> None:
        """Listen no more; a connection that is just being made ends by itself."""
        with self._lock:
            self._ring, self._is_over = None, True
        if self._stream is not None:
            self._stream.stop()
        self._thread.join(seconds)

    def _listen(self, address: str, token: str, now_ms: Clock, chance: Chance) -> None:
        # Imported here: a third of a second that the window's thread does not have.
        from rm_desktop.sync.calls import TroubleError
        from rm_desktop.sync.events import EventStream, Heard, Lost, News, PresenceHeard, Tuned

        def take(heard: Heard) -> None:
            match heard:
                case Tuned():
                    self._is_live = self._is_new = True
                case Lost():
                    self._is_live = False
                case News(space=space):
                    self._news.add(space)
                case PresenceHeard():
                    self._presences.append((heard.space, heard.sealed))

        try:
            stream = EventStream(address, token, now_ms, chance)
        except TroubleError:
            return  # an address nothing is sent to; calls say so
        self._stream = stream
        if self._is_over:
            return
        for heard in stream.hear():
            with self._lock:
                take(heard)
                if self._ring is not None and not self._has_rung:
                    self._has_rung = True  # once is enough until somebody looks
                    self._ring()
