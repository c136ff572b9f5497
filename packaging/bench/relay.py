"""Changes from laptop to laptop over a relay, against one POST with a commit on both sides."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from math import inf
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx2

from bench.figure import Figure
from bench.floors.bare_commit import bare_commit, bare_file
from bench.laptops import Laptop, guest, host, program, relay, share
from bench.long_profile import build_long
from bench.stage import FLOORS, BenchError, Profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.vault.keys import MemoryKeyStore

#: What the best peer that was measured takes, by the same floor: 2.3, 1.8, 3.4 (SPIKE).
MOST_BATCH, MOST_ONE, MOST_NOTHING, MOST_WIRE = 2.0, 3.0, 4.0, 1.3
CHANGES = 1_000
_ONES = 20
_FIRST_PULLS = 3


#: A pair of two years that meets every week.
SESSIONS, TOPICS = 104, 1_040


class Floor:
    """One POST of some bytes, with a commit here before it and one there."""

    def __init__(self, root: Path, port: str) -> None:
        self._file = bare_file(root / "bare", bytes(32))
        self._client = httpx2.Client()
        self._address = f"http://127.0.0.1:{port}/"

    def take(self, data: bytes) -> float:
        """Do it once; the milliseconds."""
        begun = perf_counter()
        bare_commit(self._file, data)
        self._client.post(self._address, content=data).raise_for_status()
        return (perf_counter() - begun) * 1000

    def close(self) -> None:
        """Let go of everything."""
        self._client.close()
        self._file.close()


def laptops(_profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure in turn, on this computer alone."""
    ones: list[float] = []
    floors: list[float] = []
    nothings: list[float] = []
    batches: list[float] = []
    batch_floors: list[float] = []
    requests: set[int] = set()
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rm-desktop-bench-")))
        address = stack.enter_context(relay(root)).address
        port, _ = stack.enter_context(program(str(FLOORS / "bare_post.py"), str(root / "floor")))
        floor = Floor(root, port.strip())
        stack.callback(floor.close)
        maya = host(root / "maya", address)
        stack.callback(maya.close)
        henrik = guest(root / "henrik", maya, address)
        stack.callback(henrik.close)
        henrik.sync()
        henrik.profile.open_pair(henrik.line.pair)
        topic = _topic(maya)
        for run in range(-1, runs):
            one, bare, nothing = _ones(maya, henrik, topic, floor, run)
            requests |= {henrik.sync()}
            batch, size = _batch(maya, henrik, topic, run)
            if run >= 0:
                ones.append(one)
                floors.append(bare)
                nothings.append(nothing)
                batches.append(batch)
                batch_floors.append(floor.take(bytes(size)))
    yield Figure("relay.laptops.one_change", ones, "ms", MOST_ONE, floors)
    yield Figure("relay.laptops.nothing_to_do", nothings, "ms", MOST_NOTHING, floors)
    yield Figure("relay.laptops.nothing_to_do.requests", [float(max(requests))], "", 1)
    yield Figure(f"relay.laptops.{CHANGES}_changes", batches, "ms", MOST_BATCH, batch_floors)


def _topic(maya: Laptop) -> str:
    if maya.profile.desk is None:
        raise BenchError("no pair is open")
    return maya.profile.desk.agenda.add("", "A topic that is changed")


def _edit(laptop: Laptop, topic: str, title: str) -> None:
    if laptop.profile.desk is None:
        raise BenchError("no pair is open")
    laptop.profile.desk.agenda.edit(topic, title=title)


def _ones(
    maya: Laptop, henrik: Laptop, topic: str, floor: Floor, run: int
) -> tuple[float, float, float]:
    """Return the medians: one change to the other laptop, the floor, and nothing to do."""
    ours, theirs, nothing = [], [], []
    maya.sync()
    henrik.sync()
    for n in range(_ONES):
        begun = perf_counter()
        _edit(maya, topic, f"Title {run} {n}")
        maya.sync(anew=False)
        henrik.line.hear_of_news()
        henrik.sync(anew=False)
        ours.append((perf_counter() - begun) * 1000)
        _expect(henrik, topic, f"Title {run} {n}")
        theirs.append(floor.take(bytes(200)))
        begun = perf_counter()
        henrik.sync()
        nothing.append((perf_counter() - begun) * 1000)
    return median(ours), median(theirs), median(nothing)


def _batch(maya: Laptop, henrik: Laptop, topic: str, run: int) -> tuple[float, int]:
    """Push and pull what was written in a week; return the milliseconds and the bytes."""
    for n in range(CHANGES):
        _edit(maya, topic, f"Week {run} {n}")
    size = sum(map(len, (each.data for each in maya.line.store.unsealed(1 << 30).updates)))
    begun = perf_counter()
    maya.sync()
    henrik.sync()
    took = (perf_counter() - begun) * 1000
    _expect(henrik, topic, f"Week {run} {CHANGES - 1}")
    return took, size


def _expect(henrik: Laptop, topic: str, title: str) -> None:
    desk = henrik.profile.desk
    if desk is None or desk.open_pair.pair.items[topic].title != title:
        raise BenchError("a change did not arrive")


def first_pull(_profiles: Mapping[str, Profile], _runs: int) -> Iterator[Figure]:
    """Measure how a new laptop comes to two years of a pair, beside one POST of as many bytes."""
    pushes: list[float] = []
    pulls: list[float] = []
    floors: list[float] = []
    wires: list[float] = []
    plains: list[float] = []
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rm-desktop-bench-")))
        address = stack.enter_context(relay(root)).address
        port, _ = stack.enter_context(program(str(FLOORS / "bare_post.py"), str(root / "floor")))
        floor = Floor(root, port.strip())
        stack.callback(floor.close)
        for run in range(_FIRST_PULLS):
            place = root / str(run)
            key = build_long(place / "maya", MemoryKeyStore(), sessions=SESSIONS, topics=TOPICS)
            maya = share(open_profile(place / "maya", key), address)
            stack.callback(maya.close)
            plain = _unsealed_bytes(maya)
            pushes.append(_timed(maya))
            henrik = guest(place / "henrik", maya, address)
            stack.callback(henrik.close)
            pulls.append(_timed(henrik))
            henrik.profile.open_pair(henrik.line.pair)
            if henrik.profile.desk is None or maya.profile.desk is None:
                raise BenchError("no pair is open")
            if len(henrik.profile.desk.open_pair.pair.items) < TOPICS:
                raise BenchError("not everything arrived")
            rows = maya.line.store.shelf.latest_envelopes(maya.line.space, 10_000)
            wire = sum(len(row.bytes) for row in rows)
            floors.append(floor.take(bytes(wire)))
            wires.append(wire / 1024)
            plains.append(plain / 1024)
    yield Figure("relay.two_years.push", pushes, "ms", inf, floors)
    yield Figure("relay.two_years.first_pull", pulls, "ms", inf, floors)
    yield Figure("relay.two_years.wire", wires, "KB", MOST_WIRE, plains)


def _timed(laptop: Laptop) -> float:
    begun = perf_counter()
    laptop.sync()
    return (perf_counter() - begun) * 1000


def _unsealed_bytes(laptop: Laptop) -> int:
    """Return how many bytes wait to be sealed: the documents as they are."""
    return sum(len(each.data) for each in laptop.line.store.unsealed(1 << 40).updates)
