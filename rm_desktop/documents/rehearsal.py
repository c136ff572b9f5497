"""Trying out what others wrote before any of it touches a document of ours.

An update of a partner who means harm may freeze or crash whoever reads it (measured in an engine of
this kind: 138 of 120,000 mutated updates; in Loro 4 of 20,000 end the process). So a child reads it
first, whole batches at once; a batch that does harm is halved until it is known which of it does.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, NamedTuple

from rm_desktop.documents.rehearse import answered, packed

#: How long an update may take, and how much memory the child.
SECONDS, MEGABYTES = 2.0, 1024
#: A batch and large ones get more: so much of that time for each update, and for each byte. Ten
#: years at once take a busy computer five seconds; what work they make later has its own bound.
_FOR_EACH, _FOR_A_BYTE = 0.0025, 5e-6
#: When so much time went into one trial, or so many children, what is still unknown is harmful.
_PATIENCE_S, _MOST_CHILDREN = 15.0, 6
_STARTS_WITHIN = 30.0

_Answers = queue.SimpleQueue[list[int] | None | EOFError]


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
        self._answers: _Answers = queue.SimpleQueue()

    def harmful(self, trial: Trial) -> frozenset[int]:
        """Return the places of updates that must not be merged; the others are safe together."""
        return frozenset(range(len(trial.updates))) - frozenset(_Sifting(trial, self._try).good())

    def warm(self) -> None:
        """Start the child before there is anything to try: that takes as long as many trials."""
        self._warm()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with suppress(OSError):  # what it was not told yet it never will be
                        stream.close()

    def _try(self, trial: Trial) -> list[int] | None:
        """Return the places of what cannot be read, None if the child does not know or died."""
        child = self._warm()
        frame = packed([trial.kind.encode(), trial.state, *map(bytes, trial.updates)])
        parts = 1 + _FOR_EACH * len(trial.updates) + _FOR_A_BYTE * len(frame)
        try:
            if child.stdin is None:
                raise AssertionError("the child has no standard input")
            child.stdin.write(frame)
            child.stdin.flush()
        except OSError as error:
            self.close()
            raise _DiedError from error
        return self._answer(self._seconds * parts)

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
            )
            self._answers = queue.SimpleQueue()
            listen = (self._child.stdout, self._answers)
            threading.Thread(target=_listen, args=listen, daemon=True).start()
            try:
                self._answer(_STARTS_WITHIN)
            except _DiedError as error:
                raise OSError("the child that tries updates out does not start") from error
        return self._child

    def _answer(self, seconds: float) -> list[int] | None:
        """Return the child's next answer; raises `_DiedError` if it died or lets us wait."""
        try:
            found = self._answers.get(timeout=seconds)
        except queue.Empty:
            found = EOFError()
        if isinstance(found, EOFError):
            self.close()
            raise _DiedError
        return found


class _DiedError(Exception):
    """A child did not survive, or did not answer in time."""


class _Sifting:
    """Finds out which updates of a trial are safe together."""

    def __init__(self, trial: Trial, attempt: Callable[[Trial], list[int] | None]) -> None:
        self._trial, self._attempt = trial, attempt
        self._until = time.monotonic() + _PATIENCE_S
        self._died = 0
        self._good: list[int] = []

    def good(self) -> list[int]:
        """Return the places of what is safe."""
        self._sift(list(range(len(self._trial.updates))))
        return self._good

    def _sift(self, places: list[int]) -> None:
        if not places or self._died >= _MOST_CHILDREN or time.monotonic() > self._until:
            return
        tried = [*self._good, *places]
        updates = [self._trial.updates[place] for place in tried]
        try:
            bad = self._attempt(self._trial._replace(updates=updates))
        except _DiedError:
            self._died, bad = self._died + 1, None
        if bad is not None:
            self._good = [place for n, place in enumerate(tried) if n not in set(bad)]
        elif len(places) > 1:
            half = len(places) // 2
            self._sift(places[:half])
            self._sift(places[half:])


def _listen(stream: IO[bytes], answers: _Answers) -> None:
    """Hand on what a child says, until it is gone."""
    try:
        while True:
            answers.put(answered(stream))  # type: ignore[arg-type]
    except (EOFError, OSError, ValueError):
        answers.put(EOFError())
