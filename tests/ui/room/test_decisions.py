"""What the room asks and says, and that it does so once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.left_open import RestProposal, rest
from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.room.decisions import About, Beat, RoomDecisions

MINUTE = 60
PLAN = (TimedItem("a", 30), TimedItem("b", 30))


class Table:
    """A session that runs, and the decisions about it."""

    def __init__(self, last_seen: Instant | None = None) -> None:
        self.clock = FakeClock(datetime(2026, 11, 26, 14, 0, tzinfo=UTC))
        self.events: list[TimerEvent] = []
        self.decisions = self.sit_down(last_seen)

    def sit_down(self, last_seen: Instant | None = None) -> RoomDecisions:
        self.decisions = RoomDecisions(
            lambda ms: datetime.fromtimestamp(ms / 1000, UTC).strftime("%H:%M"),
            self.propose,
            last_seen,
        )
        return self.decisions

    def propose(self, now: Instant, seen: Instant | None) -> RestProposal:
        return rest(self.events, PLAN, now, 60, seen)

    def add(self, kind: EventKind, item: str | None = None) -> None:
        self.events.append(TimerEvent(str(len(self.events)), kind, self.clock.now(), item))

    @property
    def reading(self) -> Reading:
        return read(self.events, PLAN, self.clock.now(), 60)

    def tick(self) -> Beat:
        return self.decisions.tick(self.reading, self.clock.now())

    @property
    def about(self) -> str:
        asked = self.decisions.question
        return asked.about if asked else ""

    def wait(self, minutes: float) -> list[Beat]:
        beats = []
        for _ in range(round(minutes * 2)):
            self.clock.advance(30)
            beats.append(self.tick())
        return beats


@pytest.fixture
def table() -> Table:
    table = Table()
    table.add(EventKind.STARTED, "a")
    table.tick()
    return table


def test_sleep_is_asked_about_once(table: Table) -> None:
    table.wait(5)
    table.clock.sleep(25 * MINUTE)
    table.tick()
    asked = table.decisions.question
    assert asked is not None
    assert asked.about == About.SLEEP
    assert asked.asleep_ms == 25 * MINUTE * 1000
    assert "25 minutes" in asked.sentence
    table.wait(3)
    assert table.decisions.question == asked
    table.decisions.answered()
    table.wait(3)
    assert table.decisions.question is None


def test_a_second_sleep_joins_the_open_question(table: Table) -> None:
    table.clock.sleep(5 * MINUTE)
    table.tick()
    table.clock.sleep(7 * MINUTE)
    table.tick()
    assert table.decisions.question is not None
    assert "12 minutes" in table.decisions.question.sentence


def test_a_frozen_program_counts_as_sleep_where_no_clock_tells(table: Table) -> None:
    table.clock.advance(10 * MINUTE)
    table.tick()
    assert table.decisions.question is not None


def test_time_on_another_screen_is_no_sleep(table: Table) -> None:
    table.decisions.look_away()
    table.clock.advance(20 * MINUTE)
    beat = table.tick()
    assert table.decisions.question is None
    assert beat.spoken == ""


def test_sleep_on_another_screen_is(table: Table) -> None:
    table.decisions.look_away()
    table.clock.advance(5 * MINUTE)
    table.clock.sleep(20 * MINUTE)
    table.tick()
    assert table.decisions.question is not None
    assert "20 minutes" in table.decisions.question.sentence


def test_sleep_in_a_pause_is_nobodys_business(table: Table) -> None:
    table.add(EventKind.PAUSED)
    table.tick()
    table.clock.sleep(40 * MINUTE)
    table.tick()
    assert table.decisions.question is None


def test_after_a_restart_the_sleep_since_it_was_last_seen_is_asked_about(table: Table) -> None:
    seen = table.clock.now()
    table.clock.sleep(15 * MINUTE)
    table.clock.advance(20)
    table.sit_down(seen)
    table.tick()
    assert table.decisions.question is not None
    assert "15 minutes" in table.decisions.question.sentence


def test_a_restart_alone_is_no_question(table: Table) -> None:
    seen = table.clock.now()
    table.clock.advance(10 * MINUTE)
    table.sit_down(seen)
    table.tick()
    assert table.decisions.question is None


def test_a_lid_shut_at_the_end_asks_to_close_when_it_was_shut(table: Table) -> None:
    table.wait(29)
    table.add(EventKind.ADVANCED, "b")
    table.wait(28)
    table.clock.sleep(3 * 60 * MINUTE)
    table.tick()
    asked = table.decisions.question
    assert asked is not None
    assert asked.about == About.REST
    assert asked.yes == "Close it at 14:57"
    assert asked.at is not None


def test_going_on_asks_only_whether_the_sleep_counts(table: Table) -> None:
    table.wait(57)
    table.clock.sleep(40 * MINUTE)
    table.tick()
    assert table.about == About.REST
    table.decisions.go_on()
    assert table.about == About.SLEEP
    table.decisions.answered()
    table.wait(5)
    assert table.decisions.question is None


def test_twelve_hours_left_open_offer_the_planned_end(table: Table) -> None:
    for _ in range(12 * 60):
        table.clock.advance(59)
        table.tick()
    asked = table.decisions.question
    assert asked is not None
    assert asked.about == About.REST
    assert "15:00, its planned end" in asked.sentence
    table.decisions.go_on()
    assert table.decisions.question is None
    table.wait(2)
    assert table.decisions.question is None


def test_milestones_are_spoken_once_and_the_end_rings(table: Table) -> None:
    beats = table.wait(31)
    assert [beat.spoken for beat in beats if beat.spoken] == [
        "Half of the time for this topic has gone",
        "Five minutes left for this topic",
        "One minute left for this topic",
        "The time for this topic is up",
    ]
    assert sum(beat.chime for beat in beats) == 1


def test_it_is_noted_each_minute_but_not_while_a_question_is_open(table: Table) -> None:
    assert sum(beat.note_seen for beat in table.wait(5)) == 5
    table.clock.sleep(10 * MINUTE)
    assert not table.tick().note_seen
    assert not any(beat.note_seen for beat in table.wait(3))


def test_closing_takes_the_question_away(table: Table) -> None:
    table.clock.sleep(10 * MINUTE)
    table.tick()
    table.add(EventKind.CLOSED)
    table.tick()
    assert table.decisions.question is None
