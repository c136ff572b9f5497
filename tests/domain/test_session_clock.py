from __future__ import annotations

from dataclasses import replace

import pytest

from rm_desktop.domain.session_clock import Tone, read
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind
from rm_desktop.domain.timer_words import pace, to_the_end
from tests.domain.timer_desk import HOUR, MINUTE, START, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def allotted(desk: Desk) -> list[float]:
    return [topic.allotted_ms / MINUTE for topic in desk.reading().topics]


def test_before_the_start_the_whole_hour_is_ahead(desk: Desk) -> None:
    reading = desk.reading()
    assert reading.state == TimerState.NOT_STARTED
    assert not reading.open
    assert (reading.current, reading.next_item) == (None, "arrive")
    assert (reading.elapsed_ms, reading.planned_ms, reading.left_to_end_ms) == (0, 3.6e6, 3.6e6)
    assert (reading.ahead_ms, reading.fraction_left, reading.tone) == (0, 1, Tone.NORMAL)
    assert reading.started_at_ms == 0


def test_the_hour_of_the_picture(desk: Desk) -> None:
    desk.start()
    desk.wait(4 * 60 + 10)
    desk.go("brief")
    desk.wait(17 * 60 + 40)
    desk.go("demo")
    desk.wait(7 * 60 + 36)
    reading = desk.reading()
    assert reading.current == "demo"
    assert reading.left_ms == 12 * MINUTE + 24_000
    assert reading.topic.allotted_ms == 20 * MINUTE
    assert reading.fraction_left == pytest.approx(0.62)
    assert reading.next_item == "no"
    assert to_the_end(reading.left_to_end_ms) == "33 min to the end"
    assert pace(reading.ahead_ms) == "2 minutes behind"
    assert reading.time_of("arrive").spent_ms == 4 * MINUTE + 10_000
    assert [topic.finished for topic in reading.topics] == [True, True, False, False, False]
    assert reading.started_at_ms == START.timestamp() * 1000
    assert reading.ends_at_ms == desk.clock.now().wall_ms + reading.left_to_end_ms
    assert reading.left_to_landing_ms == reading.left_to_end_ms + reading.ahead_ms - 5 * MINUTE
    assert not reading.landing_started


@pytest.mark.parametrize(
    ("seconds", "tone"),
    [
        (239, Tone.NORMAL),
        (240, Tone.TWENTY_PERCENT),
        (284, Tone.TWENTY_PERCENT),
        (285, Tone.FIVE_PERCENT),
        (300, Tone.FIVE_PERCENT),
        (300.001, Tone.OVERTIME),
    ],
)
def test_the_tone_changes_at_twenty_and_five_percent(
    desk: Desk, seconds: float, tone: Tone
) -> None:
    desk.start()
    desk.wait(seconds)
    assert desk.reading().tone == tone


def test_overtime_counts_on_and_delays_the_end(desk: Desk) -> None:
    desk.start()
    desk.wait(480)
    reading = desk.reading()
    assert reading.left_ms == -3 * MINUTE
    assert reading.fraction_left == 0
    assert reading.ahead_ms == -3 * MINUTE
    assert reading.left_to_end_ms == 55 * MINUTE


def test_a_pause_stops_everything_but_the_end_moves_along(desk: Desk) -> None:
    desk.start()
    desk.wait(60)
    desk.pause()
    before = desk.reading()
    desk.wait(600)
    after = desk.reading()
    assert after.state == TimerState.PAUSED
    assert (after.elapsed_ms, after.left_ms) == (before.elapsed_ms, before.left_ms)
    assert after.ends_at_ms == before.ends_at_ms + 600_000
    desk.resume()
    desk.wait(60)
    assert desk.reading().elapsed_ms == 2 * MINUTE


def test_moving_on_while_paused_stays_paused(desk: Desk) -> None:
    desk.start()
    desk.pause()
    desk.go("demo")
    desk.wait(60)
    assert desk.reading().state == TimerState.PAUSED
    assert desk.reading().current == "demo"
    assert desk.reading().elapsed_ms == 0


def test_skipped_topics_put_the_pair_ahead_and_are_not_finished(desk: Desk) -> None:
    desk.start()
    desk.wait(300)
    desk.go("no")
    reading = desk.reading()
    assert reading.ahead_ms == 35 * MINUTE
    assert [topic.finished for topic in reading.topics] == [True, False, False, False, False]
    assert reading.left_to_end_ms == 20 * MINUTE


