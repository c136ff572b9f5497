"""A folder as a transport: a shared or synced one, or a stick that is carried to and fro.

Each device writes its own files only, whole or not at all, and never changes one: so whatever
copies the folder about has nothing to merge. What is damaged or half there is read up to where it
is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Came,
    Failed,
    Fetch,
    Heads,
    Held,
    Kept,
    Offer,
    Trouble,
)
from rm_desktop.sync.regular_files import has_no_room, read_regular, write_new
from rm_desktop.sync.sealing import hash_of
from rm_desktop.wire.envelope import (
    ID_BYTES,
    NO_HEAD,
    BadMessageError,
    Head,
    decoded,
    joined,
    parted,
)

_SUFFIX = ".envelopes"
_MARK = "rm-desktop-space"
_DIGITS = 16
#: A file is not read if it is larger, and not more of all than this, in bytes.
_MOST_FILE = 16 * 1024 * 1024
MOST_FETCHED = 4 * 1024 * 1024


class FolderTransport:
    """One space in one folder; `chance` makes the incarnation of a folder that is begun."""

    def __init__(self, folder: Path, space: bytes, incarnation: bytes) -> None:
        """Name the folder; nothing is made until something is offered."""
        self._folder = folder
        self._root = folder / space.hex()
        self._space = space
        self._new_incarnation = incarnation

    def answer(self, call: Call) -> Answer:
        """Carry a call out; a folder that is not there is *offline*."""
        if not self._folder.is_dir():
            return Failed(Trouble.OFFLINE)
        try:
            match call:
                case Ask():
                    return Held(self._incarnation(), self._heads())
                case Offer(envelopes=envelopes):
                    return self._keep(envelopes)
                case Fetch(after=after):
                    return self._after(after)
                case _:
                    raise TypeError(f"a folder is not asked to {call}")
        except OSError as error:
            return Failed(Trouble.FULL if has_no_room(error) else Trouble.OFFLINE)

    # -- reading ----------------------------------------------------------------------------

    def _incarnation(self) -> bytes:
        mark = read_regular(self._root / _MARK, 2 * ID_BYTES) or b""
        try:
            found = bytes.fromhex(mark.decode("ascii"))
        except ValueError:
            return bytes(ID_BYTES)  # nothing was begun here, or its mark is still on its way
        return found if len(found) == ID_BYTES else bytes(ID_BYTES)

    def _devices(self) -> Iterator[bytes]:
        if not self._root.is_dir():
            return
        for entry in sorted(self._root.iterdir()):
            try:
                ident = bytes.fromhex(entry.name)
            except ValueError:
                continue
            if len(ident) == ID_BYTES and entry.is_dir() and not entry.is_symlink():
                yield ident

    def _chain(self, device: bytes) -> Iterator[tuple[int, bytes]]:
        """Return a device's envelopes with their sequences, from the first to the first gap."""
        expected = 1
        for path in sorted((self._root / device.hex()).glob(f"*{_SUFFIX}")):
            for data in _envelopes_in(path):
                try:
                    envelope = decoded(data)
                except BadMessageError:
                    return
                if envelope.device != device or envelope.space != self._space:
                    return
                if envelope.sequence == expected:
                    yield expected, data
                    expected += 1
                elif envelope.sequence > expected:
                    return

    def _heads(self) -> Heads:
        heads: Heads = {}
        for device in self._devices():
            for sequence, data in self._chain(device):
                heads[device] = Head(sequence, hash_of(data))
        return heads

    def _after(self, after: Heads) -> Came:
        found, size = list[bytes](), 0
        for device in self._devices():
            known = after.get(device, NO_HEAD).sequence
            for sequence, data in self._chain(device):
                if sequence <= known:
                    continue
                size += len(data)
                if found and size > MOST_FETCHED:
                    return Came(found, more=True)
                found.append(data)
        return Came(found)

    # -- writing ----------------------------------------------------------------------------

    def _keep(self, envelopes: list[bytes]) -> Answer:
        """Write a file of envelopes that follow what is there; the same again is nothing new."""
        incarnation = self._begin()
        first = decoded(envelopes[0])
        held = dict(self._chain(first.device))
        for data in envelopes:
            sequence = decoded(data).sequence
            if sequence in held and held[sequence] != data:
                return Failed(Trouble.CONFLICT)
        news = [data for data in envelopes if decoded(data).sequence not in held]
        if news:
            sequence = decoded(news[0]).sequence
            if sequence != len(held) + 1:
                return Failed(Trouble.CONFLICT)
            folder = self._root / first.device.hex()
            folder.mkdir(exist_ok=True)
            if not write_new(folder / f"{sequence:0{_DIGITS}}{_SUFFIX}", joined(news)):
                return Failed(Trouble.CONFLICT)
        return Kept(incarnation)

    def _begin(self) -> bytes:
        """Make the space's folder and its mark, if it has none; return the mark."""
        self._root.mkdir(exist_ok=True)
        mark = self._root / _MARK
        if not mark.exists():
            write_new(mark, self._new_incarnation.hex().encode("ascii"))
        return self._incarnation()


def _envelopes_in(path: Path) -> list[bytes]:
    """Return the envelopes of a file, as far as it is whole."""
    content = read_regular(path, _MOST_FILE)
    while content:
        try:
            return parted(content)
        except BadMessageError:
            content = _without_last(content)
    return []


def _without_last(content: bytes) -> bytes:
    """Return the envelopes of a torn stream that are whole."""
    at = 0
    while at + 4 <= len(content):
        following = at + 4 + int.from_bytes(content[at : at + 4], "big")
        if following > len(content):
            break
        at = following
    return content[:at] if at < len(content) else b""
