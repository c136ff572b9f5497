"""Files that a person points at for import: one, a folder of them, or an archive.

A folder is walked without following links and without opening what is no ordinary file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias, cast

from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_entries import Refused, UnreadableError

_DEEPEST = 30
_LONGEST_NAME = 1_000
#: Bytes that one import reads, and files it looks at, all in all.
MOST_BYTES, MOST_FILES = 1 << 30, 100_000
#: So many bytes may come of one: texts pack to a tenth, seldom to a fiftieth.
_RATIO, _FREE = 100, 1 << 20
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".jex", ".zst")
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)

Broken: TypeAlias = tuple[type[Exception], ...]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that can be read: its name from the folder on, with "/"; `modified` in ms."""

    name: str
    modified: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


class Purse:
    """How much may still be read; a stream out of it ends the import when it is spent."""

    def __init__(self, left: int = MOST_BYTES) -> None:
        self._left = left

    def counted(
        self, stream: IO[bytes], packed: int | None = None, broken: Broken = ()
    ) -> IO[bytes]:
        """Return a stream that pays; `packed` is what it takes up in an archive.

        `broken` is what it raises where it makes no sense.
        """
        limit = None if packed is None else _FREE + _RATIO * packed
        return cast("IO[bytes]", _Counted(stream, self, limit, broken))

    def pay(self, size: int) -> None:
        """Pay for what was read; raises `UnreadableError` when it was too much."""
        self._left -= size
        if self._left < 0:
            raise UnreadableError(tr("more than any journal holds"))


class _Counted:
    """A stream that can only be read."""

    def __init__(self, stream: IO[bytes], purse: Purse, limit: int | None, broken: Broken) -> None:
        self._stream, self._purse, self._limit, self._broken = stream, purse, limit, broken

    def read(self, size: int) -> bytes:
        try:
            found = self._stream.read(size)
        except self._broken as error:
            raise UnreadableError(tr("a broken archive")) from error
        self._purse.pay(len(found))
        if self._limit is not None:
            self._limit -= len(found)
            if self._limit < 0:
                raise UnreadableError(tr("it unpacks to far more than it holds"))
        return found


def one_file(path: Path, purse: Purse, name: str = "") -> FoundFile:
    """Return a file that was pointed at.

    Raises:
        UnreadableError: it is no ordinary file.
        OSError: it cannot be looked at.
    """
    found = path.lstat() if name else path.stat()  # what was chosen itself may be a link
    if not stat.S_ISREG(found.st_mode):
        is_link = stat.S_ISLNK(found.st_mode)
        raise UnreadableError(tr("a link to another place") if is_link else tr("no ordinary file"))

    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        descriptor = os.open(path if name else path.resolve(), _FLAGS | _BINARY)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it was changed meanwhile
                raise UnreadableError(tr("no ordinary file"))
            yield purse.counted(stream)

    return FoundFile(name or path.name, found.st_mtime_ns // 1_000_000, opened)


def files_in_folder(folder: Path, purse: Purse) -> Iterator[FoundFile | Refused]:
    """Yield the files of a folder and its folders by name; hidden ones are not looked at."""
    waiting, count = [("", 0)], 0
    while waiting:
        place, depth = waiting.pop()
        try:
            names = sorted(each.name for each in (folder / place).iterdir())
        except OSError:
            yield Refused(_shown(place) or folder.name, tr("it cannot be read"))
            continue
        count += len(names)
        if count > MOST_FILES:
            raise UnreadableError(tr("more than {n} files", n=f"{MOST_FILES:,}"))
        below = []
        for name in names:
            if name.startswith((".", "__MACOSX")):
                continue
            called = f"{place}{name}"
            path = folder / called
            if path.is_dir() and not path.is_symlink():
                below.append((f"{called}/", depth + 1))
                continue
            yield _in_folder(path, called, purse)
        if depth < _DEEPEST:
            waiting.extend(reversed(below))
        else:
            yield from (Refused(_shown(each), tr("nested too deeply")) for each, _ in below)


def _in_folder(path: Path, name: str, purse: Purse) -> FoundFile | Refused:
    shown = _shown(name)
    try:
        return one_file(path, purse, shown)
    except UnreadableError as error:
        return Refused(shown, str(error))
    except OSError:
        return Refused(shown, tr("it cannot be read"))


def _shown(name: str) -> str:
    """Return a name of the disk's, which may be no text, as one that can be shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def wrong_name(name: str) -> str:
    """Return what is wrong with a name in an archive, "" if nothing is."""
    if not name or len(name) > _LONGEST_NAME:
        return tr("a name longer than any can be")
    if _OUTSIDE.search(name):
        return tr("a place outside the archive")
    return tr("nested too deeply") if name.count("/") > _DEEPEST else ""


def is_archive(name: str) -> bool:
    """Tell whether a name is that of an archive."""
    return name.lower().endswith(_ARCHIVES)
