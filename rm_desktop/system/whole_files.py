"""Files and folders for people that are there whole or not at all: exports and printed pages.

Written beside their final place, made durable, read back, then renamed. Links are never followed,
and nothing that is there already is written over without being asked for.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class CannotWriteError(KnownError):
    """A file or folder could not be written; what was there before is untouched."""


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder with these files, named by paths with "/"; it must not be there, or be empty.

    Raises:
        CannotWriteError: it cannot be written; nothing of it is left behind.
    """
    _check_free(target)
    _sweep(target)
    part = _beside(target)
    try:
        with _in_words():
            part.mkdir(mode=0o700)
            for name, content in files.items():
                place = part.joinpath(*name.split("/"))
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write_new(place, content)
            for folder in _folders(part):
                _sync_folder(folder)
            if target.exists():  # empty, as was checked; renaming over it works only on POSIX
                target.rmdir()
            part.rename(target)
            _sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_file(target: Path, content: bytes) -> None:
    """Write a file, in the place of one that is there already.

    Raises:
        CannotWriteError: it cannot be written; the former file, if any, is untouched.
    """
    if target.is_symlink() or target.is_dir():
        raise _link_or_folder(target)
    _sweep(target)
    part = _beside(target)
    try:
        with _in_words():
            _write_new(part, content)
            part.replace(target)
            _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _check_free(target: Path) -> None:
    with _in_words():
        if not target.parent.is_dir():
            raise CannotWriteError(
                tr("There is no folder {name}.", name=target.parent),
                tr("Make it first, or choose another place."),
            )
        if target.is_symlink():
            raise _link_or_folder(target)
        if not target.exists():
            return
        if not target.is_dir():
            raise CannotWriteError(
                tr("{name} is a file.", name=target), tr("Choose a new or an empty folder.")
            )
        if any(target.iterdir()):
            raise CannotWriteError(
                tr("The folder {name} is not empty.", name=target),
                tr("Choose a new or an empty folder; nothing was written."),
            )


def _link_or_folder(target: Path) -> CannotWriteError:
    if target.is_symlink():
        return CannotWriteError(
            tr("{name} is a link to another place.", name=target),
            tr("Choose the place itself; nothing was written."),
        )
    return CannotWriteError(tr("{name} is a folder.", name=target), tr("Choose a name for a file."))


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")


def _sweep(target: Path) -> None:
    """Remove what attempts at the same target left when they were killed: words in clear."""
    name = re.compile(rf"\.{re.escape(target.name[:80])}\.[0-9a-f]{{8}}\.part")
    with suppress(OSError):  # a folder that may not be read will complain soon enough
        for left in [each for each in target.parent.iterdir() if name.fullmatch(each.name)]:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def _write_new(place: Path, content: bytes) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY
    descriptor = os.open(place, flags, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(descriptor, "r+b") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        if file.read() != content:
            raise OSError(errno.EIO, "the disk did not keep what was written")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and renaming is durable
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _folders(root: Path) -> Iterator[Path]:
    yield from (path for path in root.rglob("*") if path.is_dir())
    yield root


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _said(error) from error


def _said(error: OSError) -> CannotWriteError:
    if error.errno in _FULL:
        return CannotWriteError(
            tr("There is no room left on the disk."),
            tr("Free some space, or choose another disk; nothing was written."),
        )
    if error.errno in _REFUSED:
        return CannotWriteError(
            tr("This computer does not let us write there."),
            tr("Choose a folder of your own; nothing was written."),
        )
    return CannotWriteError(
        tr("It could not be written: {reason}.", reason=error.strerror or tr("the disk refused")),
        tr("Choose another place; nothing was written."),
    )
