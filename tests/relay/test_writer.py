"""One writes for many, several processes write to one database: nobody suffers for another."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from sqlalchemy import Connection, insert

from rm_desktop.relay import mailboxes, spaces
from rm_desktop.relay.calls import Calls
from rm_desktop.relay.database import Database
from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.serve import Plan, prepare
from rm_desktop.relay.tables import mailbox
from rm_desktop.relay.wake import Told, Wake, tell
from tests.relay.clusters import Cluster
from tests.relay.guests import CHANCE


@pytest.fixture
def processes(address: str) -> Iterator[tuple[Calls, Calls]]:
    """Two that serve one database, as two processes do."""
    both = prepare(Plan(address)), prepare(Plan(address))
    yield both
    for each in both:
        each.close()


async def told(calls: Calls, act: Callable[..., Sequence[object]], asked: object) -> object:
    try:
        return await calls.writer.do(act, asked)
    except RefusalError as refusal:
        return refusal.problem.kind


def test_two_that_open_the_same_space_at_once(processes: tuple[Calls, Calls]) -> None:
    async def race(space: bytes, devices: list[bytes]) -> list[object]:
        wishes = [spaces.Opening(space, each, frozenset({each}), (), 0) for each in devices]
        pairs = zip(processes, wishes, strict=True)
        return await asyncio.gather(*(told(calls, spaces.open_to, wish) for calls, wish in pairs))

    for _ in range(20):
        one, other = CHANCE(16), CHANCE(16)
        assert sorted(map(str, asyncio.run(race(CHANCE(16), [one, other])))) == [
            "True",
            "not_found",
        ]
        assert sorted(map(str, asyncio.run(race(CHANCE(16), [one, one])))) == ["False", "True"]


def test_two_answers_at_once_close_a_mailbox(processes: tuple[Calls, Calls]) -> None:
    async def race(name: bytes) -> list[object]:
        await processes[0].writer.do(mailboxes.leave, mailboxes.Letter(name, "offer", b"o", 10**12))
        letters = [mailboxes.Letter(name, "answer", each, 10**12) for each in (b"a", b"b")]
        pairs = zip(processes, letters, strict=True)
        return await asyncio.gather(*(told(calls, mailboxes.leave, each) for calls, each in pairs))

    for _ in range(10):
        assert sorted(map(str, asyncio.run(race(CHANCE(32))))) == ["None", "gone"]


def test_one_that_fails_fails_alone(processes: tuple[Calls, Calls]) -> None:
    def leave(connection: Connection, names: Sequence[bytes | None]) -> list[int]:
        for name in names:
            row = {"name": name, "slot": "offer", "made_at": 0, "bytes": b""}
            connection.execute(insert(mailbox), row)
        return [1] * len(names)

    async def all_at_once() -> list[object]:
        names = [CHANCE(32), None, CHANCE(32), CHANCE(32)]
        jobs = (processes[0].writer.do(leave, each) for each in names)
        return list(await asyncio.gather(*jobs, return_exceptions=True))

    results = asyncio.run(all_at_once())
    assert [each == 1 for each in results] == [True, False, True, True]
    assert isinstance(results[1], Exception)


@pytest.mark.postgresql
def test_what_one_commit_tells_is_heard_whole_and_in_order(postgres: Cluster) -> None:
    database = Database(postgres.database())
    told = [Told(frozenset({CHANCE(16), CHANCE(16)}), CHANCE(n * 7)) for n in range(300)]
    told.append(Told(frozenset(CHANCE(16) for _ in range(64)), CHANCE(2_800)))
    heard = list[Told]()

    async def listen() -> None:
        wake = Wake(database, lambda *words: heard.append(Told(*words)), heard.clear)
        wake.listen(asyncio.get_running_loop())
        await asyncio.to_thread(database.write, lambda connection: tell(connection, told))
        await until(lambda: len(heard) >= len(told))
        await asyncio.to_thread(wake.close)

    asyncio.run(listen())
    database.close()
    assert heard == told


@pytest.mark.postgresql
def test_whoever_listens_asks_anew_after_the_database_was_away(postgres: Cluster) -> None:
    database = Database(postgres.database())
    heard, missed = list[bytes](), threading.Event()

    async def listen() -> None:
        wake = Wake(database, lambda _devices, words: heard.append(words), missed.set)
        wake.listen(asyncio.get_running_loop())
        await asyncio.to_thread(wake.say, frozenset({b"x" * 16}), b"before")
        await until(lambda: heard == [b"before"])
        postgres.stop(signal.SIGQUIT)
        postgres.start()
        await until(missed.is_set)
        await asyncio.to_thread(wake.say, frozenset({b"x" * 16}), b"after")
        await until(lambda: heard == [b"before", b"after"])
        await asyncio.to_thread(wake.close)

    asyncio.run(listen())
    database.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - what it waits for happens in threads and servers
            await asyncio.sleep(0.01)