def test_going_back_leaves_the_later_topic_to_be_finished(desk: Desk) -> None:
    desk.start()
    desk.wait(300)
    desk.go("brief")
    desk.wait(240)
    desk.go("arrive")
    desk.wait(60)
    reading = desk.reading()
    assert reading.left_ms == -MINUTE
    assert reading.next_item == "brief"
    assert not reading.time_of("brief").finished
    assert reading.time_of("brief").left_ms == 11 * MINUTE
    assert reading.ahead_ms == -MINUTE


def test_a_topic_marked_as_discussed_takes_no_more_time(desk: Desk) -> None:
    desk.start()
    desk.plan = tuple(replace(item, done=item.id == "brief") for item in HOUR)
    reading = desk.reading()
    assert reading.next_item == "demo"
    assert reading.left_to_end_ms == 45 * MINUTE
    assert reading.ahead_ms == 15 * MINUTE
    assert reading.time_of("brief").finished


def test_extending_takes_from_flexible_topics_in_proportion(desk: Desk) -> None:
    desk.start()
    desk.extend(5)
    assert allotted(desk) == [10, 13.5, 18, 13.5, 5]
    assert desk.reading().planned_ms == 60 * MINUTE
    assert desk.reading().end_moved_ms == 0
    assert desk.reading().ahead_ms == 0


def test_extending_never_takes_from_the_landing_nor_from_what_has_begun(desk: Desk) -> None:
    desk.start()
    desk.go("brief")
    desk.go("demo")
    desk.extend(20)
    assert allotted(desk) == [5, 15, 40, 0, 5]
    reading = desk.reading()
    assert reading.end_moved_ms == 5 * MINUTE
    assert reading.planned_ms == 65 * MINUTE


def test_a_flexible_topic_with_nothing_left_is_over_at_once(desk: Desk) -> None:
    desk.start()
    desk.go("demo")
    desk.extend(15)
    desk.go("no")
    assert desk.reading().timed
    assert desk.reading().fraction_left == 0
    desk.wait(1)
    assert desk.reading().tone == Tone.OVERTIME


@pytest.mark.parametrize("minutes", [1, 5, 50, 70])
def test_what_plus_took_minus_gives_back(desk: Desk, minutes: int) -> None:
    desk.start()
    desk.adjust(minutes)
    desk.adjust(-minutes)
    assert allotted(desk) == [5, 15, 20, 15, 5]
    assert desk.reading().end_moved_ms == 0


def test_minutes_given_back_go_to_what_is_still_to_come(desk: Desk) -> None:
    desk.start()
    desk.go("brief")
    desk.adjust(-7)
    assert allotted(desk) == [5, 8, 24, 18, 5]
    assert desk.reading().planned_ms == 60 * MINUTE


def test_the_end_comes_closer_where_nothing_can_take_minutes() -> None:
    desk = Desk((TimedItem("one", 30), TimedItem("two", 30)))
    desk.start("one")
    desk.adjust(-5)
    assert allotted(desk) == [25, 30]
    assert desk.reading().end_moved_ms == -5 * MINUTE


def test_used_minutes_cannot_be_given_back(desk: Desk) -> None:
    desk.start()
    desk.wait(180)
    desk.adjust(-5)
    assert allotted(desk)[0] == 3
    desk.wait(60)
    desk.adjust(-1)
    assert allotted(desk)[0] == 3


def test_a_topic_keeps_the_minute_that_has_begun_and_one_at_least(desk: Desk) -> None:
    desk.start()
    desk.wait(3)
    desk.adjust(-5)
    assert allotted(desk)[0] == 1
    assert desk.reading().left_ms == 57_000, "not over time at once"
    desk.go("brief")
    desk.wait(200)
    desk.adjust(-15)
    assert allotted(desk)[1] == 4


def test_extending_without_a_topic_changes_nothing(desk: Desk) -> None:
    desk.start(None)
    desk.extend(5)
    desk.go("gone")
    desk.extend(5)
    assert allotted(desk) == [5, 15, 20, 15, 5]


def test_sleep_counts_unless_it_is_said_not_to(desk: Desk) -> None:
    desk.start()
    desk.wait(60)
    desk.sleep(120)
    desk.press(EventKind.SLEPT, "arrive", 120_000, counted=True)
    assert desk.reading().elapsed_ms == 3 * MINUTE
    desk.press(EventKind.SLEPT, "arrive", 120_000, counted=False)
    assert desk.reading().elapsed_ms == MINUTE


