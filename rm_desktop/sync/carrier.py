"""What carries calls to where a space is kept, whatever that is: a relay, or a folder.

Blocking, for a thread of its own; one call at a time. What goes wrong in the world is an answer.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from rm_desktop.sync.calls import Answer, Call, Join, Joined, TroubleError
from rm_desktop.sync.folder import FolderTransport

if TYPE_CHECKING:
    from rm_desktop.sync.http import Relay

#: What an address begins with that is a folder and no relay.
FOLDER = "folder:"


class Carrier(Protocol):
    """Answers what a planner calls, and lets a device in."""

    def answer(self, call: Call | Join) -> Answer:
        """Carry a call out."""

    def close(self) -> None:
        """Let go of connections, from any thread; a call under way does it when it ends."""


def carrier(address: str, token: str, space: bytes, incarnation: bytes) -> Carrier:
    """Return the carrier for an address; nothing is sent yet.

    `incarnation` is 16 random bytes, for a folder that is begun.
    """
    if address.startswith(FOLDER):
        return _FolderCarrier(Path(address.removeprefix(FOLDER)), space, incarnation)
    return _RelayCarrier(address, token, space)


class _FolderCarrier:
    def __init__(self, folder: Path, space: bytes, incarnation: bytes) -> None:
        self._transport = FolderTransport(folder, space, incarnation)

    def answer(self, call: Call | Join) -> Answer:
        return Joined("") if isinstance(call, Join) else self._transport.answer(call)

    def close(self) -> None:
        """There is nothing to let go of."""


class _RelayCarrier:
    """Keeps its connection: a handshake for each change would cost more than the change."""

    def __init__(self, address: str, token: str, space: bytes) -> None:
        self._address, self._token, self._space = address, token, space
        self._relay: Relay | None = None
        self._busy = Lock()
        self._is_over = False

    def answer(self, call: Call | Join) -> Answer:
        try:
            with self._busy:
                return self._answer(call)
        except TroubleError as error:
            return error.failed
        finally:
            if self._is_over:
                self.close()  # who closed it could not, while this was under way

    def close(self) -> None:
        self._is_over = True
        if self._busy.acquire(blocking=False):
            self._let_go()
            self._busy.release()

    def _answer(self, call: Call | Join) -> Answer:
        from rm_desktop.sync.http import RelayTransport

        if isinstance(call, Join):
            return self._join(call)
        return RelayTransport(self._connected(self._token), self._space).answer(call)

    def _let_go(self) -> None:
        if self._relay is not None:
            self._relay.close()
            self._relay = None

    def _connected(self, token: str) -> Relay:
        from rm_desktop.sync.http import Relay

        if self._relay is None or self._relay.token != token:
            self._let_go()
            self._relay = Relay(self._address, token)
        return self._relay

    def _join(self, call: Join) -> Joined:
        """Enrol unless the token is good, and open the space, by whoever may do that."""
        if call.token and not call.enrols:
            self._token = call.token
            self._connected(call.token).open_space(self._space, call.devices, call.known)
            return Joined(call.token)
        permit = call.permit
        if call.token:
            former = self._connected(call.token)
            permit = permit or former.permit()
        fresh = self._enrolled(call, permit)
        if call.token:
            former.open_space(self._space, call.devices, call.known)
        self._token = fresh
        if not call.token:
            self._connected(fresh).open_space(self._space, call.devices, call.known)
        return Joined(fresh)

    def _enrolled(self, call: Join, permit: str) -> str:
        from rm_desktop.sync.http import Relay

        relay = Relay(self._address)
        try:
            relay.enrol(call.keys, permit)
            return relay.token
        finally:
            relay.close()
