"""A program of the bench that waits for questions: lines of JSON there and back."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Self

from bench.stage import PATIENCE, BenchError


class Asked:
    """Runs `python -m MODULE`; what it is given it reads first, so no key stands in a list."""

    def __init__(self, module: str, *given: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(*given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=PATIENCE)

    def ask(self, *words: str) -> dict[str, Any]:
        """Ask and wait for the answer."""
        self._say(*words)
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise BenchError(f"no answer to {' '.join(words)}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _say(self, *words: str) -> None:
        if self._process.stdin:
            self._process.stdin.write(f"{json.dumps(words)}\n")
            self._process.stdin.flush()


def heard() -> list[str]:
    """Read what one is asked, in the program itself; nothing when it is over."""
    line = sys.stdin.readline()
    words: list[str] = json.loads(line) if line else []
    return words


def answer(**facts: object) -> None:
    """Say it."""
    sys.stdout.write(f"{json.dumps(facts)}\n")
    sys.stdout.flush()