def test_sleep_is_taken_from_the_topic_it_fell_into(desk: Desk) -> None:
    desk.start()
    desk.sleep(120)
    desk.go("brief")
    desk.wait(60)
    desk.press(EventKind.SLEPT, "arrive", 120_000, counted=False)
    assert desk.reading().spent == {"arrive": 0, "brief": MINUTE}
    desk.press(EventKind.SLEPT, None, 10**12, counted=False)
    assert desk.reading().elapsed_ms == 0


def test_a_closed_session_stands_still_and_can_be_opened_again(desk: Desk) -> None:
    desk.start()
    desk.wait(120)
    desk.close()
    closed_at = desk.clock.now().wall_ms
    desk.wait(600)
    desk.go("demo")
    reading = desk.reading()
    assert reading.state == TimerState.CLOSED
    assert (reading.elapsed_ms, reading.left_to_end_ms) == (2 * MINUTE, 0)
    assert (reading.ends_at_ms, reading.next_item) == (closed_at, None)
    assert reading.time_of("arrive").finished
    desk.reopen()
    desk.wait(60)
    assert desk.reading().state == TimerState.PAUSED
    desk.resume()
    desk.wait(60)
    assert desk.reading().elapsed_ms == 3 * MINUTE


def test_the_landing_is_announced(desk: Desk) -> None:
    desk.start()
    desk.go("learn")
    assert desk.reading().landing_started
    assert desk.reading().left_to_landing_ms == 0


def test_without_an_agenda_the_planned_length_counts() -> None:
    desk = Desk(())
    desk.start(None)
    desk.wait(600)
    reading = desk.reading(minutes=45)
    assert reading.planned_ms == 45 * MINUTE
    assert reading.left_to_end_ms == reading.left_to_landing_ms == 35 * MINUTE
    assert (reading.ahead_ms, reading.timed, reading.current) == (0, False, None)
    desk.wait(2400)
    assert desk.reading(minutes=45).ahead_ms == -5 * MINUTE


def test_a_topic_without_minutes_counts_up_quietly() -> None:
    desk = Desk((TimedItem("talk"), TimedItem("close", 5, "landing")))
    desk.start("talk")
    desk.wait(120)
    reading = desk.reading()
    assert (reading.timed, reading.tone, reading.fraction_left) == (False, Tone.NORMAL, 1)
    assert (reading.ahead_ms, reading.left_to_end_ms) == (0, 58 * MINUTE), "the hour is its own"
    desk.extend(10)
    assert desk.reading().timed
    assert (desk.reading().end_moved_ms, desk.reading().left_to_end_ms) == (0, 58 * MINUTE)
    assert desk.reading().left_ms == 10 * MINUTE, "ten more than it took so far"


def test_more_minutes_for_open_talk_move_the_end_and_start_no_countdown() -> None:
    desk = Desk((TimedItem("talk", 0, "flexible"),))
    desk.start("talk")
    desk.wait(600)
    desk.adjust(1)
    reading = desk.reading(minutes=45)
    assert (reading.timed, reading.planned_ms, reading.end_moved_ms) == (False, 46 * MINUTE, MINUTE)
    assert reading.left_to_end_ms == 36 * MINUTE
    desk.adjust(-2)
    assert desk.reading(minutes=45).left_to_end_ms == 34 * MINUTE


#: The agenda of somebody who typed titles and pressed Enter.
TYPED = (TimedItem("demo", 15), TimedItem("a"), TimedItem("b"), TimedItem("c"))


def test_topics_without_minutes_have_the_rest_of_the_hour() -> None:
    desk = Desk(TYPED)
    assert desk.reading().planned_ms == 60 * MINUTE
    desk.start("demo")
    assert (desk.reading().left_to_end_ms, desk.reading().ahead_ms) == (60 * MINUTE, 0)
    desk.wait(30)
    desk.go("a")
    reading = desk.reading()
    assert (reading.left_to_end_ms, reading.ahead_ms) == (59.5 * MINUTE, 0)
    assert reading.left_to_landing_ms == 59.5 * MINUTE
    desk.extend(5)
    reading = desk.reading()
    assert (reading.left_ms, reading.end_moved_ms) == (5 * MINUTE, 0)
    assert reading.left_to_end_ms == 59.5 * MINUTE, "fifty minutes of the hour are free"


