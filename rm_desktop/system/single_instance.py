"""One running app per profile: a lock that dies with its process, and a way to wake the first.

The lock decides, a socket on the loopback interface only carries the wish to be seen. It says
nothing and obeys nobody who cannot read the token in the profile's own folder. No Qt here: the
window watches `fileno()`.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rm_desktop.domain.errors import InUseError, ReadOnlyError
from rm_desktop.domain.words import tr
from rm_desktop.system.hashing import compare_digest

if TYPE_CHECKING:
    import socket

_LOCK = "instance.lock"
_WAKE = "instance.wake"
_TOKEN_BYTES = 16
_ANSWER = b"raised"
_SECONDS = 1.0
_PAUSE = 0.02


class BroughtForwardError(InUseError):
    """The window that has the profile has come to the front; there is nothing left to do."""


class SingleInstance:
    """The right to a profile, held until `release` or the end of the process."""

    def __init__(self, root: Path, lock: int) -> None:
        self._wake = root / _WAKE
        self._lock: int | None = lock
        self._token = os.urandom(_TOKEN_BYTES).hex().encode()
        self._socket: socket.socket | None = None

    @classmethod
    def acquire(cls, root: Path, *, raise_first: bool = True, listening: bool = True) -> Self:
        """Take the profile, or call its window to the front and raise `InUseError`.

        Who has something to show first can `listen` later: sockets cost 8 ms to import.
        """
        lock = _lock(root / _LOCK)
        if lock is not None:
            held = cls(root, lock)
            if listening:
                held.listen()
            return held
        if raise_first and ask_to_raise(root):
            raise BroughtForwardError(
                tr("This profile is open in another window."),
                tr("That window has been brought to the front."),
            )
        raise InUseError(
            tr("This profile is open in another window."), tr("Close it, then try again.")
        )

    def listen(self) -> None:
        """Hear from now on who wants the window in front."""
        self._socket = _listening()
        if self._socket is not None:
            self._announce(self._socket.getsockname()[1])

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when somebody asks; -1 if nobody can."""
        return self._socket.fileno() if self._socket is not None else -1

    def accept_raise(self) -> bool:
        """Answer one caller without waiting; True if it may have the window in front."""
        if self._socket is None:
            return False
        try:
            caller, _ = self._socket.accept()
        except OSError:
            return False
        with caller:
            caller.settimeout(_PAUSE)  # a caller sends its token at once or is not one of ours
            with contextlib.suppress(OSError):
                if compare_digest(caller.recv(2 * _TOKEN_BYTES), self._token):
                    caller.sendall(_ANSWER)
                    return True
        return False

    def release(self) -> None:
        """Give the profile back; a second call does nothing."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._lock is not None:
            self._wake.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _announce(self, port: int) -> None:
        part = self._wake.with_name(f"{_WAKE}.part")
        with contextlib.suppress(OSError):  # without it a second start still refuses, in words
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
            part.write_bytes(f"{port} ".encode() + self._token)
            part.replace(self._wake)


def ask_to_raise(root: Path) -> bool:
    """Ask the app that holds a profile to show its window; False if none answers in a second."""
    import socket

    deadline = time.monotonic() + _SECONDS
    while (left := deadline - time.monotonic()) > 0:
        # It may not have announced itself yet, or have been too busy to hear us out.
        with contextlib.suppress(OSError, ValueError, OverflowError):
            port, token = (root / _WAKE).read_bytes().split()
            with socket.create_connection(("127.0.0.1", int(port)), timeout=left) as first:
                first.sendall(token)
                if first.recv(len(_ANSWER)) == _ANSWER:
                    return True
        time.sleep(_PAUSE)
    return False


def _listening() -> socket.socket | None:
    import socket

    try:
        server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return None
    try:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0)
    except OSError:
        server.close()
        return None
    return server


def _lock(path: Path) -> int | None:
    """Lock a file for as long as the descriptor lives; None if another process has it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ReadOnlyError(
            tr("The data folder, or the disk it lies on, lets nothing be saved."),
            tr("Check the folder’s permissions or its disk, then open it again."),
        ) from error
    if _take(descriptor):
        return descriptor
    os.close(descriptor)
    return None


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        # The lock belongs to the open file: no other descriptor of this process can drop it.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
