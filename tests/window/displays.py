"""Displays with a window manager each: what one laptop shows, with its own mouse and keyboard."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.window import desktop
from tests.window.desktop import until


@contextmanager
def display(width: int, height: int) -> Iterator[str]:
    """Start a display and return its name; it is gone afterwards."""
    with ExitStack() as stack:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", f"{width}x{height}x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        stack.callback(_end, server)
        assert server.stdout is not None
        with server.stdout as said:
            name = f":{said.readline().strip()}"
        with sitting_at(name):
            quiet = subprocess.DEVNULL
            manager = subprocess.Popen(["openbox", "--sm-disable"], stdout=quiet, stderr=quiet)
            stack.callback(_end, manager)
            until(desktop.is_managed, "a window manager")
        yield name


@contextmanager
def sitting_at(name: str) -> Iterator[None]:
    """Look at a display and lay hands on its keyboard, whichever others there are."""
    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ["DISPLAY"]
        else:
            os.environ["DISPLAY"] = before


def _end(process: subprocess.Popen[Any]) -> None:
    process.kill()
    process.wait()
