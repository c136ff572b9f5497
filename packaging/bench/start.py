"""Start and memory: the app against a bare window, each timed by its parent from its birth."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from bench.figure import Figure
from bench.stage import FLOORS, HERE, BenchError, Profile, Running, surroundings

#: The most that each moment may take, in bare windows.
GOALS = {"painted": 1.15, "settled": 1.6, "idle": 3.0}
#: Ten years, or a journal of 10,000 entries, over the sample pair.
MORE = 1.1
MEMORY, UNLOCKED = 1.8, 1.9
_MEMORY_AFTER = 3.0
#: What must stand on the screen then: how it is drawn, and words (or the profile's topic).
_RAIL = ("medium", "ink-2", "sunken"), "Sessions"
_TOPIC = ("medium", "ink", "surface")


def start(profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure how long the app takes to stand there.

    Each round has an order of its own, so that nothing always starts in another's wake.
    """
    floor: list[float] = []
    app: dict[tuple[str, str], list[float]] = defaultdict(list)
    turns: list[tuple[str, Profile | None]] = [("", None), *profiles.items()]
    dice = Random(0)
    for run in range(-1, runs):  # the first round warms up
        dice.shuffle(turns)
        for name, profile in turns:
            took = _start_app(profile) if profile else {"": _start_bare()}
            if run < 0:
                continue
            for moment, milliseconds in took.items():
                (app[name, moment] if name else floor).append(milliseconds)
    for (name, moment), samples in app.items():
        yield Figure(f"start.{name}.{moment}", samples, "ms", GOALS[moment], floor)
    for name in profiles.keys() - {"sample"}:
        for moment in GOALS:
            more, few = app[name, moment], app["sample", moment]
            yield Figure(f"start.{name}-over-sample.{moment}", more, "ms", MORE, few)


def memory(profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure what the app holds three seconds after it has settled, or shows the journal."""
    floor: list[float] = []
    app: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        floor.append(_weigh(Running([str(FLOORS / "bare_window.py")]), "painted", kindly=False))
        for name, profile in profiles.items():
            with tempfile.TemporaryDirectory() as folder:
                running = _app(profile, Path(folder))
                app[name].append(_weigh(running, "settled", kindly=True))
            if profile.private:
                with tempfile.TemporaryDirectory() as folder:
                    running = _app(profile, Path(folder), profile.private.hex())
                    app[f"{name}-unlocked"].append(_weigh(running, "unlocked", kindly=True))
    for name, samples in app.items():
        most = UNLOCKED if name.endswith("-unlocked") else MEMORY
        yield Figure(f"memory.{name}", samples, "MB", most, floor)


def _start_bare() -> float:
    window = Running([str(FLOORS / "bare_window.py")])
    took = window.wait_for("painted")
    window.end(kindly=False)
    return took


def _start_app(profile: Profile) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        app = _app(profile, Path(folder))
        try:
            took = {moment: app.wait_for(moment) for moment in GOALS}
        finally:
            app.end(kindly=True)
        _prove(Path(folder) / "painted.png", *_RAIL)
        _prove(Path(folder) / "settled.png", _TOPIC, profile.topic)
    return took


def _app(profile: Profile, pictures: Path, private: str = "") -> Running:
    """Start it; with the throw-away key of a private vault it comes to show the journal."""
    child = [str(HERE / "child.py"), str(pictures), private]
    return Running([*child, "--profile", str(profile.root)], profile.key)


def _prove(picture: Path, drawn: tuple[str, ...], words: str) -> None:
    look = [sys.executable, str(HERE / "seen.py"), *drawn, str(picture), words]
    if subprocess.run(look, env=surroundings(), check=False).returncode:
        raise BenchError(f"“{words}” is not to be seen in the frame {picture.stem}")


def _weigh(running: Running, moment: str, *, kindly: bool) -> float:
    running.wait_for(moment)
    time.sleep(_MEMORY_AFTER)
    try:
        return running.memory()
    finally:
        running.end(kindly=kindly)
