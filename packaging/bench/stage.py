"""What the figures are taken on: throw-away profiles, and programs timed from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors"
#: Longer than anything here takes, in seconds.
PATIENCE = 60


class BenchError(Exception):
    """A run that does not count: nothing was shown, or not what should have been."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile to measure with: its folder, its key, and a topic that Today shows.

    `private` is the key of its private vault where a figure needs it open.
    """

    root: Path
    key: bytes
    topic: str
    private: bytes = b""


class Running:
    """A program that says by lines how far it has come, timed from just before it was born."""

    def __init__(self, arguments: list[str], key: bytes | None = None) -> None:
        self.seconds: dict[str, float] = {}
        reading: int | None = None
        handed: tuple[int, ...] = ()
        if key is not None:
            reading, writing = os.pipe()
            os.write(writing, key)
            os.close(writing)
            arguments, handed = [*arguments, "--key-fd", str(reading)], (reading,)
        self._born = perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings(),
            pass_fds=handed,
        )
        if reading is not None:
            os.close(reading)

    def wait_for(self, moment: str) -> float:
        """Wait until the program has said a word; return the milliseconds since its birth."""
        out = self._process.stdout
        while moment not in self.seconds:
            line = out.readline() if out is not None else b""
            now = perf_counter()
            if not line:
                raise BenchError(f"the program ended before it was {moment}")
            self.seconds[line.decode().strip()] = now - self._born
        return self.seconds[moment] * 1000

    def memory(self) -> float:
        """The megabytes of the program and all it has started, each shared page once."""
        family = [self._process.pid]
        for each in family:
            family += _children(each)
        return sum(map(_pss, family)) / 1024

    def end(self, *, kindly: bool) -> None:
        """Let it close its window, or take it away."""
        if not kindly:
            self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=PATIENCE)
        self._process.kill()


def surroundings() -> Mapping[str, str]:
    """The environment of what is measured: compiled modules are kept, as where it is installed."""
    variables = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


def in_turn(runs: int, *takes: Callable[[], None]) -> None:
    """Let each have its turn, over and over; the first round warms up and should not be kept."""
    for _ in range(runs):
        for take in takes:
            take()


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
