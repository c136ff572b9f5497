"""The timer against histories nobody would sit through: sleeps, restarts, clocks gone mad."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.session_clock import read
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent, timeline
from tests.domain.timer_desk import HOUR, MINUTE, Desk

TEN_YEARS = 3652 * 86_400
SECONDS = st.integers(0, 7_200)
TOPICS = st.sampled_from([None, "gone", *(item.id for item in HOUR)])
PLANS = st.lists(
    st.builds(
        TimedItem,
        st.sampled_from([item.id for item in HOUR]),
        st.integers(0, 60),
        st.sampled_from(["fixed", "flexible", "landing", "something newer"]),
        st.booleans(),
    ),
    unique_by=lambda item: item.id,
    max_size=5,
).map(tuple)


class SessionMachine(RuleBasedStateMachine):
    """One laptop, one session; the desk's own tally is what must come out."""

    desk: Desk
    restarts = 0
    wall_is_wrong = False
    seen_since_boot = True

    @initialize()
    def sit_down(self) -> None:
        self.desk = Desk()
        self.desk.start()

    def _pressed(self) -> None:
        # an event carries the wall clock of its time: the next start of the computer counts from it
        self.wall_is_wrong, self.seen_since_boot = False, True

    @rule(seconds=SECONDS)
    def talk(self, seconds: int) -> None:
        self.desk.wait(seconds)

    @rule(seconds=SECONDS)
    def shut_the_lid(self, seconds: int) -> None:
        self.desk.sleep(seconds)

    @rule(topic=TOPICS)
    def go_to(self, topic: str | None) -> None:
        self.desk.go(topic)
        self._pressed()

    @rule()
    def pause(self) -> None:
        self.desk.pause()
        self._pressed()

    @rule()
    def resume(self) -> None:
        self.desk.resume()
        self._pressed()

    @rule()
    def close(self) -> None:
        self.desk.close()
        self._pressed()

    @rule()
    def reopen(self) -> None:
        self.desk.reopen()
        self._pressed()

    @rule(minutes=st.integers(-10, 60), kind=st.sampled_from(["extended", "adjusted"]))
    def change_the_minutes(self, minutes: int, kind: str) -> None:
        self.desk.press(EventKind(kind), ms=minutes * MINUTE)
        self._pressed()

    @rule(plan=PLANS)
    def edit_the_agenda(self, plan: tuple[TimedItem, ...]) -> None:
        self.desk.plan = plan

    @rule()
    def start_twice(self) -> None:
        self.desk.press(EventKind.STARTED, "learn")
        self._pressed()

    @rule(seconds=st.integers(1, 3_600), topic=TOPICS)
    def leave_sleep_uncounted(self, seconds: int, topic: str | None) -> None:
        tally = self.desk.tally
        slept_in = topic if topic in self.desk.reading().spent else self.desk.current
        self.desk.press(EventKind.SLEPT, topic, seconds * 1000, counted=False)
        tally[slept_in] -= min(seconds * 1000, tally[slept_in])
        self._pressed()

    @precondition(lambda self: self.seen_since_boot)
    @rule(seconds=st.integers(-TEN_YEARS, TEN_YEARS))
    def turn_the_wall_clock(self, seconds: int) -> None:
        self.desk.clock.turn_wall(seconds)
        self.wall_is_wrong = True

    @precondition(lambda self: not self.wall_is_wrong and self.seen_since_boot)
    @rule(seconds=SECONDS)
    def restart_the_computer(self, seconds: int) -> None:
        self.desk.reboot(seconds)
        self.seen_since_boot = False

    @rule()
    def restart_the_program(self) -> None:
        before = self.desk.reading()
        self.desk.quit_and_start_again()
        assert self.desk.reading() == before

    @rule(numbers=st.randoms(use_true_random=False))
    def receive_some_events_again(self, numbers: random.Random) -> None:
        events = self.desk.events
        again = numbers.sample(events, numbers.randint(0, len(events)))
        now = self.desk.clock.now()
        assert read((*events, *again), self.desk.plan, now, 60) == self.desk.reading()

    @invariant()
    def every_second_is_where_it_was_spent(self) -> None:
        desk, reading = self.desk, self.desk.reading()
        assert +desk.tally == {k: v for k, v in reading.spent.items() if v}
        assert reading.elapsed_ms == desk.tally.total()
        assert reading.state == desk.state
        timed = sum(item.minutes for item in desk.plan)
        if desk.plan and all(item.minutes for item in desk.plan):
            assert reading.planned_ms == timed * MINUTE + reading.end_moved_ms
            assert reading.planned_ms == sum(topic.allotted_ms for topic in reading.topics)
        else:
            planned = max(60, timed) * MINUTE + reading.end_moved_ms
            assert reading.planned_ms == max(MINUTE, planned)
        assert all(topic.allotted_ms >= 0 for topic in reading.topics)
        assert reading.left_to_end_ms >= 0
        assert 0 <= reading.fraction_left <= 1
        landing = {item.id: item.minutes * MINUTE for item in desk.plan if item.kind == "landing"}
        for topic in reading.topics:
            if topic.id in landing and not topic.begun:
                assert topic.allotted_ms == landing[topic.id]

    @invariant()
    def topics_without_minutes_have_the_rest_of_the_hour(self) -> None:
        reading, plan = self.desk.reading(), self.desk.plan
        ids = [item.id for item in plan]
        if reading.current not in ids or not reading.open:
            return
        ahead = plan[ids.index(reading.current) :]
        if any(not each.minutes and not each.done for each in ahead):
            end = reading.elapsed_ms + reading.left_to_end_ms
            # who takes minutes away from open talk says that the end is to be earlier
            assert end >= 60 * MINUTE + min(0, reading.end_moved_ms)
            assert reading.ahead_ms <= 0


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def press_something(desk: Desk, dice: random.Random) -> None:
    item = dice.choice([None, *(topic.id for topic in HOUR)])
    buttons: list[Callable[[], object]] = [
        lambda: desk.go(item),
        desk.pause,
        desk.resume,
        lambda: desk.extend(dice.randint(1, 10)),
        lambda: desk.adjust(dice.choice([-5, -1, 1, 5])),
        lambda: None,
    ]
    dice.choice(buttons)()


