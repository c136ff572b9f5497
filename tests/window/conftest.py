"""A display with a window manager, a profile that two people have begun, another program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.vault.keys import MemoryKeyStore
from tests.laptop import HENRIK, MAYA
from tests.window import desktop
from tests.window.app import App
from tests.window.desktop import until
from tests.window.displays import display

TOPICS = (("Two-minute films", 20), ("How a budget is made", 15), ("Ask me anything", 10))
#: A window of somebody else's, as big as the screen.
OTHER_PROGRAM = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle("slides")
window.showMaximized()
app.exec()
"""


@pytest.fixture(autouse=True)
def _real_display() -> None:
    if os.environ.get("QT_QPA_PLATFORM") != "xcb":
        pytest.skip("needs a display of its own: `dev.py test` gives it one")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[App]:
    """The app before it was ever started."""
    app = App(tmp_path)
    yield app
    app.end()


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A profile with a pair and three topics, and its key."""
    root = tmp_path_factory.mktemp("begun") / "profile"
    key = create_profile(root, MemoryKeyStore())
    profile = open_profile(root, key, peeking=False)
    desk = profile.create_pair(MAYA, HENRIK)
    for title, minutes in TOPICS:
        desk.agenda.add(desk.open_pair.pair.next_session.id, title, minutes=minutes)
    profile.close()
    return root, key


@pytest.fixture
def app(tmp_path: Path, begun: tuple[Path, bytes]) -> Iterator[App]:
    """The app with that profile, started."""
    root, key = begun
    shutil.copytree(root, tmp_path / "profile")
    app = App(tmp_path, key=key)
    app.start()
    yield app
    app.end()


@pytest.fixture
def open_other_program() -> Iterator[Callable[[], int]]:
    """Opens another program's window over everything of ours and returns its number."""
    with ExitStack() as stack:

        def open_it() -> int:
            process = subprocess.Popen([sys.executable, "-c", OTHER_PROGRAM])
            stack.callback(_end, process)
            (window,) = until(lambda: desktop.windows(process.pid), "the other program")
            until(lambda: desktop.active() == window, "the keyboard for the other program")
            return window

        yield open_it


@pytest.fixture
def small_laptop(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A display of 1280 × 800 with a window manager, for what is started meanwhile."""
    width, height = 1280, 800
    with display(width, height) as name:
        monkeypatch.setenv("DISPLAY", name)
        yield width, height


def _end(process: subprocess.Popen[Any]) -> None:
    process.kill()
    process.wait()
