"""A zip that somebody hands us, looked into without ever being unpacked to the disk.

Nothing in it decides how much memory or time it costs: its list is measured before it is read, its
entries are read up to a limit, and one that unpacks to far more than it holds ends the reading.
What an archive can name beside a file of its own (places outside, links, devices, other archives,
the same name twice) is refused by name.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_dates import of_parts
from rm_desktop.exchange.journal_entries import Refused, UnreadableError
from rm_desktop.exchange.journal_files import (
    MOST_FILES,
    FoundFile,
    Purse,
    is_archive,
    wrong_name,
)

#: Bytes of the archive's own list: some seventy thousand files of a usual name.
_MOST_LISTED = 8 << 20
_END, _END_SIZE = b"PK\x05\x06", 22
_LONGEST_COMMENT = 65_535
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
#: Whatever the library raises for bytes that are no archive.
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, RuntimeError, NotImplementedError, LookupError),
)


def files_in_zip(path: Path, purse: Purse, zone: str) -> Iterator[FoundFile | Refused]:
    """Yield the files of an archive; each can be read only before the next is asked for.

    Raises:
        UnreadableError: it is no archive, or one made to do harm.
    """
    with path.open("rb") as file:
        _measure(file)
        with _in_words(), zipfile.ZipFile(file) as archive:
            yield from _files(archive, purse, zone)


def _files(archive: zipfile.ZipFile, purse: Purse, zone: str) -> Iterator[FoundFile | Refused]:
    listed = archive.infolist()
    if len(listed) > MOST_FILES:
        raise UnreadableError(tr("more than {n} files", n=f"{MOST_FILES:,}"))
    seen = set[str]()
    for info in listed:
        if info.is_dir():
            continue
        reason = _wrong(info, seen)
        seen.add(info.filename)
        yield Refused(info.filename, reason) if reason else _found(archive, info, purse, zone)


def _wrong(info: zipfile.ZipInfo, seen: set[str]) -> str:
    """Return what is wrong with an entry, "" if it may be read."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    wrongs = (
        (info.filename in seen, tr("there are two of this name")),
        (kind == stat.S_IFLNK, tr("a link to another place")),
        (kind not in (0, stat.S_IFREG), tr("no ordinary file")),
        (info.flag_bits & _LOCKED, tr("locked with a password")),
        (info.compress_type not in _KINDS, tr("packed in a way that is not known here")),
        (is_archive(info.filename), tr("an archive inside the archive")),
    )
    found = (reason for is_so, reason in wrongs if is_so)
    return wrong_name(info.filename) or next(found, "")


def _found(archive: zipfile.ZipFile, info: zipfile.ZipInfo, purse: Purse, zone: str) -> FoundFile:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with _in_words():
            stream = archive.open(info)
        with stream:
            yield purse.counted(stream, info.compress_size, _BROKEN)

    return FoundFile(info.filename, of_parts(info.date_time, zone), opened)


def _measure(file: IO[bytes]) -> None:
    """Refuse a list of files that would not fit, before the library reads it whole."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise UnreadableError(tr("no zip archive, or it was cut off"))
    listed = struct.unpack("<I", tail[at + 12 : at + 16])[0]
    if listed > _MOST_LISTED:  # 64-bit archives say 0xffffffff here: they are larger than this
        raise UnreadableError(tr("more files than any journal has"))
    file.seek(0)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise UnreadableError(tr("a broken archive")) from error
