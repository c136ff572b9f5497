"""What a window manager and a person's hands know: windows, their order, mouse and keyboard."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

#: A loaded machine may take this long for anything, in seconds; an idle one takes a hundredth.
PATIENCE = 40.0
_PAUSE = 0.03

T = TypeVar("T")


def until(look: Callable[[], T | None], what: str | Callable[[], str]) -> T:
    """Look again and again until there is something to see, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (seen := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"never came: {what if isinstance(what, str) else what()}")
        time.sleep(_PAUSE)
    return seen


def _say(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout


# -- hands ----------------------------------------------------------------------------------


def press(*keys: str) -> None:
    """Press keys one after the other, each by xdotool's name (`ctrl+n`, `Return`)."""
    _say("xdotool", "key", "--delay", "20", *keys)


def write(words: str) -> None:
    """Type words that every keyboard has."""
    _say("xdotool", "type", "--delay", "8", "--", words)


def click(x: int, y: int) -> None:
    """Press the left button at a point of the screen."""
    _say("xdotool", "mousemove", str(x), str(y), "click", "1")


def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
    """Take something with the mouse, carry it in small steps and let it go."""
    steps = 12
    command = ["xdotool", "mousemove", *map(str, start), "mousedown", "1"]
    for step in range(1, steps + 1):
        x, y = (a + (b - a) * step // steps for a, b in zip(start, end, strict=True))
        command += ["sleep", "0.03", "mousemove", str(x), str(y)]
    _say(*command, "sleep", "0.1", "mouseup", "1")


# -- windows --------------------------------------------------------------------------------


def windows(pid: int) -> list[int]:
    """Return the windows of a process that the window manager keeps, the lowest first."""
    stacked = _ids(_say("xprop", "-root", "_NET_CLIENT_LIST_STACKING"))
    return [each for each in stacked if f"= {pid}\n" in _property(each, "_NET_WM_PID")]


def activate(window: int) -> None:
    """Choose a window as a taskbar does."""
    _say("xdotool", "windowactivate", str(window))


def minimise(window: int) -> None:
    """Put a window away."""
    _say("xdotool", "windowminimize", str(window))


def screen() -> tuple[int, int]:
    """Return the width and height of the screen."""
    width, height = _say("xdotool", "getdisplaygeometry").split()
    return int(width), int(height)


def stacking() -> list[int]:
    """Return every window, the topmost last."""
    return _ids(_say("xprop", "-root", "_NET_CLIENT_LIST_STACKING"))


def active() -> int:
    """Return the window that has the keyboard, 0 if none."""
    return next(iter(_ids(_say("xprop", "-root", "_NET_ACTIVE_WINDOW"))), 0)


def states(window: int) -> set[str]:
    """Return what the window manager was asked to do with a window (`_NET_WM_STATE_…`)."""
    return set(re.findall(r"_NET_WM_STATE_\w+", _property(window, "_NET_WM_STATE")))


def title(window: int) -> str:
    """Return what stands in a window's title bar."""
    return _property(window, "_NET_WM_NAME").partition(" = ")[2].strip().strip('"')


def margins(window: int) -> tuple[int, int, int, int]:
    """Return the width of what is drawn around a window: left, right, top, bottom."""
    numbers = re.findall(r"\d+", _property(window, "_NET_FRAME_EXTENTS").partition("=")[2])
    left, right, top, bottom = map(int, numbers or "0000")
    return left, right, top, bottom


def place(window: int) -> tuple[int, int, int, int]:
    """Return a window's inside on the screen: left, top, width, height."""
    said = _say("xwininfo", "-id", str(window))
    names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
    found = [re.search(rf"{name}: +(-?\d+)", said) for name in names]
    left, top, width, height = (int(each[1]) if each else 0 for each in found)
    return left, top, width, height


def _property(window: int, name: str) -> str:
    return _say("xprop", "-id", str(window), name)


def _ids(said: str) -> list[int]:
    return [int(each, 16) for each in re.findall(r"0x[0-9a-f]+", said)]


def is_managed() -> bool:
    """Tell whether a window manager says that it is there."""
    return bool(_ids(_say("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")))
