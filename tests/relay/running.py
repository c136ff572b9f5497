"""Relays as programs of their own, as an owner runs them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "rm_desktop", "serve")


class Running:
    """One process; `address` is where it listens."""

    def __init__(self, *options: str, **variables: str) -> None:
        self._process = subprocess.Popen(
            [*PROGRAM, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(**variables),
        )
        first = self._output.readline()
        self.first = [first]
        found = re.search(r"https?://\S+?(?=;)", first)
        self.address = found.group() if found else ""

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout

    @property
    def is_up(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self.end()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self._process.send_signal(how)
        return self.end()

    def end(self) -> int:
        """Wait for its end; the exit code. What it said is in `first`."""
        self.first += self._output.read().splitlines()
        self._output.close()
        return self._process.wait(30)


def environment(**variables: str) -> dict[str, str]:
    before = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(ROOT), *([before] if before else [])])
    return {**os.environ, "PYTHONPATH": path, **variables}


@contextmanager
def relay(*options: str, **variables: str) -> Iterator[Running]:
    running = Running(*options, **variables)
    try:
        yield running
    finally:
        if running.is_up:  # the test failed in the middle
            running.kill()


def said(*options: str, **variables: str) -> tuple[int, str]:
    """Run one that ends by itself: its exit code and all it said."""
    done = subprocess.run(
        [*PROGRAM, *options],
        capture_output=True,
        text=True,
        env=environment(**variables),
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
