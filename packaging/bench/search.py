"""Searching ten years as one types, against FTS5 alone; and until the palette shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import Any

from bench.asked import Asked
from bench.figure import Figure
from bench.floors.bare_search import bare_search
from bench.long_profile import COMMON, PHRASE, RARE
from bench.stage import BenchError, Profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.services.search import Search
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.words import match_expression

MOST, PAINTED = 2.0, 30.0
NEWEST = 50
#: What is searched for, as typed so far.
TYPED = {
    "rare": RARE,
    "common": COMMON,
    "two-words": f"{COMMON} budget",
    "phrase": f'"{PHRASE}',
    "begun": COMMON[:3],
}
_TIMES = 20


def search(profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure service and floor in turn; then the palette."""
    profile = profiles["ten-years"]
    opened = open_profile(profile.root, profile.key)
    bare = connect(ProfilePaths(profile.root).workspace, profile.key, looking=True)
    if opened.desk is None:
        raise BenchError("the profile has no pair")
    for name, typed in TYPED.items():
        yield _compare(f"search.{name}", opened.desk.search, bare, typed, runs)
    bare.close()
    opened.close()
    yield from _painted(profile, runs)


def _compare(name: str, service: Search, bare: Any, typed: str, runs: int) -> Figure:  # noqa: ANN401
    words = match_expression(typed) or ""
    ours = [(each.kind, each.id, each.title, each.snippet) for each in service.find(typed)]
    if not ours or ours != bare_search(bare, words, NEWEST):
        raise BenchError(f"“{typed}” does not find the same as the floor")
    app: list[float] = []
    floor: list[float] = []
    for _ in range(runs * _TIMES):
        begun = perf_counter()
        service.find(typed)
        between = perf_counter()
        bare_search(bare, words, NEWEST)
        app.append((between - begun) * 1000)
        floor.append((perf_counter() - between) * 1000)
    return Figure(name, app, "ms", MOST, floor)


def _painted(profile: Profile, runs: int) -> Iterator[Figure]:
    samples: dict[str, list[float]] = {name: [] for name in TYPED}
    with Asked("bench.visitor", str(profile.root), profile.key.hex()) as visitor:
        for run in range(-1, runs):
            for name, typed in TYPED.items():
                took = visitor.ask("palette", typed)["ms"]
                if run >= 0:
                    samples[name].append(took)
    for name, each in samples.items():
        yield Figure(f"search.painted.{name}", each, "ms", PAINTED)
