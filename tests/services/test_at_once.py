"""Two laptops that do the same thing at once: timers, signatures, takeaways, the next session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rm_desktop.domain.agreement import Standing
from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.timer_events import read_events
from rm_desktop.services.desk import Desk
from tests.apart import exchange, henriks
from tests.laptop import Laptop


@pytest.fixture
def session(laptop: Laptop, desk: Desk) -> str:
    when = datetime(2026, 11, 26, 12)  # noqa: DTZ001
    desk.sessions.plan(laptop.upcoming, when, "Europe/London")
    return laptop.upcoming


@pytest.fixture
def other(laptop: Laptop, session: str, tmp_path: Path) -> Iterator[Laptop]:
    assert session
    henrik = henriks(laptop, tmp_path / "henrik")
    yield henrik
    henrik.off()


def events(desk: Desk, session: str) -> list[str]:
    timeline = desk.open_pair.pair.timelines[session]
    return [str(event.kind) for event in read_events(timeline.events)]


def same(desk: Desk, other: Laptop, session: str) -> None:
    """Both laptops tell the same story."""
    assert desk.open_pair.pair == other.desk.open_pair.pair
    now = other.clock.now()
    assert desk.room.reading(session, now) == other.desk.room.reading(session, now)


def test_both_start_an_hour_without_an_agenda_and_have_one_open_talk(
    laptop: Laptop, desk: Desk, other: Laptop, session: str
) -> None:
    desk.room.start(session)
    other.desk.room.start(session)
    exchange(desk, other.desk)
    same(desk, other, session)
    assert events(desk, session) == ["started", "started"]
    assert laptop.titles(session) == ["Open talk"]
    assert desk.room.reading(session).state == TimerState.RUNNING
    laptop.clock.advance(300)
    desk.open_pair.history.undo()
    exchange(desk, other.desk)
    same(desk, other, session)
    assert events(desk, session) == ["started"], "the start of the other one stands"
    desk.room.start(session)
    assert desk.room.reading(session).state == TimerState.RUNNING
    assert desk.room.reading(session).started_at_ms == other.clock.now().wall_ms


def test_both_pause_at_once_and_one_resume_goes_on(
    laptop: Laptop, desk: Desk, other: Laptop, session: str
) -> None:
    desk.agenda.add(session, "Budget", minutes=20)
    desk.room.start(session)
    exchange(desk, other.desk)
    for each in (laptop, other):
        each.clock.advance(300)
        each.desk.room.pause(session)
    exchange(desk, other.desk)
    same(desk, other, session)
    assert desk.room.reading(session).state == TimerState.PAUSED
    for each in (laptop, other):
        each.clock.advance(60)
    other.desk.room.resume(session)
    exchange(desk, other.desk)
    same(desk, other, session)
    assert desk.room.reading(session).state == TimerState.RUNNING
    assert desk.room.reading(session).elapsed_ms == 300_000


def test_both_go_to_the_next_topic_and_none_is_skipped(
    desk: Desk, other: Laptop, session: str
) -> None:
    topics = [desk.agenda.add(session, title, minutes=10) for title in ("A", "B", "C")]
    desk.room.start(session)
    exchange(desk, other.desk)
    desk.room.next_topic(session)
    other.desk.room.next_topic(session)
    exchange(desk, other.desk)
    same(desk, other, session)
    assert desk.room.reading(session).current == topics[1]


def test_minutes_that_both_give_are_both_given(desk: Desk, other: Laptop, session: str) -> None:
    topic = desk.agenda.add(session, "A", minutes=10)
    desk.agenda.add(session, "B", minutes=30)
    desk.room.start(session)
    exchange(desk, other.desk)
    desk.room.adjust(session, 5)
    other.desk.room.adjust(session, 1)
    exchange(desk, other.desk)
    same(desk, other, session)
    assert desk.room.reading(session).time_of(topic).allotted_ms == 16 * 60_000


def test_one_closes_while_the_other_starts_and_plans_on(
    laptop: Laptop, desk: Desk, other: Laptop, session: str
) -> None:
    desk.agenda.add(session, "A", minutes=10)
    desk.room.start(session)
    exchange(desk, other.desk)
    laptop.clock.advance(600)
    desk.room.close(session, WrapUp.DONE)
    other.desk.room.extend(session, 5)
    other.desk.room.set_takeaway(session, laptop.henrik, "Ask earlier")
    exchange(desk, other.desk)
    same(desk, other, session)
    found = desk.open_pair.pair.sessions[session]
    assert (found.state, dict(found.takeaways)) == (
        SessionState.CLOSED,
        {laptop.henrik: "Ask earlier"},
    )
    assert {"closed", "extended"} <= set(events(desk, session))
    assert desk.room.reading(session).state == TimerState.CLOSED


def test_who_only_writes_into_a_session_does_not_take_its_start_back(
    laptop: Laptop, desk: Desk, tmp_path: Path
) -> None:
    other = henriks(laptop, tmp_path / "henrik")
    try:
        session = laptop.upcoming
        desk.room.start(session)
        for n in range(5):
            other.desk.agenda.add(session, f"From Henrik {n}")
        exchange(desk, other.desk)
        same(desk, other, session)
        assert desk.open_pair.pair.sessions[session].state == SessionState.RUNNING
    finally:
        other.off()


def test_both_sign_at_once_and_both_names_stand(laptop: Laptop, desk: Desk, other: Laptop) -> None:
    desk.agreement.sign(laptop.maya)
    other.desk.agreement.sign(laptop.henrik)
    exchange(desk, other.desk)
    assert desk.agreement.state.standing == Standing.AGREED
    assert desk.agreement.current == other.desk.agreement.current
    assert len(desk.agreement.current.versions) == 1


def test_what_was_signed_stays_word_for_word_when_the_other_changes_the_draft(
    laptop: Laptop, desk: Desk, other: Laptop
) -> None:
    field = desk.agreement.fields[0].id
    desk.agreement.sign(laptop.maya)
    before = desk.agreement.current.draft[field]
    other.desk.agreement.edit(field, "Other words")
    other.desk.agreement.sign(laptop.henrik)
    exchange(desk, other.desk)
    current = desk.agreement.current
    assert current == other.desk.agreement.current
    signed = {tuple(v.signatures): v.fields[field] for v in current.versions}
    assert signed == {(laptop.maya,): before, (laptop.henrik,): "Other words"}
    assert desk.agreement.state.waiting_for == (laptop.maya,)


def test_each_keeps_the_own_takeaway_and_one_written_twice_is_asked_about(
    laptop: Laptop, desk: Desk, other: Laptop, session: str
) -> None:
    desk.room.set_takeaway(session, laptop.maya, "Let him drive")
    other.desk.room.set_takeaway(session, laptop.henrik, "Ask earlier")
    exchange(desk, other.desk)
    assert dict(desk.open_pair.pair.sessions[session].takeaways) == {
        laptop.maya: "Let him drive",
        laptop.henrik: "Ask earlier",
    }
    desk.members.hand_over()
    desk.room.set_takeaway(session, laptop.henrik, "At Maya’s laptop")
    other.desk.room.set_takeaway(session, laptop.henrik, "At his own")
    exchange(desk, other.desk)
    (question,) = desk.differences.open()
    assert {version.words for version in question.versions} == {"At Maya’s laptop", "At his own"}
    assert question.both == "At Maya’s laptop\nAt his own"


ACTS: tuple[Callable[[Desk, str], object], ...] = (
    lambda desk, session: desk.room.start(session),
    lambda desk, session: desk.room.pause(session),
    lambda desk, session: desk.room.resume(session),
    lambda desk, session: desk.room.next_topic(session),
    lambda desk, session: desk.room.back(session),
    lambda desk, session: desk.room.extend(session, 5),
    lambda desk, session: desk.room.adjust(session, -1),
    lambda desk, session: desk.room.close(session, WrapUp.PENDING),
    lambda desk, session: desk.sessions.reopen(session),
    lambda desk, _session: desk.open_pair.history.undo(),
)


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(range(len(ACTS)))), max_size=12))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_both_do_to_a_timer_they_read_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, int]]
) -> None:
    maya = Laptop(tmp_path_factory.mktemp("maya"))
    maya.meet()
    session = maya.upcoming
    for title in ("A", "B", "C"):
        maya.desk.agenda.add(session, title, minutes=10)
    henrik = henriks(maya, tmp_path_factory.mktemp("henrik"))
    try:
        maya.desk.room.start(session)
        exchange(maya.desk, henrik.desk)
        for who, act in acts:
            at = (maya, henrik)[who]
            at.clock.advance(30)
            ACTS[act](at.desk, session)
        exchange(maya.desk, henrik.desk)
        same(maya.desk, henrik, session)
    finally:
        maya.off()
        henrik.off()


def test_an_undo_takes_nothing_of_what_the_other_does_meanwhile(
    laptop: Laptop, desk: Desk, tmp_path: Path
) -> None:
    other = henriks(laptop, tmp_path / "henrik")
    try:
        session = laptop.upcoming
        when = datetime(2026, 12, 1, 9)  # noqa: DTZ001
        for n in range(20):
            desk.agenda.add("", f"Maya is far ahead in counting {n}")
        desk.sessions.plan(session, when, "Europe/London")
        desk.room.start(session)
        other.desk.sessions.plan(session, when.replace(day=2), "Europe/London")
        other.desk.room.start(session)
        desk.open_pair.history.undo()
        desk.open_pair.history.undo()
        exchange(desk, other.desk)
        same(desk, other, session)
        found = desk.open_pair.pair.sessions[session]
        assert (found.ordinal, found.starts) == (1, "2026-12-02T09:00")
        assert events(desk, session) == ["started"]
        assert desk.room.reading(session).state == TimerState.RUNNING
    finally:
        other.off()
