"""One thread that does what may take long, in order; what came of it waits until it is fetched.

Nothing of Qt is in it: the window's thread is told by a bell that there is something to fetch.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple

Work = Callable[[], object]


class Outcome(NamedTuple):
    """What a piece of work brought, or the error it raised; `whose` is what it was given with."""

    whose: Hashable
    result: object
    error: Exception | None = None


class Errands:
    """`do(whose, work)`, then `outcomes()` after each ring; `wait` where nobody hears a bell."""

    def __init__(self, ring: Callable[[], object]) -> None:
        """Start nothing yet; the bell is rung in the thread that worked."""
        self._ring: Callable[[], object] | None = ring
        self._bell = threading.Lock()
        self._asked: SimpleQueue[tuple[Hashable, Work] | None] = SimpleQueue()
        self._done: SimpleQueue[Outcome] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, whose: Hashable, work: Work) -> None:
        """Do something after what was asked before."""
        if self._thread is None:
            # A daemon: what hangs in a dead network must not keep the program from ending.
            self._thread = threading.Thread(target=self._work, name="errands", daemon=True)
            self._thread.start()
        self._asked.put((whose, work))

    def outcomes(self) -> Iterator[Outcome]:
        """Return what has come of it so far."""
        with suppress(Empty):
            while True:
                yield self._done.get_nowait()

    def wait(self, seconds: float) -> Outcome | None:
        """Wait for the next outcome, None if none comes in time."""
        with suppress(Empty):
            return self._done.get(timeout=max(0.0, seconds))
        return None

    def hush(self) -> None:
        """Ring no more: whoever heard it is going."""
        with self._bell:
            self._ring = None

    def stop(self, seconds: float = 0.0) -> bool:
        """Begin nothing more and wait a little for what is under way; tell whether it ended."""
        self.hush()
        with suppress(Empty):
            while True:
                self._asked.get_nowait()
        self._asked.put(None)
        if self._thread is not None:
            self._thread.join(max(0.0, seconds))
        return self._thread is None or not self._thread.is_alive()

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            whose, work = asked
            try:
                outcome = Outcome(whose, work())
            except Exception as error:  # noqa: BLE001 - whoever asked decides what it means
                outcome = Outcome(whose, None, error)
            self._done.put(outcome)
            with self._bell:
                if self._ring is not None:
                    self._ring()
