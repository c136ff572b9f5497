"""From screen to screen, and from topic to topic in the room, until it stands painted."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path

from bench.asked import Asked
from bench.figure import Figure, p95
from bench.stage import Profile

MOST = 50.0
_ROUNDS = 5


def screens(profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Visit everything in a fresh start of the app per run: first visits, then later ones."""
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for name, profile in profiles.items():
            for visit, milliseconds in _visits(profile):
                took[f"screens.{name}.{visit}"].append(milliseconds)
    for name, samples in sorted(took.items()):
        if name.endswith("cold"):  # quoted; no goal
            yield Figure(name, samples, "ms", inf)
        elif ".first." in name:  # one visit per start: a median, not the worst of a few
            yield Figure(name, samples, "ms", MOST)
        else:
            yield Figure(f"{name}.p95", samples, "ms", MOST, summary=p95)


def _visits(profile: Profile) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory(prefix="rm-desktop-bench-") as folder:
        root = Path(folder) / "profile"  # the room is entered: that leaves traces
        shutil.copytree(profile.root, root)
        with Asked("bench.visitor", str(root), profile.key.hex()) as visitor:
            yield "first-action-cold", visitor.ask("cold")["ms"]
        with Asked("bench.visitor", str(root), profile.key.hex()) as visitor:
            for number in range(_ROUNDS + 1):
                for where, milliseconds in visitor.ask("screens").items():
                    # one figure per screen for first visits, one for all later ones
                    yield ("later" if number else f"first.{where}"), milliseconds
            for number in range(_ROUNDS + 1):
                for milliseconds in visitor.ask("topics")["ms"]:
                    yield ("topic" if number else "topic-first"), milliseconds
