"""Files in a folder that others write to as well: read if they are plain and small, written whole.

Whoever shares the folder may put anything there: a pipe would keep a reader waiting for ever, a
link would lead elsewhere, a device has no end.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
#: What says that a file system knows no second names for a file.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def read_regular(path: Path, most: int) -> bytes | None:
    """Return a file's bytes; None for one that is larger, no regular file, or not there."""
    try:
        descriptor = os.open(path, _READING | _BINARY)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return content if len(content) <= most else None


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that was not there, durably; tell whether what is there now is ours.

    Under a name of its own first, then linked: no reader ever sees a half, nobody's is replaced.
    Raises `OSError`.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            _give_name(part, path)
        except FileExistsError:
            return read_regular(path, len(content)) == content
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def has_no_room(error: OSError) -> bool:
    """Tell whether a disk is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _give_name(part: Path, path: Path) -> None:
    """Let a finished file appear under its name; raises `FileExistsError` if that is taken."""
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "taken", str(path)) from error
        part.rename(path)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with suppress(OSError):  # some network folders cannot be synced; the file was
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
