"""A disk of some megabytes of its own, seen by one process only and gone with it (Linux)."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from faults.child import answers

_NEW_MOUNTS, _NEW_USER = 0x0002_0000, 0x1000_0000
_RECURSIVE_PRIVATE = 0x4000 | 0x4_0000
_REMOUNT_READ_ONLY = 0x20 | 0x1


def mount(folder: Path, megabytes: int) -> None:
    """Mount an empty disk for this process alone; raises `OSError` where that is not allowed."""
    if not sys.platform.startswith("linux"):
        raise OSError("only Linux has disks that belong to a process")
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEW_MOUNTS | (0 if user == 0 else _NEW_USER))
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")
    _call("mount", b"none", b"/", None, _RECURSIVE_PRIVATE, None)
    size = f"size={megabytes}m".encode()
    _call("mount", b"tmpfs", os.fsencode(folder), b"tmpfs", 0, size)


def make_read_only(folder: Path) -> None:
    """Let a disk that was mounted here take no writing any more."""
    _call("mount", b"none", os.fsencode(folder), None, _REMOUNT_READ_ONLY, None)


def can_mount(scratch: Path) -> bool:
    """Tell whether this machine lets us have such a disk."""
    place = scratch / "disk"
    place.mkdir()

    def try_it(_tell: object) -> None:
        mount(place, 1)

    try:
        answers(try_it, scratch / "mounted")
    except RuntimeError:
        return False
    return True


def _call(name: str, *arguments: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
