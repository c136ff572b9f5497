"""The agenda against the hour, what was carried how often, and which objective gets minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.agenda import (
    Budget,
    before_in,
    budget,
    by_objective,
    carried_over,
    history,
    neglected,
)
from rm_desktop.domain.entities import AgendaItem, ItemState, Objective, Session, SessionState
from rm_desktop.domain.pair import Pair


def pair_of(*items: AgendaItem, states: tuple[str, ...] = ("closed", "closed", "closed")) -> Pair:
    sessions = {f"s{n}": Session(f"s{n}", n, state=s) for n, s in enumerate(states, start=1)}
    return Pair(
        "p", sessions=sessions, items={i.id: i for i in items}, order=tuple(i.id for i in items)
    )


@pytest.mark.parametrize(
    ("planned", "available", "over", "free"), [(50, 60, 0, 10), (60, 60, 0, 0), (75, 60, 15, 0)]
)
def test_minutes_overflow_or_are_free(planned: int, available: int, over: int, free: int) -> None:
    found = Budget(planned, available)
    assert (found.over, found.free) == (over, free)


def test_dropped_topics_take_no_time() -> None:
    items = [AgendaItem("a", minutes=20), AgendaItem("b", minutes=5, state=ItemState.DROPPED)]
    assert budget(items, 60) == Budget(20, 60)
    assert budget([], 45) == Budget(0, 45)


def test_only_the_next_session_offers_what_was_carried_over() -> None:
    pair = pair_of(AgendaItem("a", "s1"))
    assert [each.item.id for each in carried_over(pair, pair.next_session.id)] == ["a"]
    assert carried_over(pair, "s1") == ()


def test_a_carried_topic_counts_the_sessions_it_has_missed_since_its_first() -> None:
    fresh, old = AgendaItem("fresh", "s3"), AgendaItem("old", "s3", origin="s1")
    pair = pair_of(fresh, old)
    first, second = (history(pair, item) for item in (fresh, old))
    assert (first.origin, first.times) == ("s3", 1)
    assert (second.origin, second.times) == ("s1", 3)


def test_skipped_sessions_are_not_missed() -> None:
    pair = pair_of(AgendaItem("a", "s1"), states=("closed", "skipped", "closed"))
    assert history(pair, pair.items["a"]).times == 2


@pytest.mark.parametrize(
    ("item", "origin", "times"),
    [
        (AgendaItem("a", "s2", origin="gone"), "s2", 2),
        (AgendaItem("a", "gone", origin="gone"), "", 0),
        (AgendaItem("a"), "", 0),
    ],
)
def test_a_first_session_that_is_gone_for_good_counts_no_more(
    item: AgendaItem, origin: str, times: int
) -> None:
    found = history(pair_of(item), item)
    assert (found.origin, found.times) == (origin, times)


def test_after_three_times_it_is_asked_once_until_it_is_missed_again() -> None:
    item = AgendaItem("a", "s3", origin="s1")
    assert history(pair_of(item), item).needs_decision
    assert not history(pair_of(item), replace(item, kept=3)).needs_decision
    again = pair_of(item, states=("closed",) * 4)
    assert history(again, replace(item, kept=3)).needs_decision
    assert not history(pair_of(item, states=("closed",) * 2), item).needs_decision


def test_minutes_by_objective_name_those_that_get_none() -> None:
    objectives = {"x": Objective("x", added_at=1), "y": Objective("y", added_at=2)}
    objectives["z"] = Objective("z", binned_at=1)
    items = [
        AgendaItem("a", minutes=10, objective="x"),
        AgendaItem("b", minutes=5, objective="x"),
        AgendaItem("c", minutes=7, objective="z"),
        AgendaItem("d", minutes=7),
    ]
    assert by_objective(Pair("p", objectives=objectives), items) == {"x": 15, "y": 0}


def test_an_objective_is_neglected_when_the_last_two_sessions_did_not_serve_it() -> None:
    pair = pair_of(AgendaItem("a", "s1", objective="x"), AgendaItem("b", "s3", objective="y"))
    pair = replace(pair, objectives={"x": Objective("x"), "y": Objective("y")})
    assert neglected(pair) == ("x",)
    assert neglected(pair, sessions=3) == ()
    early = replace(pair, sessions={"s1": Session("s1", 1, state=SessionState.CLOSED)})
    assert neglected(early) == (), "too early to say"


def test_where_a_topic_has_to_stand_to_move() -> None:
    items = tuple(AgendaItem(ident) for ident in "abc")
    assert before_in(items, "b", -1) == "a"
    assert before_in(items, "a", 1) == "c"
    assert before_in(items, "b", 1) == "", "to the end"
    assert before_in(items, "a", -1) is None
    assert before_in(items, "c", 1) is None
    assert before_in(items, "x", 1) is None


@given(st.integers(1, 6), st.data())
def test_moving_by_a_step_moves_by_a_step(count: int, data: st.DataObject) -> None:
    ids = [str(n) for n in range(count)]
    ident, step = data.draw(st.sampled_from(ids)), data.draw(st.integers(-6, 6))
    before = before_in(tuple(map(AgendaItem, ids)), ident, step)
    if before is None:
        assert not 0 <= ids.index(ident) + step < count
        return
    rest = [each for each in ids if each != ident]
    rest.insert(rest.index(before) if before else len(rest), ident)
    assert rest.index(ident) == ids.index(ident) + step
