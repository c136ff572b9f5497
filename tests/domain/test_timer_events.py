from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.time_budget import TimeBudget, TimedItem, shares
from rm_desktop.domain.timer_events import (
    EventKind,
    TimerEvent,
    from_plain,
    read_events,
    to_plain,
)

AT = Instant(1_764_342_000_000, 5_000, 4_000, "boot")
EVENT = TimerEvent("e1", EventKind.SLEPT, AT, "demo", 720_000, "maya", counted=False)

events = st.builds(
    TimerEvent,
    st.text(min_size=1),
    st.sampled_from(EventKind),
    st.builds(Instant, st.integers(), st.integers(), st.integers(), st.text()),
    st.none() | st.text(min_size=1),
    st.integers(),
    st.text(),
    st.booleans(),
)


@given(events)
def test_an_event_survives_being_stored(event: TimerEvent) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(event)))) == event


def test_what_a_newer_version_adds_is_passed_over() -> None:
    newer = {**to_plain(EVENT), "id": "e2", "kind": "sang_together"}
    wider = {**to_plain(EVENT), "mood": "bright"}
    assert read_events([newer, wider]) == (EVENT,)


@pytest.mark.parametrize(
    "change", [{"id": ""}, {"id": 5}, {"kind": None}, {"kind": ["started"]}, {"kind": {}}]
)
def test_an_event_that_makes_no_sense_is_passed_over(change: dict[str, Any]) -> None:
    assert from_plain({**to_plain(EVENT), **change}) is None


def test_missing_and_foreign_fields_fall_back() -> None:
    event = from_plain({"id": "e", "kind": "paused", "wall": "soon", "boot": True, "item": 7})
    assert event == TimerEvent("e", EventKind.PAUSED, Instant(0, 0, 0, ""))


def test_an_id_that_comes_again_counts_once() -> None:
    again = {**to_plain(EVENT), "ms": 1}
    assert read_events([to_plain(EVENT), again]) == (EVENT,)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.integers(0, 10**8))
def test_shares_add_up_and_none_is_larger_than_its_weight(weights: list[int], total: int) -> None:
    names = [str(n) for n in range(len(weights))]
    divided = shares(total, weights, names)
    assert sum(divided.values()) == (total if sum(weights) else 0)
    if total <= sum(weights):
        assert all(divided.get(n, 0) <= w for n, w in zip(names, weights, strict=True))


def test_a_budget_ignores_topics_it_does_not_know() -> None:
    budget = TimeBudget([TimedItem("a", 10), TimedItem("b", 10, "flexible")])
    budget.take("c", 60_000, ["b"])
    budget.take("a", -5, ["b"])
    budget.give_back("c", 60_000, ["b"])
    assert budget.allotted == {"a": 600_000, "b": 600_000}
    assert budget.end_moved == 0
