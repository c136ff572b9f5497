from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.prompts import AskedBy
from rm_desktop.domain.templates import (
    Plan,
    PlannedItem,
    PresentTopic,
    Segment,
    SegmentKind,
    SessionTemplate,
    fit,
    minutes_for,
    suggested_template,
)

FIXED, FLEXIBLE, LANDING = SegmentKind.FIXED, SegmentKind.FLEXIBLE, SegmentKind.LANDING


def template(*segments: tuple[str, tuple[int, ...], SegmentKind]) -> SessionTemplate:
    parts = tuple(Segment(title, m, kind, AskedBy.BOTH, "How") for title, m, kind in segments)
    columns = zip(*(part.minutes for part in parts), strict=True)
    return SessionTemplate("t", "T", "Why", tuple(sum(column) for column in columns), parts)


HOUR = template(
    ("Arrive", (5, 7, 10), FIXED),
    ("Explore", (20, 28, 42), FLEXIBLE),
    ("Try", (10, 14, 21), FLEXIBLE),
    ("So what", (6, 6, 9), FIXED),
    ("Close", (4, 5, 8), LANDING),
)
topics_there = st.lists(
    st.builds(PresentTopic, st.uuids().map(str), st.integers(0, 60)), max_size=6
).map(tuple)


def shown(plan: Plan) -> list[tuple[str, int]]:
    return [(item.topic or item.title, item.minutes) for item in plan.items]


def test_a_template_alone_becomes_its_segments() -> None:
    assert fit(HOUR, 60).items[1] == PlannedItem("", "Explore", 28, FLEXIBLE, AskedBy.BOTH, "How")
    assert [item.minutes for item in fit(HOUR, 60).items] == [7, 28, 14, 6, 5]


def test_topics_stand_where_the_flexible_segment_is_and_take_from_all_of_them() -> None:
    plan = fit(HOUR, 60, (PresentTopic("a", 20), PresentTopic("b", 10)))
    assert shown(plan) == [
        ("Arrive", 7),
        ("a", 20),
        ("b", 10),
        ("Explore", 8),
        ("Try", 4),
        ("So what", 6),
        ("Close", 5),
    ]
    assert plan.overflow == 0


def test_topics_that_need_more_than_there_is_overflow() -> None:
    plan = fit(HOUR, 60, (PresentTopic("a", 50),))
    assert shown(plan) == [("Arrive", 7), ("a", 50), ("So what", 6), ("Close", 5)]
    assert plan.overflow == 8


def test_without_a_flexible_segment_topics_stand_before_the_landing() -> None:
    rigid = template(("Arrive", (15,), FIXED), ("Close", (5,), LANDING))
    plan = fit(rigid, 20, (PresentTopic("a", 3),))
    assert shown(plan) == [("Arrive", 15), ("a", 3), ("Close", 5)]
    assert plan.overflow == 3


@given(st.integers(1, 300), topics_there)
def test_the_minutes_sum_to_the_session_and_the_overflow(
    minutes: int, topics: tuple[PresentTopic, ...]
) -> None:
    plan = fit(HOUR, minutes, topics)
    assert sum(item.minutes for item in plan.items) == minutes + plan.overflow
    room = sum(n for part, n in minutes_for(HOUR, minutes).items() if part in (1, 2))
    assert plan.overflow == max(sum(topic.minutes for topic in topics) - room, 0)


@given(st.integers(1, 300), topics_there)
def test_topics_keep_their_order_and_minutes_and_nothing_fixed_gives_way(
    minutes: int, topics: tuple[PresentTopic, ...]
) -> None:
    alone, plan = fit(HOUR, minutes), fit(HOUR, minutes, topics)
    there = tuple(PresentTopic(i.topic, i.minutes) for i in plan.items if i.topic)
    assert there == topics
    unmoved = [item for item in alone.items if item.kind != FLEXIBLE]
    assert [i for i in plan.items if not i.topic and i.kind != FLEXIBLE] == unmoved
    assert all(item.minutes > 0 for item in plan.items if not item.topic)


@given(st.integers(1, 300))
def test_a_length_of_ones_own_is_whole_minutes_and_keeps_the_landing(minutes: int) -> None:
    given_out = minutes_for(HOUR, minutes)
    assert sum(given_out.values()) == minutes
    assert min(given_out.values()) >= 0
    assert given_out[4] >= min(4, minutes)


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_length_that_the_template_names_is_taken_as_it_is(column: int) -> None:
    named = [part.minutes[column] for part in HOUR.segments]
    assert list(minutes_for(HOUR, HOUR.lengths[column]).values()) == named


def test_the_arc_of_six_is_the_one_of_the_domain_paper() -> None:
    arc = [suggested_template(ordinal, 6) for ordinal in range(1, 8)]
    assert arc == [
        "first",
        "show-me",
        "learning",
        "mid-point",
        "listening",
        "closing",
        "learning",
    ]


@given(st.integers(3, 24))
def test_every_series_begins_reviews_and_closes_once(count: int) -> None:
    arc = [suggested_template(ordinal, count) for ordinal in range(1, count + 1)]
    assert arc[0] == "first"
    assert arc[-1] == "closing"
    assert arc.count("first") == arc.count("closing") == arc.count("mid-point") == 1


def test_very_short_series_keep_what_is_fixed() -> None:
    assert suggested_template(1, 1) == "first"
    assert [suggested_template(ordinal, 2) for ordinal in (1, 2)] == ["first", "closing"]


def test_an_open_series_reviews_every_third_session() -> None:
    arc = [suggested_template(ordinal, None) for ordinal in range(1, 7)]
    assert arc == ["first", "show-me", "mid-point", "learning", "learning", "mid-point"]
