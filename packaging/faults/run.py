"""One counted run of a fault: turns with seeds, a time box, what failed and what was seen."""

from __future__ import annotations

import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

#: After so many failures a run has said enough.
_ENOUGH = 5


class BrokenPromiseError(Exception):
    """Something that is promised for this fault did not hold."""


def promise(holds: object, words: str) -> None:
    """Raise `BrokenPromiseError` with these words unless something holds."""
    if not holds:
        raise BrokenPromiseError(words)


@dataclass(frozen=True, slots=True)
class Turn:
    """One try: its seed, the dice that come of it, and an empty folder of its own."""

    seed: int
    dice: Random
    folder: Path


class Run:
    """A run under way; `least` turns are wanted within `box` seconds.

    `facts` counts what was seen and is part of the report.
    """

    def __init__(self, folder: Path, seed: int, least: int, box: float, *, long: bool) -> None:
        self.folder = folder
        self.seed = seed
        self.least = least
        self.long = long
        self.count = 0
        self.facts: Counter[str] = Counter()
        self.failures: list[str] = []
        self.skipped = ""
        self._began = time.monotonic()
        self._box = box

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return time.monotonic() - self._began

    def each(self, attempt: Callable[[Turn], None]) -> None:
        """Try until the count is reached, the box is used up or enough has failed."""
        while self.count < self.least and self.seconds < self._box:
            if len(self.failures) >= _ENOUGH:
                return
            self._try(attempt, self.seed + self.count)
            self.count += 1
        if self.count < self.least:
            self.failures.append(f"only {self.count} of {self.least} in {self._box:.0f} s")

    def skip(self, why: str) -> None:
        """Say that this machine cannot bring the fault about."""
        self.skipped = why

    def _try(self, attempt: Callable[[Turn], None], seed: int) -> None:
        turn = Turn(seed, Random(seed), self.folder / f"turn-{seed}")
        turn.folder.mkdir()
        try:
            attempt(turn)
        except BrokenPromiseError as error:
            self.failures.append(f"seed {seed}: {error}")
        except Exception:  # noqa: BLE001 - whatever a fault brings about has to be reported
            self.failures.append(f"seed {seed}: {traceback.format_exc().strip()}")
        else:
            shutil.rmtree(turn.folder)