def test_a_topic_with_minutes_takes_more_from_the_free_rest_and_then_moves_the_end() -> None:
    desk = Desk(TYPED)
    desk.start("demo")
    desk.extend(45)
    assert (allotted(desk)[0], desk.reading().end_moved_ms) == (60, 0)
    desk.extend(5)
    reading = desk.reading()
    assert (reading.end_moved_ms, reading.planned_ms) == (5 * MINUTE, 65 * MINUTE)
    desk.adjust(-20)
    reading = desk.reading()
    assert (allotted(desk)[0], reading.end_moved_ms) == (45, 0)
    assert reading.left_to_end_ms == 60 * MINUTE


def test_beyond_the_hour_topics_without_minutes_are_behind() -> None:
    desk = Desk((*TYPED, TimedItem("close", 5, "landing")))
    desk.start("demo")
    desk.wait(15 * 60)
    desk.go("a")
    desk.wait(45 * 60)
    reading = desk.reading()
    assert (reading.left_to_end_ms, reading.ahead_ms) == (5 * MINUTE, -5 * MINUTE)
    desk.go("close")
    assert (desk.reading().left_to_end_ms, desk.reading().ahead_ms) == (5 * MINUTE, -5 * MINUTE)


def test_after_the_last_topic_without_minutes_the_hour_may_end_early() -> None:
    desk = Desk((TimedItem("talk"), TimedItem("close", 5, "landing")))
    desk.start("talk")
    desk.wait(30 * 60)
    desk.go("close")
    assert desk.reading().left_to_end_ms == 5 * MINUTE
    assert desk.reading().ahead_ms == 25 * MINUTE


def test_an_open_topic_beside_a_full_hour_moves_the_end_by_what_it_took() -> None:
    desk = Desk((TimedItem("talk"), TimedItem("demo", 60)))
    desk.start("talk")
    desk.wait(180)
    assert desk.reading().ahead_ms == -3 * MINUTE
    desk.extend(5)
    reading = desk.reading()
    assert (reading.end_moved_ms, reading.ahead_ms) == (8 * MINUTE, 0)
    assert reading.left_to_end_ms == 65 * MINUTE


def test_a_changed_agenda_loses_no_time(desk: Desk) -> None:
    desk.start()
    desk.wait(300)
    desk.go("brief")
    desk.wait(120)
    desk.plan = (HOUR[4], replace(HOUR[1], minutes=30), HOUR[2])
    reading = desk.reading()
    assert reading.elapsed_ms == 7 * MINUTE
    assert reading.left_ms == 28 * MINUTE
    assert reading.time_of("arrive").spent_ms == 5 * MINUTE
    assert reading.time_of("never there").spent_ms == 0


def test_the_current_topic_can_be_deleted(desk: Desk) -> None:
    desk.start()
    desk.wait(300)
    desk.go("brief")
    desk.wait(120)
    desk.plan = tuple(item for item in HOUR if item.id != "brief")
    reading = desk.reading()
    assert (reading.current, reading.next_item, reading.timed) == (None, "demo", False)
    assert reading.elapsed_ms == 7 * MINUTE
    assert reading.left_to_end_ms == 40 * MINUTE
    assert reading.ahead_ms == 0
    desk.go("demo")
    desk.wait(60)
    assert desk.reading().left_ms == 19 * MINUTE


def test_of_two_starts_the_first_in_the_document_counts(desk: Desk) -> None:
    desk.start("arrive")
    desk.wait(60)
    desk.press(EventKind.STARTED, "learn")
    desk.wait(60)
    assert desk.reading().current == "arrive"
    assert desk.reading().elapsed_ms == 2 * MINUTE


def test_what_was_pressed_before_the_start_does_not_count(desk: Desk) -> None:
    desk.press(EventKind.ADVANCED, "demo")
    desk.press(EventKind.CLOSED)
    desk.wait(60)
    desk.start()
    desk.wait(60)
    assert desk.reading().spent == {"arrive": MINUTE}
    assert desk.reading().ahead_ms == 0


def test_events_that_do_not_fit_change_nothing(desk: Desk) -> None:
    desk.start()
    desk.resume()
    desk.reopen()
    desk.wait(60)
    desk.pause()
    desk.pause()
    assert desk.reading().elapsed_ms == MINUTE


def test_no_events_read_as_not_started() -> None:
    assert read((), (), Desk().clock.now()).state == TimerState.NOT_STARTED
