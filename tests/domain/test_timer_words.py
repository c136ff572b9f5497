from __future__ import annotations

import pytest

from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_words import (
    Milestone,
    clock_face,
    end_moved,
    left_words,
    milestones,
    of_total,
    over_by,
    pace,
    rest_question,
    sleep_question,
    spoken,
    stopwatch,
    to_the_end,
)
from tests.domain.timer_desk import MINUTE, Desk


@pytest.mark.parametrize(
    ("ms", "face"),
    [
        (744_000, "12:24"),
        (743_001, "12:24"),
        (1, "0:01"),
        (0, "0:00"),
        (-999, "0:00"),
        (-1_000, "+0:01"),
        (-125_400, "+2:05"),
        (3_600_000, "1:00:00"),
        (-3_723_000, "+1:02:03"),
    ],
)
def test_the_clock_face(ms: int, face: str) -> None:
    assert clock_face(ms) == face


def test_spent_time_is_whole_seconds_that_have_passed() -> None:
    assert [stopwatch(ms) for ms in (1_060_999, 250_000, -5)] == ["17:40", "4:10", "0:00"]
    assert of_total(20 * MINUTE) == "of 20:00"


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "on time"),
        (59_999, "on time"),
        (-59_999, "on time"),
        (60_000, "1 minute ahead"),
        (110_000, "2 minutes ahead"),
        (-240_000, "4 minutes behind"),
        (-3_590_000, "59 minutes behind"),
        (-3_600_000, "more than an hour behind"),
        (10**12, "more than an hour ahead"),
    ],
)
def test_ahead_or_behind_in_words(ms: int, words: str) -> None:
    assert pace(ms) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (1, "just over"),
        (60_000, "over by 1 minute"),
        (239_999, "over by 3 minutes"),
        (3_599_999, "over by 59 minutes"),
        (43_200_000, "over by more than an hour"),
    ],
)
def test_overtime_in_words(ms: int, words: str) -> None:
    assert over_by(ms) == words


def test_sentences_about_the_end_and_sleep() -> None:
    assert to_the_end(1_944_000) == "33 min to the end"
    assert to_the_end(-1) == "0 min to the end"
    assert end_moved(0, "16:00") == ""
    assert end_moved(5 * MINUTE, "16:05") == "The end has moved by 5 minutes, to 16:05."
    assert end_moved(-MINUTE, "15:59") == "The end is 1 minute earlier, at 15:59."
    assert sleep_question(12 * MINUTE).startswith("The computer slept for 12 minutes.")
    assert sleep_question(9 * 60 * MINUTE).startswith("The computer slept for about 9 hours.")
    assert "16:00, its planned end?" in rest_question("16:00", at_planned_end=True)
    assert "15:40, when it was last used?" in rest_question("15:40", at_planned_end=False)


def crossed(desk: Desk, seconds: float) -> tuple[Milestone, ...]:
    before = desk.reading()
    desk.wait(seconds)
    return milestones(before, desk.reading())


def test_each_milestone_is_passed_once() -> None:
    desk = Desk((TimedItem("long", 20), TimedItem("next", 1)))
    desk.start("long")
    seen = [m for _ in range(1_300) for m in crossed(desk, 1)]
    assert seen == list(Milestone)
    assert len({spoken(m) for m in seen}) == 4


def test_several_milestones_in_one_step_come_in_order() -> None:
    desk = Desk((TimedItem("long", 20),))
    desk.start("long")
    assert crossed(desk, 1_200) == tuple(Milestone)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (10, "five_minutes one_minute end"),
        (5, "half one_minute end"),
        (2, "one_minute end"),
        (1, "half end"),
    ],
)
def test_short_topics_are_not_announced_twice(minutes: int, expected: str) -> None:
    desk = Desk((TimedItem("short", minutes),))
    desk.start("short")
    assert " ".join(crossed(desk, 3_000)) == expected


def test_buttons_pass_no_milestones() -> None:
    desk = Desk((TimedItem("one", 20), TimedItem("two", 2), TimedItem("talk")))
    desk.start("one")
    desk.wait(780)
    before = desk.reading()
    desk.adjust(-5)
    assert milestones(before, desk.reading()) == ()
    desk.go("two")
    assert milestones(before, desk.reading()) == ()
    desk.go("talk")
    assert crossed(desk, 600) == ()
    before = desk.reading()
    desk.close()
    assert milestones(before, desk.reading()) == ()


def test_minutes_for_open_talk_pass_no_milestone_at_once() -> None:
    desk = Desk((TimedItem("talk"), TimedItem("one", 20)))
    desk.start("talk")
    desk.wait(63)
    before = desk.reading()
    desk.adjust(5)
    desk.wait(0.4)
    assert milestones(before, desk.reading()) == ()
    assert crossed(desk, 5 * 60) == (Milestone.HALF, Milestone.ONE_MINUTE, Milestone.END)


def test_the_time_left_as_a_sentence() -> None:
    desk = Desk((TimedItem("one", 2), TimedItem("talk")))
    desk.start("one")
    assert left_words(desk.reading()) == "2 minutes left"
    desk.wait(61)
    assert left_words(desk.reading()) == "1 minute left"
    desk.wait(180)
    assert left_words(desk.reading()) == "over by 2 minutes"
    desk.go("talk")
    desk.wait(75)
    assert left_words(desk.reading()) == "1:15 so far"
