"""One thread that writes: what many ask for at once is committed as one.

A single commit to a disk takes as long as two hundred together (measured: 1,850 commits a second
one by one, 4,400–5,650 appends a second in groups), and each is answered only after its commit.
"""

from __future__ import annotations

import threading
from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Any, NamedTuple

from sqlalchemy import Connection

from rm_desktop.relay.database import Database

MOST_TOGETHER = 256

#: Does several jobs on one connection; returns a result or an error for each, in their order.
Act = Callable[[Connection, Sequence[Any]], Sequence[object]]


class _Job(NamedTuple):
    act: Act
    asked: Any
    loop: AbstractEventLoop
    done: Future[Any]


class Writer:
    """Carries out what is asked, in groups; the order of one space's jobs is kept."""

    def __init__(self, database: Database) -> None:
        """Begin at once; `close` ends it."""
        self._database = database
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

    def _work(self) -> None:
        while True:
            jobs, ends = self._gather()
            for act, group in _by_act(jobs):
                self._carry_out(act, group)
            if ends:
                return

    def _gather(self) -> tuple[list[_Job], bool]:
        """Wait for a job and take with it what else is waiting."""
        jobs = list[_Job]()
        job = self._queue.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) >= MOST_TOGETHER or self._queue.empty():
                return jobs, False
            job = self._queue.get()
        return jobs, True

    def _carry_out(self, act: Act, jobs: list[_Job]) -> None:
        results: Sequence[object]
        try:
            with self._database.writing() as connection:
                results = act(connection, [job.asked for job in jobs])
        except Exception as error:  # noqa: BLE001 - each of them has to hear of it
            results = [error] * len(jobs)
        for job, result in zip(jobs, results, strict=True):
            job.loop.call_soon_threadsafe(_finish, job.done, result)


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
