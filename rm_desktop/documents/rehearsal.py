"""Trying out what others wrote before any of it touches a document of ours.

An update of a partner who means harm may freeze or crash whoever reads it (measured in an engine of
this kind: 138 of 120,000 mutated updates). So a child reads it first, whole batches at once; of a
batch that did harm, each is looked at by itself.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rm_desktop.documents.rehearse import GOOD, packed

SECONDS, MEGABYTES = 2.0, 1024
_STARTS_WITHIN = 30.0


class Trial(NamedTuple):
    """A document as it stands, empty for a new one, and updates to try on it in order."""

    kind: str
    state: bytes
    updates: Sequence[bytes]


class Rehearsal:
    """One warm child; it is started anew after what it did not survive."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        """Start nothing yet; an update gets so much time, the child so much memory."""
        self._seconds, self._megabytes = seconds, megabytes
        self._child: subprocess.Popen[bytes] | None = None

    def harmful(self, trial: Trial) -> frozenset[int]:
        """Return the places of updates that must not be merged; the others are safe together."""
        places = list(range(len(trial.updates)))
        if self._bears(trial, places):
            return frozenset()
        good: list[int] = []
        for place in places:
            if self._bears(trial, [*good, place]):
                good.append(place)
        return frozenset(places) - frozenset(good)

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _bears(self, trial: Trial, places: list[int]) -> bool:
        updates = [bytes(trial.updates[place]) for place in places]
        frame = packed([trial.kind.encode(), trial.state, *updates])
        child = self._warm()
        try:
            if child.stdin is None:
                raise AssertionError("the child has no standard input")
            child.stdin.write(frame)
            child.stdin.flush()
        except OSError:
            self.close()
            return False
        answer = self._answer(child, self._seconds)
        if not answer:
            self.close()  # it hangs or died
        return answer == GOOD

    def _warm(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            names = ("PATH", "SYSTEMROOT", "PYTHONPATH", "LD_LIBRARY_PATH")
            self._child = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-m", "rm_desktop.documents.rehearse", str(self._megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in names if name in os.environ}
                | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                bufsize=0,
            )
            if self._answer(self._child, _STARTS_WITHIN) != GOOD:
                self.close()
                raise OSError("the child that tries updates out does not start")
        return self._child

    def _answer(self, child: subprocess.Popen[bytes], seconds: float) -> bytes:
        """Return the child's byte, nothing if it died or let us wait too long."""
        if child.stdout is None:
            raise AssertionError("the child has no standard output")
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            if not waiting.select(seconds):
                return b""
        return os.read(child.stdout.fileno(), 1)
