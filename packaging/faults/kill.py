"""Killed while working: whatever was acknowledged is there at the next start (D1)."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from faults.child import Child, Tell
from faults.run import Run, Turn, promise
from faults.stage import files_in, fresh_ids, hold_sound, make_profile, start, unlock
from faults.traces import plain_traces
from faults.work import Facts, Work, facts, hold
from rm_desktop.bootstrap import open_profile

SHORT, LONG = 30, 1000
_LONGEST = 0.25
#: A new profile after so many kills: an old one is slow to compare.
_LIFE = 40
_WORD = "Quokkabudget"


def play(run: Run) -> None:
    """Kill a child at a random moment of its work, start again, compare."""
    home = run.folder / "life"
    root, key, acknowledged = home, b"", Facts()

    _warm_up(run.folder / "warm")

    def attempt(turn: Turn) -> None:
        nonlocal root, key, acknowledged
        if (turn.seed - run.seed) % _LIFE == 0:
            root = home.with_name(f"life-{turn.seed}")
            key, acknowledged = make_profile(root, private=True), {}
        told = turn.folder / "told"
        child = Child(lambda tell: _work(root, key, turn.seed, tell), told)
        time.sleep(turn.dice.random() * _LONGEST)
        child.kill()
        under_way = _take(child, acknowledged, run)
        profile = start(root, key)
        unlock(profile)
        there = facts(profile)
        hold(there, acknowledged, under_way)
        profile.pages.index_what_is_left()
        profile.desk.search.index_what_is_left()  # type: ignore[union-attr] # as upkeep does
        profile.close()
        hold_sound(root, key)
        promise(not plain_traces(files_in(root), [_WORD]), "words lie on the disk in clear")
        acknowledged = there

    run.each(attempt)


def _warm_up(folder: Path) -> None:
    """Load here what every child would have to load before its first act."""
    key = make_profile(folder, private=True)
    profile = open_profile(folder, key)
    unlock(profile)
    work = Work(profile, Random(0))
    for _ in range(60):
        work.act()
    profile.close()


def _work(root: Path, key: bytes, seed: int, tell: Tell) -> None:
    profile = open_profile(root, key, ids=fresh_ids())
    unlock(profile)
    work = Work(profile, Random(seed), _WORD)
    while True:
        tell(["done", work.act(lambda touched: tell(["begins", touched]))])


def _take(child: Child, acknowledged: Facts, run: Run) -> str | None:
    """Add what the child told to what is acknowledged; return what was under way at its end."""
    under_way: str | None = None
    for said in child.told():
        promise(isinstance(said, list), f"the child failed: {said}")
        word, about = said
        if word == "done":
            acknowledged |= about
            run.facts["acknowledged"] += 1
            under_way = None
        else:
            under_way = about
    if under_way is not None:
        run.facts["killed in an act"] += 1
    return under_way
