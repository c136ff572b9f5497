"""From a key to its painted pixel in a note of 20,000 words, against a bare QPlainTextEdit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import median

from bench.asked import Asked
from bench.figure import Figure, p95
from bench.stage import Profile

PLACES = ("middle", "end")
#: What is taken of each run's keys, and the most it may be in floors.
TAKEN = {"median": 1.3, "p95": 1.5, "cpu": 2.0}


def keys(_profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Let the two programs type in turn, a series each; a sample is what a series came to."""
    took: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with Asked("bench.typist", "app") as app, Asked("bench.typist", "floor") as floor:
        for run in range(-1, runs):  # the first round warms up
            for place in PLACES:
                for name, typist in (("app", app), ("floor", floor)):
                    series = typist.ask(place)
                    if run < 0:
                        continue
                    took[name, place, "median"].append(median(series["ms"]))
                    took[name, place, "p95"].append(p95(series["ms"]))
                    took[name, place, "cpu"].append(series["cpu"])
    for place in PLACES:
        for what, most in TAKEN.items():
            ours, theirs = took["app", place, what], took["floor", place, what]
            yield Figure(f"keys.{place}.{what}", ours, "ms", most, theirs)
