"""The program as its own process: what stands on its screen, and a person's hands on it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.window import desktop
from tests.window.desktop import until

ROOT = Path(__file__).resolve().parents[2]
FRAME, MINI = "frame", "mini-timer"
LABEL = "StaticText"
_NOT_OURS = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on screen, as a screen reader has it; `rect` is left, top, width, height.

    `caret` and `selected` are of texts of several lines alone.
    """

    role: str
    name: str
    value: str
    rect: tuple[int, int, int, int]
    enabled: bool
    focused: bool
    id: str
    window: str
    caret: int = 0
    selected: str = ""

    @property
    def middle(self) -> tuple[int, int]:
        left, top, width, height = self.rect
        return left + width // 2, top + height // 2

    def is_within(self, other: Seen) -> bool:
        """Tell whether its middle lies on another thing."""
        (x, y), (left, top, width, height) = self.middle, other.rect
        return left <= x < left + width and top <= y < top + height


class App:
    """One start of the program after the other, with the same profile."""

    def __init__(self, folder: Path, *, key: bytes | None = None) -> None:
        self.folder, self.profile, self.key = folder, folder / "profile", key
        self.temporary = folder / "tmp"
        self._said = folder / "said"
        self._starts = 0
        self.process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """Return what the process is started with: no keyring, and temporary files of its own."""
        own = {name: words for name, words in os.environ.items() if name not in _NOT_OURS}
        self.temporary.mkdir(exist_ok=True)
        nowhere = "keyring.backends.fail.Keyring"
        return own | {"TMPDIR": str(self.temporary), "PYTHON_KEYRING_BACKEND": nowhere}

    def start(self, *arguments: str) -> None:
        """Start it and wait for its first frame."""
        self._starts += 1
        self._socket = self.folder / f"onlooker-{self._starts}"
        self.process = self.launch("tests.window.onlooker", arguments)
        until(self.look, "the first frame")
        until(lambda: desktop.active() == self.window(), "the keyboard")

    def launch(self, module: str, arguments: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Start a module with the profile; its complaints go to a file that must stay empty."""
        arguments = arguments or ("--profile", str(self.profile))
        environment = self.environment() | {"RM_DESKTOP_ONLOOKER": str(self._socket)}
        handed: tuple[int, ...] = ()
        if self.key is not None and "--demo" not in arguments:
            reading, writing = os.pipe()
            os.write(writing, self.key)
            os.close(writing)
            handed, arguments = (reading,), (*arguments, "--key-fd", str(reading))
        with self._said.open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=handed,
            )
        for descriptor in handed:
            os.close(descriptor)
        return process

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def ask_to_end(self, ending: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, as a logout does."""
        os.kill(self.pid, ending)

    def kill(self) -> None:
        """End it as a power cut does."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.ended() == -signal.SIGKILL

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        assert self.process is not None
        code = self.process.wait(desktop.PATIENCE)
        self.process = None
        return code

    def quit(self) -> None:
        """Quit as the keys do."""
        desktop.press("ctrl+q")
        assert self.ended() == 0
        assert self.said == "", "it complains"

    @property
    def said(self) -> str:
        """What it wrote to the terminal it was started from."""
        return self._said.read_text("utf-8")

    def end(self) -> None:
        """End it after a test, whatever state it is in."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    # -- eyes -----------------------------------------------------------------------------

    def look(self) -> list[Seen]:
        """Return everything on screen; nothing while it is not there yet."""
        assert self.process is not None
        assert self.process.poll() is None, f"it ended by itself: {self.said}"
        answer = b""
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(desktop.PATIENCE)
            line.connect(str(self._socket))
            while part := line.recv(1 << 16):
                answer += part
        told: list[dict[str, Any]] = json.loads(answer or b"[]")
        return [Seen(**{**each, "rect": tuple(each["rect"])}) for each in told]

    def lines(self, window: str = FRAME) -> list[str]:
        """Return every line of text on one of its windows."""
        on_it = [each for each in self.look() if each.window == window]
        return [words for each in on_it for words in (each.name, each.value) if words]

    def sees(self, words: str, window: str = FRAME) -> None:
        """Wait until words stand there."""

        def seen() -> bool:
            return any(words in line for line in self.lines(window))

        until(seen, lambda: f"“{words}” among {self.lines(window)}")

    def find(self, name: str, role: str = "", window: str = FRAME) -> Seen | None:
        """Return what has this name or id, if it is on screen; a control before its label."""
        found = [
            each
            for each in self.look()
            if name in (each.name, each.id) and role in ("", each.role) and each.window == window
        ]
        return min(found, key=lambda each: each.role == LABEL, default=None)

    def text(self, name: str, window: str = FRAME) -> str:
        """Return what stands in what has this name or id, "" while it is not there."""
        found = self.find(name, window=window)
        return found.value or found.name if found else ""

    def left(self, window: str = FRAME) -> int:
        """Return the seconds that the timer shows as left, once there is a timer."""

        def figures() -> str:
            seen = [each for each in self.look() if each.window == window]
            ring = next((each for each in seen if each.id == "timer-ring"), None)
            inside = [each for each in seen if ring and each.role == LABEL and each.is_within(ring)]
            return inside[0].name if inside else ""

        minutes, _, seconds = until(figures, "a timer").partition(":")
        return int(minutes) * 60 + int(seconds)

    def await_focus(self, name: str) -> Seen:
        """Wait until the keyboard writes into what has this name or id."""

        def focused() -> Seen | None:
            return next((e for e in self.look() if e.focused and name in (e.name, e.id)), None)

        return until(focused, lambda: f"the focus on “{name}” among {self.lines()}")

    def topics(self) -> list[str]:
        """Return the titles on the next session's agenda, as they stand below each other."""
        return [each.name for each in self._topics()]

    def standing_topic(self, title: str) -> Seen:
        """Return the row of a topic, once it stands still."""
        name = next(each for each in self.topics() if each.startswith(title))
        return self._standing(name)

    def _topics(self) -> list[Seen]:
        seen = self.look()
        agenda = next((e for e in seen if (e.role, e.name) == ("List", "Agenda")), None)
        if agenda is None:
            return []
        rows = [e for e in seen if e.role == "ListItem" and e.is_within(agenda)]
        return sorted(rows, key=lambda each: each.rect[1])

    def window(self, kind: str = FRAME) -> int:
        """Return the window manager's number of one of its windows, 0 while it is not there."""
        title = {FRAME: "rm-desktop", MINI: "Timer"}[kind]
        found = [w for w in desktop.windows(self.pid) if desktop.title(w) == title]
        return found[0] if found else 0

    # -- hands ----------------------------------------------------------------------------

    def click(self, name: str, window: str = FRAME) -> None:
        """Press what has this name or id with the mouse, once it stands still and can be."""
        desktop.click(*self._standing(name, window).middle)

    def _standing(self, name: str, window: str = FRAME) -> Seen:
        before: list[Seen] = []

        def standing() -> Seen | None:
            found = self.find(name, window=window)
            still = found is not None and found.enabled and before[-1:] == [found]
            before.append(found) if found is not None else before.clear()
            return found if still else None

        return until(standing, lambda: f"something to press: “{name}” among {self.lines(window)}")
