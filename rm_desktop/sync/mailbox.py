"""Where the four letters of a pairing are left: at a relay, or in a folder both can see.

Both keep the same rules: a slot takes one letter and after the ones before it; another letter for
a slot that has one closes the mailbox for both; a mailbox is good for a day. Neither is believed.
Blocking, for a thread of its own; every method raises `TroubleError` and nothing else.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from rm_desktop.sync.calls import Trouble, TroubleError
from rm_desktop.sync.regular_files import has_no_room, read_regular, write_new
from rm_desktop.wire.pairing import GOOD_FOR_MS, MOST_MESSAGE_BYTES, SLOTS

if TYPE_CHECKING:
    from rm_desktop.sync.http import Relay

MAILBOXES: Final = "mailboxes"
_CLOSED = "closed"
_NAME = re.compile("[0-9a-f]{64}")
#: A closing letter: any other one than what lies there.
_CLOSING_BYTES = 32


class Mailbox(Protocol):
    """One mailbox, for either side."""

    def leave(self, slot: str, letter: bytes) -> None:
        """Leave a letter; the same again is nothing new."""

    def read(self, slot: str) -> bytes | None:
        """Return a letter, None while there is none."""

    def close(self) -> None:
        """Make the mailbox useless for both sides; one that is not there stays so."""


class RelayMailbox:
    """A mailbox at a relay, which needs no account for it."""

    def __init__(self, relay: Relay, name: bytes) -> None:
        self._relay, self._name = relay, name

    def leave(self, slot: str, letter: bytes) -> None:
        self._relay.leave_letter(self._name, slot, checked(letter))

    def read(self, slot: str) -> bytes | None:
        try:
            letter = self._relay.read_letter(self._name, slot)
        except TroubleError as error:
            if error.failed.trouble == Trouble.GONE:
                return None
            raise
        return checked(letter)

    def close(self) -> None:
        if self.read(SLOTS[0]) is None:
            return
        with suppress_closed():
            self._relay.leave_letter(self._name, SLOTS[0], os.urandom(_CLOSING_BYTES))


class FolderMailbox:
    """A mailbox in a folder: `mailboxes/<name>/<slot>`, each file whole or not there.

    Files have no reliable times: whoever copies a folder about may keep them or not, and clocks
    differ. A mailbox is expired when its offer's file is older than a day by our clock, and one
    from the future counts as of now; both sides besides count a day from when they began. What
    keeps strangers out is never the time but the one answer and the six digits.

    Two laptops may write the same slot before either sees the other's file. Programs that sync
    folders then keep both, one under a longer name: such a file closes the mailbox as well.
    """

    def __init__(
        self, folder: Path, name: bytes, now_ms: Callable[[], int] = lambda: int(time.time() * 1000)
    ) -> None:
        self._folder = folder
        self._root = folder / MAILBOXES / name.hex()
        self._now_ms = now_ms

    def leave(self, slot: str, letter: bytes) -> None:
        with self._told():
            found = self._slots()
            if slot in found:
                if found[slot] == checked(letter):
                    return
                self._mark_closed()
                raise TroubleError(Trouble.CLOSED)
            if not found.keys() >= set(SLOTS[: SLOTS.index(slot)]):
                raise TroubleError(Trouble.GONE)
            if slot == SLOTS[0]:
                sweep_mailboxes(self._folder, self._now_ms())
                self._root.mkdir(parents=True, exist_ok=True)
            if not write_new(self._root / slot, checked(letter)):
                self._mark_closed()
                raise TroubleError(Trouble.CLOSED)

    def read(self, slot: str) -> bytes | None:
        with self._told():
            return self._slots().get(slot)

    def close(self) -> None:
        with self._told():
            if self._root.is_dir():
                self._mark_closed()

    def clear(self) -> None:
        """Take the letters away, once both sides are done with them."""
        with suppress(OSError):
            _remove(self._root)

    def _slots(self) -> dict[str, bytes]:
        """Return the letters there are; raises `CLOSED`; an expired mailbox has none."""
        names = self._names()
        if _CLOSED in names or any(map(_is_second, names)):
            raise TroubleError(Trouble.CLOSED)
        if SLOTS[0] in names and _age(self._root / SLOTS[0], self._now_ms()) > GOOD_FOR_MS:
            return {}
        found = {
            slot: read_regular(self._root / slot, MOST_MESSAGE_BYTES)
            for slot in SLOTS
            if slot in names
        }
        return {slot: letter for slot, letter in found.items() if letter}

    def _names(self) -> set[str]:
        try:
            return {entry.name for entry in os.scandir(self._root)}
        except (FileNotFoundError, NotADirectoryError):
            return set()

    def _mark_closed(self) -> None:
        write_new(self._root / _CLOSED, b"")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk says into troubles; a folder that is not there is offline."""
        try:
            if not self._folder.is_dir():
                raise TroubleError(Trouble.OFFLINE)
            yield
        except OSError as error:
            trouble = Trouble.FULL if has_no_room(error) else Trouble.OFFLINE
            raise TroubleError(trouble) from error


def sweep_mailboxes(folder: Path, now_ms: int) -> None:
    """Remove mailboxes that nobody can use any more: closed or not, two days old."""
    with suppress(OSError):
        for entry in list(os.scandir(folder / MAILBOXES)):
            if not (_NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)):
                continue
            if _age(Path(entry.path), now_ms) > 2 * GOOD_FOR_MS:
                with suppress(OSError):
                    _remove(Path(entry.path))


def checked(letter: bytes) -> bytes:
    """Return a letter that is not larger than any may be; raises `TroubleError`."""
    if len(letter) > MOST_MESSAGE_BYTES:
        raise TroubleError(Trouble.REFUSED)
    return letter


@contextmanager
def suppress_closed() -> Iterator[None]:
    """Take a mailbox that is closed as good news."""
    try:
        yield
    except TroubleError as error:
        if error.failed.trouble != Trouble.CLOSED:
            raise


def _remove(root: Path) -> None:
    for name in (*SLOTS, _CLOSED):
        (root / name).unlink(missing_ok=True)
    root.rmdir()  # not with what somebody else put there


def _is_second(name: str) -> bool:
    """Tell whether a file is the second one of a slot, as programs that sync name it."""
    return name not in SLOTS and name.startswith(SLOTS)


def _age(path: Path, now_ms: int) -> int:
    return now_ms - path.stat(follow_symlinks=False).st_mtime_ns // 1_000_000
