"""Who of a shared pair is here, and letting them know where we are.

Saying and hearing happen in the window's thread and take no longer than a signature; only what
carries it away waits for a network.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.domain.presence import Doing, Present, Whereabouts
from rm_desktop.sync.calls import TroubleError
from rm_desktop.sync.presence import RENEWED_EVERY_MS, Gathering
from rm_desktop.wire.presence import Presence, Screen

if TYPE_CHECKING:
    from rm_desktop.services.sync_line import Line
    from rm_desktop.sync.http import Relay

Work = Callable[[], object]
__all__ = ["RENEWED_EVERY_MS", "Attendance"]


class Attendance:
    """The presence of one line's devices; `now_ms` is a clock that only goes forwards."""

    def __init__(
        self, line: Line, chance: Callable[[int], bytes], now_ms: Callable[[], int]
    ) -> None:
        """Begin with nobody here; nothing is sent yet."""
        self._line = line
        self._gathering = Gathering(lambda: line.planner.log, chance, now_ms)
        self._relay: Relay | None = None

    @property
    def here(self) -> tuple[Present, ...]:
        """Who is here, or has just left."""
        chains = self._gathering.here()
        return tuple(Present(seen.member, _doing(seen.presence)) for seen in chains)

    @property
    def owes_answer(self) -> bool:
        """Tell whether somebody came who does not know of us yet."""
        return self._gathering.owes_answer

    @property
    def next_fade_ms(self) -> int | None:
        """In how many milliseconds somebody fades out who is not heard again, None if nobody."""
        return self._gathering.next_fade_ms

    def say(self, doing: Doing) -> Work:
        """Return the work that tells the others and whether the relay took it."""
        sealed = self._gathering.say(Screen(doing.where), doing.item, doing.caret, doing.anchor)
        address, token, space = self._line.address, self._line.token, self._line.space

        def work() -> bool:
            try:
                self._connected(address, token).say_presence(space, sealed)
            except TroubleError:
                return False
            return True

        return work

    def hear(self, sealed: bytes) -> bool:
        """Take what somebody said; tell whether it is to be believed."""
        return self._gathering.hear(sealed)

    def rest(self) -> None:
        """Let go of the connection."""
        if self._relay is not None:
            self._relay.close()
            self._relay = None

    def _connected(self, address: str, token: str) -> Relay:
        """Return a relay of our own: what a change takes must not hold a caret up."""
        from rm_desktop.sync.http import Relay

        if self._relay is None or self._relay.token != token:
            self.rest()
            self._relay = Relay(address, token)
        return self._relay


def _doing(said: Presence) -> Doing:
    return Doing(Whereabouts(said.screen), said.item, said.caret, said.anchor)
