"""Files that are either there whole or not there: headers and backups, never a live vault."""

from __future__ import annotations

import os
from pathlib import Path

_PRIVATE = 0o600


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


def put_in_place(part: Path, path: Path) -> None:
    """Make a finished file durable and give it its final name, in the same folder."""
    _sync(part)
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and renaming is durable
        _sync(path.parent)


def _sync(path: Path) -> None:
    flags = os.O_RDONLY if os.name == "posix" else os.O_RDWR
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
