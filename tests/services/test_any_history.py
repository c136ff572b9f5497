"""Whatever two people do in whatever order: nothing disagrees, and undo means undo."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from tests.laptop import Laptop
from tests.services.life import MONTHS, Life
from tests.services.seen import asked, assert_as_good_for_today, assert_in_step, state

STEPS = 60
SEEDS = st.integers(0, 2**32)

#: What is done often, and what now and then.
DAILY = (
    Life.add, Life.add, Life.paste, Life.edit, Life.move, Life.shift, Life.bring_in, Life.decide,
    Life.delete_topic, Life.restore_topic, Life.promise, Life.keep_promise, Life.plan, Life.shape,
    Life.change_plans, Life.restore_session, Life.begin, Life.steer, Life.steer, Life.close,
    Life.close, Life.look_back, Life.choose, Life.write_prompt, Life.agree, Life.mean, Life.be,
    Life.set_up, Life.bring_back, Life.wait,
)  # fmt: skip
UNDOABLE = frozenset(DAILY) - {Life.wait}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    laptop = Laptop(tmp_path_factory.mktemp("founded") / "profile")
    laptop.meet()
    laptop.quit()
    return laptop.root, laptop.key


@pytest.fixture(scope="module")
def fresh(founded: tuple[Path, bytes]) -> Callable[[], Any]:
    """Return how to have a laptop on which Maya and Henrik have just become a pair."""
    root, key = founded

    @contextmanager
    def lay_out() -> Iterator[Laptop]:
        target = root.with_name("copy")
        shutil.copytree(root, target)
        laptop = Laptop(target, key)
        try:
            yield laptop
        finally:
            laptop.off()
            shutil.rmtree(target)

    return lay_out


def assert_sound(pair: Pair) -> None:
    """Hold what is promised of every pair, however it came about."""
    running = [s for s in pair.in_order if s.state == SessionState.RUNNING]
    assert len(running) <= 1
    upcoming = pair.next_session
    assert upcoming.state in (SessionState.PLANNED, SessionState.RUNNING)
    assert not upcoming.binned_at
    assert pair.session(upcoming.id) == upcoming
    assert sorted(pair.order) == sorted(pair.items)
    ordinals = [s.ordinal for s in pair.sessions.values()]
    assert len(ordinals) == len(set(ordinals))
    assert list(pair.numbers.values()) == list(range(1, len(pair.numbers) + 1))
    places = {"", *pair.sessions}
    assert {item.session for item in pair.items.values()} <= places
    assert not {item.id for item in pair.carried} & {i.id for i in pair.agenda(upcoming.id)}


@settings(max_examples=12)
@given(seed=SEEDS)
def test_lists_search_and_today_say_what_the_document_says(fresh: Any, seed: int) -> None:
    rng = Random(seed)
    more = (Life.type, Life.ask, Life.find, Life.compact, purge, restart)
    with fresh() as laptop:
        life = Life(laptop, rng)
        for _ in range(STEPS):
            act = rng.choice((*DAILY, *more, undo, redo))
            try:
                act(life)
            except BadInputError:
                continue
            assert_in_step(laptop.profile)
            assert_sound(laptop.pair)
        before = laptop.pair
        laptop.restart()
        assert laptop.pair == before


@settings(max_examples=12)
@given(seed=SEEDS)
def test_undo_and_redo_lead_back_and_forth_exactly(fresh: Any, seed: int) -> None:
    rng = Random(seed)
    with fresh() as laptop:
        life, past, future = Life(laptop, rng), list[Any](), list[Any]()
        for _ in range(STEPS):
            now = state(laptop.profile)
            if rng.random() < 0.35:
                step_back_or_forth(laptop, past, future, forth=rng.random() < 0.4)
            else:
                do_something(life, now, past, future)
        while past:
            step_back_or_forth(laptop, past, future, forth=False)
        while future:
            step_back_or_forth(laptop, past, future, forth=True)
        assert_in_step(laptop.profile)


def do_something(life: Life, now: Any, past: list[Any], future: list[Any]) -> None:
    laptop, rng = life.laptop, life.rng
    act = rng.choice((*DAILY, Life.ask, Life.type, purge))
    told = asked(laptop.pair)
    depth = len(laptop.desk.open_pair.history._done)  # noqa: SLF001
    try:
        act(life)
    except BadInputError:
        assert state(laptop.profile) == now, f"{act.__name__} was refused and yet did something"
        return
    history = laptop.desk.open_pair.history
    if act is purge:
        if state(laptop.profile) != now:
            assert not history.undo_label
            past.clear()
            future.clear()
        return
    assert told <= asked(laptop.pair)
    if len(history._done) > depth:  # noqa: SLF001
        assert state(laptop.profile) != now, f"{act.__name__} can be undone and did nothing"
        assert history.undo_label
        past.append(now)
        future.clear()
    else:
        assert state(laptop.profile) == now, f"{act.__name__} cannot be undone"


def step_back_or_forth(laptop: Laptop, past: list[Any], future: list[Any], *, forth: bool) -> None:
    history, now, told = laptop.desk.open_pair.history, state(laptop.profile), asked(laptop.pair)
    source, target = (future, past) if forth else (past, future)
    assert bool(history.redo_label if forth else history.undo_label) == bool(source)
    label = history.redo_label if forth else history.undo_label
    (history.redo if forth else history.undo)()
    if source:
        assert state(laptop.profile) == source.pop(), label
        target.append(now)
    assert asked(laptop.pair) == told, "what was asked stays asked"


def undo(life: Life) -> None:
    life.laptop.desk.open_pair.history.undo()


def redo(life: Life) -> None:
    life.laptop.desk.open_pair.history.redo()


def restart(life: Life) -> None:
    before = life.laptop.pair
    seen = life.laptop.restart().open_pair.glance
    assert_as_good_for_today(seen, before)
    assert life.laptop.pair == before


def purge(life: Life) -> None:
    binned = life.laptop.desk.bin.contents()
    if life.rng.random() < 0.5:
        chosen = tuple(entity for entity in binned if life.rng.random() < 0.5)
        life.laptop.desk.bin.purge(chosen)
    elif life.rng.random() < 0.3:
        life.laptop.clock.advance(MONTHS)
        life.laptop.desk.bin.empty_old()
