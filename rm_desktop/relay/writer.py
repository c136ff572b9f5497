"""One thread that writes: what many ask for at once is committed as one.

A single commit to a disk takes as long as two hundred together (measured: 1,850 commits a second
one by one, 4,400–5,650 appends a second in groups), and each is answered only after its commit.
"""

from __future__ import annotations

import threading
import time
from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from rm_desktop.relay.database import Database

MOST_TOGETHER = 256
_TRIES = 3
_AFTER_S = 1.0

#: Does several jobs on one connection; returns a result or an error for each, in their order.
Act = Callable[[Connection, Sequence[Any]], Sequence[object]]


class _Job(NamedTuple):
    act: Act
    asked: Any
    loop: AbstractEventLoop
    done: Future[Any]


class Writer:
    """Carries out what is asked, in groups; the order of one space's jobs is kept."""

    def __init__(self, database: Database, after: Callable[[], None]) -> None:
        """Begin at once; `close` ends it. `after` is done soon after something was written."""
        self._database, self._after = database, after
        self._due: float | None = None
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="relay-writer", daemon=True)
        self._thread.start()

    async def do(self, act: Act, asked: Any) -> Any:  # noqa: ANN401 - what the act returns
        """Wait until a job is on the disk; raises what it was refused for."""
        loop = get_running_loop()
        job = _Job(act, asked, loop, loop.create_future())
        self._queue.put(job)
        return await job.done

    def close(self) -> None:
        """Finish what was asked for and end."""
        self._queue.put(None)
        self._thread.join()

    @property
    def waiting(self) -> int:
        """How many jobs wait for their turn."""
        return self._queue.qsize()

    def _work(self) -> None:
        ends = False
        while not ends:
            jobs, ends = self._gather()
            for act, group in _by_act(jobs):
                self._carry_out(act, group)
            self._see_to_after(now=ends)

    def _gather(self) -> tuple[list[_Job], bool]:
        """Wait for a job and take with it what else is waiting; none when something else is due."""
        jobs = list[_Job]()
        wait = None if self._due is None else max(0.0, self._due - time.monotonic())
        try:
            job = self._queue.get(timeout=wait)
            while job is not None:
                jobs.append(job)
                if len(jobs) >= MOST_TOGETHER:
                    return jobs, False
                job = self._queue.get_nowait()
        except Empty:
            return jobs, False
        return jobs, True

    def _see_to_after(self, *, now: bool) -> None:
        if self._due is not None and (now or time.monotonic() >= self._due):
            self._due = None
            self._after()

    def _carry_out(self, act: Act, jobs: list[_Job]) -> None:
        results: Sequence[object]
        try:
            results = self._written(act, jobs)
        except Exception as error:  # noqa: BLE001 - each of them has to hear of it
            if len(jobs) > 1:  # of one of them; the others must not suffer
                for job in jobs:
                    self._carry_out(act, [job])
                return
            results = [error]
        for job, result in zip(jobs, results, strict=True):
            job.loop.call_soon_threadsafe(_finish, job.done, result)

    def _written(self, act: Act, jobs: list[_Job]) -> Sequence[object]:
        asked = [job.asked for job in jobs]
        for tries in range(1, _TRIES + 1):
            try:
                results = self._database.write(lambda each: act(each, asked))
                break
            except IntegrityError:  # another process came first; now what it made is seen
                if tries == _TRIES:
                    raise
        if self._due is None:
            self._due = time.monotonic() + _AFTER_S
        return results


def _by_act(jobs: list[_Job]) -> list[tuple[Act, list[_Job]]]:
    """Return neighbours that want the same thing together: order is kept."""
    groups: list[tuple[Act, list[_Job]]] = []
    for job in jobs:
        if groups and groups[-1][0] == job.act:
            groups[-1][1].append(job)
        else:
            groups.append((job.act, [job]))
    return groups


def _finish(done: Future[Any], result: object) -> None:
    if done.cancelled():
        return
    if isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)
