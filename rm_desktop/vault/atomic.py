"""Files that are either there whole or not there: headers and backups, never a live vault."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from rm_desktop.system.hashing import blake2b

_PRIVATE = 0o600
_BLOCK = 1 << 20
_NOT_ASKED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_BINARY = getattr(os, "O_BINARY", 0)
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
#: What our own small files never reach, in bytes.
_SMALL = 1 << 16


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file beside its final name, read it back, then put it in place."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=_PRIVATE, exist_ok=False)
    try:
        part.write_bytes(content)
        if part.read_bytes() != content:
            message = "the disk did not keep what was written"
            raise OSError(message)
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def read_small(path: Path) -> bytes | None:
    """Return what a small file of ours says, None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def read_regular(path: Path) -> bytes:
    """Return a small file from wherever it came; raises `OSError` for anything else.

    A pipe would be waited for without end, a device or a large file would fill the memory.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | _NOT_WAITING)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _SMALL:
            raise OSError(errno.EINVAL, "no small file", str(path))
        return os.read(descriptor, _SMALL)
    finally:
        os.close(descriptor)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a finished file, read the copy back, then give it its name; never of a live vault."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE)
        with source.open("rb") as old, os.fdopen(descriptor, "wb") as new:
            written = _copied(old, new)
            os.fsync(new.fileno())
        with part.open("rb") as again:
            if _copied(again, None) != written:
                message = "the disk did not keep what was written"
                raise OSError(message)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)


def _copied(old: BinaryIO, new: BinaryIO | None) -> bytes:
    total = blake2b()
    while block := old.read(_BLOCK):
        total.update(block)
        if new is not None:
            new.write(block)
    return total.digest()


def put_in_place(part: Path, path: Path) -> None:
    """Make a finished file durable and give it its final name, in the same folder."""
    _sync(part)
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where a folder can be asked for that."""
    if os.name != "posix":  # a folder cannot be opened, and renaming is durable
        return
    try:
        _sync(folder)
    except OSError as error:  # some network folders and sticks know no such thing
        if error.errno not in _NOT_ASKED:
            raise


def _sync(path: Path) -> None:
    flags = os.O_RDONLY if os.name == "posix" else os.O_RDWR
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
