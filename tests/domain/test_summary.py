"""The record of a session holds every topic it had, and says what became of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    ItemState,
    Member,
    Objective,
    Role,
    Session,
    SessionState,
)
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.pair import Pair, session_id
from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.summary import (
    GLANCE_MS,
    Fate,
    SessionSummary,
    fate_of,
    summarise,
    was_talked_about,
    whole_minutes,
)
from rm_desktop.domain.summary_words import (
    due_words,
    fate_words,
    heading,
    leads_words,
    length_words,
    minutes_words,
    next_words,
    pair_words,
    when_words,
)
from rm_desktop.domain.time_budget import MINUTE_MS, TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent

START = 1_795_701_600_000  # Thursday 26 November 2026, 14:00 in London
ZONE = "Europe/London"
FIRST, SECOND, THIRD = (session_id("p", n) for n in (1, 2, 3))
CLOSED = Session(FIRST, 1, "Formats", "2026-11-26T14:00", ZONE, 60, SessionState.CLOSED)


def at(minutes: float) -> Instant:
    ms = int(minutes * MINUTE_MS)
    return Instant(START + ms, ms, ms, "boot")


def pair_of(*items: AgendaItem, sessions: tuple[Session, ...] = (CLOSED,)) -> Pair:
    members = (Member("h", "Henrik Berg", Role.MENTEE), Member("m", "Maya Okafor", Role.MENTOR))
    return Pair(
        "p",
        members={m.id: m for m in members},
        sessions={s.id: s for s in sessions},
        items={i.id: i for i in items},
        order=tuple(i.id for i in items),
        objectives={"o": Objective("o", "Name three formats")},
    )


def timer(*took: tuple[str, int], plan: tuple[TimedItem, ...] = ()) -> Reading:
    """A timer that spent so many minutes on each topic, one after the other, and was closed."""
    events, now = [], 0
    for n, (item, minutes) in enumerate(took):
        kind = EventKind.ADVANCED if n else EventKind.STARTED
        events.append(TimerEvent(f"e{n}", kind, at(now), item))
        now += minutes
    if took:
        events.append(TimerEvent("end", EventKind.CLOSED, at(now)))
    return read(events, plan, at(now), 60)


def record(pair: Pair, reading: Reading | None = None, **notes: str) -> SessionSummary:
    return summarise(pair, pair.session(FIRST), reading or timer(), notes, ZONE)


@pytest.mark.parametrize(
    ("item", "fate"),
    [
        (AgendaItem("a", FIRST, state=ItemState.DISCUSSED), Fate.DISCUSSED),
        (AgendaItem("a", FIRST), Fate.CARRIED),
        (AgendaItem("a", FIRST, added_by="template:first"), Fate.NOT_REACHED),
        (AgendaItem("a", FIRST, state=ItemState.DROPPED), Fate.DROPPED),
        (AgendaItem("a", "", origin=FIRST), Fate.PARKED),
        (AgendaItem("a", SECOND, origin=FIRST), Fate.CARRIED),
        (AgendaItem("a", SECOND, state=ItemState.DISCUSSED, origin=FIRST), Fate.CARRIED),
    ],
)
def test_a_topic_says_what_became_of_it(item: AgendaItem, fate: Fate) -> None:
    assert fate_of(CLOSED, item) == fate
    assert [topic.fate for topic in record(pair_of(item)).topics] == [fate]


def test_before_the_session_every_topic_is_still_to_come() -> None:
    planned = replace(CLOSED, state=SessionState.PLANNED)
    pair = pair_of(AgendaItem("a", FIRST), sessions=(planned,))
    assert [topic.fate for topic in record(pair).topics] == [Fate.OPEN]


def test_a_topic_that_was_talked_about_stays_in_the_record_when_it_moves_on() -> None:
    item = AgendaItem("a", SECOND, "Live demo", minutes=20, outcome="half done")
    (topic,) = record(pair_of(item), timer(("a", 7)), a="the notes").topics
    assert (topic.spent_ms, topic.minutes) == (7 * MINUTE_MS, 20)
    assert (topic.outcome, topic.notes) == ("half done", "the notes")


def test_what_a_topic_became_elsewhere_is_not_told_here() -> None:
    item = AgendaItem("a", SECOND, "Live demo", minutes=20, origin=FIRST, outcome="done then")
    (topic,) = record(pair_of(item), timer(("b", 7)), a="notes of then").topics
    assert (topic.minutes, topic.outcome, topic.notes) == (0, "", "")


def test_topics_of_others_and_of_the_bin_are_left_out() -> None:
    pair = pair_of(
        AgendaItem("other", SECOND),
        AgendaItem("binned", FIRST, binned_at=1),
        AgendaItem("own", FIRST),
    )
    assert [topic.id for topic in record(pair).topics] == ["own"]


def test_carried_topics_and_planned_minutes_are_counted() -> None:
    pair = pair_of(
        AgendaItem("a", FIRST, minutes=15, state=ItemState.DISCUSSED, objective="o"),
        AgendaItem("b", FIRST, minutes=5, objective="gone"),
    )
    summary = record(pair)
    assert [topic.id for topic in summary.carried] == ["b"]
    assert summary.planned_minutes == 20
    assert [topic.objective for topic in summary.topics] == ["Name three formats", ""]


def test_a_timed_session_says_when_it_really_was() -> None:
    closed = replace(CLOSED, closed_at=START + 62 * MINUTE_MS)
    summary = record(pair_of(sessions=(closed,)), timer(("a", 62)))
    assert summary.held
    assert (summary.begins, summary.ends) == (
        datetime.fromisoformat("2026-11-26T14:00"),
        datetime.fromisoformat("2026-11-26T15:02"),
    )
    assert when_words(summary) == "Thursday 26 November 2026, 14:00–15:02"
    assert length_words(summary) == "62 of 60 min"


def test_a_session_without_timer_says_when_it_was_meant_to_be() -> None:
    summary = record(pair_of())
    assert when_words(summary) == "Thursday 26 November 2026, 14:00–15:00"
    assert length_words(summary) == "1 h"


def test_a_session_without_date_or_timer_says_when_it_was_closed() -> None:
    closed = replace(CLOSED, starts="", closed_at=START)
    summary = record(pair_of(sessions=(closed,)))
    assert summary.begins == summary.ends == datetime.fromisoformat("2026-11-26T14:00")
    never = replace(closed, closed_at=0)
    summary = record(pair_of(sessions=(never,)))
    assert (summary.begins, when_words(summary)) == (None, "")


def test_a_session_across_midnight_names_the_day_it_began() -> None:
    late = replace(CLOSED, starts="2026-11-26T23:30")
    assert when_words(record(pair_of(sessions=(late,)))) == "Thursday 26 November 2026, 23:30"


def test_the_mentor_s_takeaway_comes_first_and_empty_ones_not_at_all() -> None:
    said = (("h", "Half a page."), ("gone", "Somebody else’s."), ("m", "The mouse."))
    summary = record(pair_of(sessions=(replace(CLOSED, takeaways=said),)))
    assert [member for member, _ in summary.takeaways] == ["m", "h", "gone"]
    empty = replace(CLOSED, takeaways=(("m", ""),))
    assert record(pair_of(sessions=(empty,))).takeaways == ()


def test_the_next_date_is_that_of_the_session_after_it() -> None:
    skipped = Session(SECOND, 2, starts="2026-12-03T14:00", state=SessionState.SKIPPED)
    third = Session(THIRD, 3, starts="2026-12-10T14:00", zone="Europe/Berlin")
    assert record(pair_of()).next_begins is None
    summary = record(pair_of(sessions=(CLOSED, skipped, third)))
    assert summary.next_begins == datetime.fromisoformat("2026-12-10T13:00")
    assert next_words(summary.next_begins) == "Thursday 10 Dec 2026, 13:00"
    assert next_words(None) == "no date yet"
    undated = replace(third, starts="")
    assert record(pair_of(sessions=(CLOSED, undated))).next_begins is None


@pytest.mark.parametrize(
    ("ms", "minutes"),
    [(0, 0), (29_999, 0), (30_000, 1), (89_000, 1), (90_000, 2), (17 * MINUTE_MS, 17)],
)
def test_minutes_are_the_nearest(ms: int, minutes: int) -> None:
    assert whole_minutes(ms) == minutes


def test_words_use_names_and_never_you() -> None:
    pair = pair_of(
        AgendaItem("a", FIRST, leads="m", minutes=15), AgendaItem("b", FIRST), sessions=(CLOSED,)
    )
    summary = record(pair, timer(("a", 17), ("b", 3)))
    assert pair_words(summary) == "Maya Okafor and Henrik Berg"
    assert heading(summary) == "Session 1: Formats"
    assert heading(replace(summary, title="")) == "Session 1"
    assert [leads_words(summary, t) for t in summary.topics] == ["Maya Okafor leads", "Both lead"]
    assert [minutes_words(t) for t in summary.topics] == ["17 of 15 min", "3 min"]
    glances = [replace(t, spent_ms=400) for t in summary.topics]
    assert [minutes_words(t) for t in glances] == ["0 of 15 min", "under a minute"]
    assert length_words(replace(summary, elapsed_ms=3_000)) == "0 of 60 min"
    planned = replace(summary.topics[0], spent_ms=0)
    assert minutes_words(planned) == "15 min planned"
    assert minutes_words(replace(planned, minutes=0)) == ""
    assert [fate_words(f) for f in Fate] == [
        "",
        "discussed",
        "carried over",
        "parked",
        "dropped",
        "not reached",
    ]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action("x", due="2026-12-12"), "due Saturday 12 Dec 2026"),
        (Action("x", due="next"), "due next session"),
        (Action("x", due="2026-12-12", done_at=1), "done"),
        (Action("x"), ""),
        (Action("x", due="some day"), ""),
    ],
)
def test_an_action_says_until_when(action: Action, words: str) -> None:
    assert due_words(action) == words


def test_a_session_is_found_before_anybody_wrote_into_it() -> None:
    pair = pair_of()
    assert pair.session(SECOND).ordinal == 2
    assert pair.session(FIRST) is pair.sessions[FIRST]
    for wrong in ("ps12", "pxabcd", "", "othersession"):
        with pytest.raises(KeyError):
            pair.session(wrong)


def test_there_always_is_a_session_after_this_one() -> None:
    pair = pair_of()
    assert pair.following(CLOSED).id == SECOND
    assert pair.following(pair.following(CLOSED)).id == THIRD
    third = Session(THIRD, 3)
    skipped = Session(SECOND, 2, state=SessionState.SKIPPED)
    assert pair_of(sessions=(CLOSED, skipped, third)).following(CLOSED) == third


@pytest.mark.parametrize(
    ("item", "minutes", "noted", "covered"),
    [
        (AgendaItem("a", CLOSED.id), 2, False, True),
        (AgendaItem("a", CLOSED.id), 0, False, False),
        (AgendaItem("a", CLOSED.id), 0, True, True),
        (AgendaItem("a", CLOSED.id, origin="earlier"), 0, True, False),
        (AgendaItem("a", "elsewhere"), 2, True, False),
        (AgendaItem("a", CLOSED.id, added_by="template:first"), 0, False, False),
        (AgendaItem("a", CLOSED.id, outcome="Yes"), 0, False, True),
        (AgendaItem("a", CLOSED.id, outcome="Yes", origin="earlier"), 0, False, False),
    ],
)
def test_what_took_time_or_has_notes_was_talked_about(
    item: AgendaItem, minutes: int, noted: bool, covered: bool
) -> None:
    plan = (TimedItem("a", 10), TimedItem("b", 10))
    took = (("a", minutes), ("b", 1)) if minutes else (("b", 1),)
    reading = timer(*took, plan=plan)
    assert was_talked_about(CLOSED, item, reading, lambda _: noted) == covered


@pytest.mark.parametrize("added_by", ["h", "template:first"])
def test_half_a_minute_is_enough_for_next_and_a_minute_for_the_close(added_by: str) -> None:
    item = AgendaItem("a", CLOSED.id, added_by=added_by)
    events = (TimerEvent("e", EventKind.STARTED, at(0), "a"),)

    def talked(minutes: float, enough: int = MINUTE_MS) -> bool:
        reading = read(events, (TimedItem("a", 10),), at(minutes), 60)
        return was_talked_about(CLOSED, item, reading, lambda _: False, enough=enough)

    assert not talked(0.49, GLANCE_MS)
    assert talked(0.5, GLANCE_MS)
    assert not talked(0.99)
    assert talked(1)


@given(st.lists(st.integers(0, 90 * MINUTE_MS), max_size=9))
def test_parts_differ_from_the_whole_by_their_roundings_only(parts: list[int]) -> None:
    off = sum(map(whole_minutes, parts)) - whole_minutes(sum(parts))
    assert abs(off) <= (len(parts) + 1) / 2
