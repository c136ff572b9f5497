"""Every step of a piece of work found by watching it: no fail point is named by hand.

A step is a call into C by which something reaches the disk: a statement of SQLite's, or a system
call on files. Python's own profiler tells of each before it happens.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from faults.child import Child, answers

_SQLITE = frozenset({"execute", "executemany", "executescript", "commit", "rollback", "close"})
_FILES = frozenset(
    {"open", "write", "fsync", "rename", "replace", "unlink", "remove", "rmdir", "mkdir", "chmod"}
)


def count_points(work: Callable[[], None], told: Path) -> list[str]:
    """Let a child do the work and return its steps in order."""

    def watched(tell: Callable[[str], None]) -> None:
        _watch(tell)
        work()
        sys.setprofile(None)

    return [str(name) for name in answers(watched, told)]


def kill_before(point: int, work: Callable[[], None], told: Path) -> None:
    """Let a child do the work and die right before a step; with none left it ends by itself."""
    left = point

    def count(_name: str) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def watched(_tell: Callable[[str], None]) -> None:
        _watch(count)
        work()
        sys.setprofile(None)

    child = Child(watched, told)
    if child.wait() not in (0, -signal.SIGKILL):
        raise RuntimeError("\n".join(child.told()))


def _watch(hear: Callable[[str], None]) -> None:
    busy = False

    def on_event(_frame: FrameType, event: str, called: object) -> None:
        nonlocal busy
        if event != "c_call" or busy or not (name := _step(called)):
            return
        busy = True
        hear(name)
        busy = False

    sys.setprofile(on_event)


def _step(called: object) -> str:
    """Return the name of a call that reaches the disk, empty for any other."""
    name = getattr(called, "__name__", "")
    owner = type(getattr(called, "__self__", None)).__module__
    if owner.startswith("sqlcipher3") and name in _SQLITE:
        return f"sqlite {name}"
    module = getattr(called, "__module__", None)
    if (module == "posix" or owner == "_io") and name in _FILES:
        return f"{module or owner} {name}"
    return ""