def test_ten_years_of_sessions_with_clocks_changed_in_every_one() -> None:
    dice = random.Random(2026)
    first = datetime(2026, 1, 31, 15, 0, tzinfo=UTC)
    for month in range(120):
        desk = Desk(start=first + timedelta(days=30.5 * month))
        desk.start()
        began = desk.clock.now()
        for _ in range(40):
            press_something(desk, dice)
            desk.clock.turn_wall(dice.choice([-1, 1, -3_600, 3_600, -TEN_YEARS, TEN_YEARS]))
            desk.wait(dice.randrange(180))
            desk.sleep(dice.choice([0, 0, 0, 90, 28_800]))
            if dice.random() < 0.1:
                desk.quit_and_start_again()
        reading = desk.reading()
        assert +desk.tally == {k: v for k, v in reading.spent.items() if v}
        assert sum(reading.spent.values()) <= desk.clock.now().boot_ms - began.boot_ms


def test_leap_days_and_the_year_2038_take_no_time_and_lose_none() -> None:
    for start in (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), datetime(2038, 1, 19, 3, tzinfo=UTC)):
        desk = Desk(start=start)
        desk.start()
        desk.wait(1_800)
        desk.reboot(60)
        desk.wait(1_740)
        assert desk.reading().elapsed_ms == 3_600_000


@given(st.lists(st.tuples(st.integers(0, 3_600), st.integers(-TEN_YEARS, 0)), max_size=8))
def test_clocks_set_back_around_restarts_never_make_more_time(
    steps: list[tuple[int, int]],
) -> None:
    desk = Desk()
    desk.start()
    for seconds, turned in steps:
        desk.wait(seconds)
        desk.clock.turn_wall(turned)
        desk.reboot(seconds)
        desk.clock.turn_wall(turned)
        desk.go("brief")
        assert 0 <= desk.reading().elapsed_ms <= desk.tally.total()


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 600), min_size=1, max_size=12))
def test_events_in_any_order_never_make_more_time_than_passed(
    numbers: random.Random, waits: list[int]
) -> None:
    desk = Desk()
    desk.start()
    for seconds in waits:
        desk.wait(seconds)
        press_something(desk, numbers)
    mixed = (desk.events[0], *numbers.sample(desk.events[1:], len(desk.events) - 1))
    now = desk.clock.now()
    reading = read(mixed, desk.plan, now, 60)
    assert 0 <= reading.elapsed_ms <= now.boot_ms - desk.events[0].at.boot_ms


@given(st.lists(st.tuples(SECONDS, st.booleans()), max_size=12), st.integers(0, TEN_YEARS))
def test_a_partner_whose_clock_is_years_ahead_changes_nothing(
    steps: list[tuple[int, bool]], ahead: int
) -> None:
    desk = Desk()
    desk.start()
    for number, (seconds, theirs) in enumerate(steps):
        desk.wait(seconds)
        desk.go(f"topic {number}")
        if theirs:
            now = desk.events[-1].at
            far = Instant(now.wall_ms + ahead * 1000, now.boot_ms + 77, now.awake_ms, "henrik's")
            desk.events = (*desk.events[:-1], replace(desk.events[-1], at=far))
    desk.go("home")
    desk.wait(60)
    assert desk.reading().elapsed_ms <= desk.tally.total()
    assert desk.reading().time_of("home").spent_ms == MINUTE


def test_twelve_hours_with_the_lid_shut_are_one_question_and_not_nonsense() -> None:
    desk = Desk()
    desk.start()
    desk.wait(1_800)
    desk.sleep(12 * 3_600)
    desk.press(EventKind.SLEPT, "arrive", 12 * 3_600_000, counted=False)
    desk.wait(60)
    assert desk.reading().elapsed_ms == 31 * MINUTE
    assert desk.reading().state == TimerState.RUNNING


def test_moments_of_nothing_have_no_timeline() -> None:
    assert timeline([]) == []


def test_an_event_says_the_same_to_everyone() -> None:
    desk = Desk()
    event = desk.press(EventKind.STARTED, "arrive")
    assert isinstance(event, TimerEvent)
    assert {read(desk.events, HOUR, event.at).elapsed_ms for _ in range(3)} == {0}
