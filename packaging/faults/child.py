"""A process that works and tells what it has done in a file, which outlives any kill."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[[Any], None]
_PAUSE = 0.002


class Child:
    """A fork of this process; it must be made while no vault is open here."""

    def __init__(self, work: Callable[[Tell], None], told: Path) -> None:
        self._told = told
        self._status: int | None = None
        told.touch()
        sys.stdout.flush()
        self._id = os.fork()
        if self._id == 0:
            _work(work, told)

    def kill(self) -> None:
        """Kill the process as `kill -9` does."""
        if self._status is None:
            os.kill(self._id, signal.SIGKILL)
            self.wait()

    def wait(self) -> int:
        """Wait for the end; negative is the signal that brought it about."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self._id, 0)[1])
        return self._status

    def wait_until_told(self, seconds: float = 20.0) -> None:
        """Wait for the first word."""
        deadline = time.monotonic() + seconds
        while not self._told.stat().st_size and time.monotonic() < deadline:
            time.sleep(_PAUSE)

    def told(self) -> list[Any]:
        """Return what it told, without a line that was cut off."""
        return [json.loads(line) for line in self._told.read_bytes().split(b"\n")[:-1]]


def answers(work: Callable[[Tell], None], told: Path) -> list[Any]:
    """Let a child work to its end and return what it told; its bugs are raised here."""
    child = Child(work, told)
    if child.wait() != 0:
        raise RuntimeError("\n".join(map(str, child.told())) or f"the child ended: {child.wait()}")
    return child.told()


def _work(work: Callable[[Tell], None], told: Path) -> None:
    descriptor = os.open(told, os.O_WRONLY | os.O_APPEND)

    def tell(words: Any) -> None:  # noqa: ANN401 - JSON
        os.write(descriptor, json.dumps(words).encode() + b"\n")

    code = 1
    try:
        work(tell)
        code = 0
    except BaseException:  # noqa: BLE001 - the parent reports it
        tell(traceback.format_exc())
    finally:
        os._exit(code)
