"""The journal of 10,000 entries: found, opened, unlocked, and taken in from another program."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.asked import Asked
from bench.figure import Figure, p95
from bench.floors.bare_import import bare_import
from bench.floors.bare_search import BEST, bare_search
from bench.journal_profile import ENTRIES, entries, write_day_one
from bench.search import MOST, NEWEST, PAINTED, TYPED
from bench.stage import BenchError, Profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.services.journal import Journal
from rm_desktop.services.journal_import import JournalImport
from rm_desktop.services.private import Private
from rm_desktop.services.profile import Profile as Opened
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import wall_ms
from rm_desktop.vault.words import match_expression

RANKED, OPEN, UNLOCK, IMPORT, LINEAR = 3.0, 50.0, 50.0, 6.0, 11.0
FEW = 1_000
_TIMES = 5


def journal(profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure services beside their floors in turn, then the screen, then imports."""
    profile = profiles["journal"]
    opened = open_profile(profile.root, profile.key)
    opened.private.open(profile.private)
    if opened.desk is None:
        raise BenchError("the profile has no pair")
    bare = connect(ProfilePaths(profile.root).private, profile.private, looking=True)
    for name, typed in TYPED.items():
        yield from _found(name, typed, opened.desk.journal, bare, runs)
    bare.close()
    yield Figure("journal.unlock", _unlock(opened, profile.private, runs), "ms", UNLOCK)
    opened.close()
    yield from _screen(profile, runs)
    yield from _imports(runs)


def _found(name: str, typed: str, service: Journal, bare: Any, runs: int) -> Iterator[Figure]:  # noqa: ANN401
    words = match_expression(typed) or ""
    for order, most in (("", MOST), (BEST, RANKED)):
        find = partial(service.find, typed, best_first=bool(order))
        least = partial(bare_search, bare, words, NEWEST, *([order] if order else []))
        if {each.id for each in find()} != {each[1] for each in least()}:
            raise BenchError(f"“{typed}” does not find the same as the floor")
        app: list[float] = []
        floor: list[float] = []
        for _ in range(runs * _TIMES):
            begun = perf_counter()
            find()
            between = perf_counter()
            least()
            app.append((between - begun) * 1000)
            floor.append((perf_counter() - between) * 1000)
        yield Figure(f"journal.{'ranked' if order else 'found'}.{name}", app, "ms", most, floor)


def _unlock(opened: Opened, private: bytes, runs: int) -> list[float]:
    """Give the key that was derived and read the newest entries, over and over."""
    took: list[float] = []
    for _ in range(runs * _TIMES):
        opened.private.lock()
        begun = perf_counter()
        opened.private.open(private)
        newest = opened.desk.journal.listed() if opened.desk else []
        took.append((perf_counter() - begun) * 1000)
        if len(newest) != NEWEST:
            raise BenchError("the journal is not there after unlocking")
    return took


def _screen(profile: Profile, runs: int) -> Iterator[Figure]:
    samples: dict[str, list[float]] = defaultdict(list)
    private = profile.private.hex()
    with Asked("bench.reader", str(profile.root), profile.key.hex()) as reader:
        for run in range(-1, runs):
            took = {"unlock": [reader.ask("unlock", private)["ms"]]}
            took |= {f"painted.{n}": [reader.ask("search", t)["ms"]] for n, t in TYPED.items()}
            took["open"] = reader.ask("entries")["ms"]
            for name, each in took.items():
                samples[name if run >= 0 else f"{name}-first"] += each
    yield Figure("journal.unlock.painted", samples["unlock"], "ms", UNLOCK)
    yield Figure("journal.unlock.painted-first", samples["unlock-first"], "ms", UNLOCK)
    yield Figure("journal.open.p95", samples["open"], "ms", OPEN, summary=p95)
    for name in TYPED:
        yield Figure(f"journal.painted.{name}", samples[f"painted.{name}"], "ms", PAINTED)


def _imports(runs: int) -> Iterator[Figure]:
    app: dict[int, list[float]] = defaultdict(list)
    floor: dict[int, list[float]] = defaultdict(list)
    for _ in range(runs):
        for count in (FEW, ENTRIES):
            with TemporaryDirectory(prefix="rm-desktop-bench-") as folder:
                app[count].append(_import(Path(folder), count))
                floor[count].append(_import_bare(Path(folder), count))
    for count in (FEW, ENTRIES):
        yield Figure(f"journal.import.{count}", app[count], "ms", IMPORT, floor[count])
    yield Figure("journal.import.linear", app[ENTRIES], "ms", LINEAR, app[FEW])


def _import(folder: Path, count: int) -> float:
    """Read a file of Day One's into a new journal; without the backup, which is a copy of all."""
    source = folder / "dayone.json"
    write_day_one(source, count)
    private = Private(folder / "private.vault", MemoryKeyStore(), lambda _: None)
    private.open(private.make("a passphrase for nobody"))
    ids = (os.urandom(16).hex() for _ in range(2 * count))
    reading = JournalImport(private, lambda: next(ids), wall_ms, lambda: "UTC", lambda: None)
    begun = perf_counter()
    came = reading.take_in(source)
    took = (perf_counter() - begun) * 1000
    private.close()
    if came.added != count:
        raise BenchError(f"{came.added} of {count} entries came in")
    return took


def _import_bare(folder: Path, count: int) -> float:
    rows = [(each.id, each.at, each.title, each.text) for each in entries(count)]
    begun = perf_counter()
    bare_import(folder / "bare", os.urandom(32), rows)
    return (perf_counter() - begun) * 1000
