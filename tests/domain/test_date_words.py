from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rm_desktop.domain.date_words import (
    carried_words,
    change_words,
    day_words,
    due_words,
    greeting,
    long_day,
    meeting_words,
    short_day,
    short_until,
    time_words,
    until_words,
)
from rm_desktop.domain.dates import Meeting

NOW = datetime.fromisoformat("2026-11-26T14:10")
TODAY = NOW.date()
SATURDAY = Meeting(datetime.fromisoformat("2026-11-28T15:00"), "Europe/London", 60)


def test_a_meeting_as_the_pictures_show_it() -> None:
    assert meeting_words(SATURDAY, "Europe/London", TODAY) == "Saturday 28 Nov, 15:00–16:00"
    assert long_day(TODAY, TODAY) == "Thursday 26 November"
    assert time_words(datetime.fromisoformat("2026-01-01T09:05")) == "09:05"


def test_years_are_named_when_they_are_not_this_one() -> None:
    assert short_day(date(2027, 10, 3), TODAY) == "3 Oct 2027"
    assert day_words(date(2026, 10, 3), TODAY) == "Saturday 3 Oct"
    assert long_day(date(2027, 10, 3)) == "Sunday 3 October"


def test_where_clocks_differ_it_says_whose() -> None:
    words = meeting_words(SATURDAY, "Europe/London", TODAY, "Henrik", "Europe/Oslo")
    assert words == "Saturday 28 Nov, 15:00–16:00 · 16:00–17:00 for Henrik"
    assert meeting_words(SATURDAY, "Europe/Oslo", TODAY, "Maya", "Europe/London") == (
        "Saturday 28 Nov, 16:00–17:00 · 15:00–16:00 for Maya"
    )
    assert meeting_words(SATURDAY, "Pacific/Auckland", TODAY, "Maya", "Europe/London") == (
        "Sunday 29 Nov, 04:00–05:00 · Saturday 28 Nov, 15:00–16:00 for Maya"
    )


def test_without_a_partners_zone_the_place_of_the_meeting_is_named() -> None:
    far = Meeting(SATURDAY.local, "America/Argentina/Buenos_Aires", 60)
    assert meeting_words(far, "Europe/London", TODAY, "Henrik") == (
        "Saturday 28 Nov, 18:00–19:00 · 15:00–16:00 in Buenos Aires"
    )
    assert " · " not in meeting_words(SATURDAY, "Africa/Accra", TODAY, "Henrik", "Europe/London")


def test_changes_of_the_clocks_are_explained() -> None:
    spring = Meeting(datetime.fromisoformat("2027-03-28T01:30"), "Europe/London", 60)
    autumn = Meeting(datetime.fromisoformat("2026-10-25T01:30"), "Europe/London", 60)
    assert (
        change_words(spring) == "The clocks go forward over 01:30 that day, so it begins at 02:30."
    )
    assert change_words(autumn) == "The clocks show 01:30 twice that day; the first one counts."
    assert change_words(SATURDAY) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today at 14:10"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (59, "in 8 weeks"),
        (60, "in 2 months"),
        (-2, "2 days ago"),
        (-21, "3 weeks ago"),
        (-92, "3 months ago"),
    ],
)
def test_how_far_away_a_day_is(days: int, words: str) -> None:
    assert until_words(NOW + timedelta(days=days), NOW) == words


def test_the_calendar_counts_and_not_the_hours() -> None:
    late = datetime.fromisoformat("2026-11-26T23:50")
    assert until_words(late + timedelta(minutes=20), late) == "tomorrow"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-28T15:00", "2 d"),
        ("2026-11-27T08:00", "1 d"),
        ("2026-11-27T01:00", "10 h"),
        ("2026-11-26T19:10", "5 h"),
        ("2026-11-26T15:09", "59 min"),
        ("2026-11-26T14:11", "1 min"),
        ("2026-11-26T14:10", "now"),
        ("2026-11-20T14:10", "now"),
    ],
)
def test_the_short_form_for_the_ring(moment: str, words: str) -> None:
    assert short_until(datetime.fromisoformat(moment), NOW) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "2 days overdue"),
        (-1, "1 day overdue"),
        (0, "due today"),
        (1, "due tomorrow"),
        (6, "due Wednesday"),
        (7, "due 3 Dec"),
        (40, "due 5 Jan 2027"),
    ],
)
def test_when_an_action_is_due(days: int, words: str) -> None:
    assert due_words(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (0, "from 3 Oct"),
        (1, "from 3 Oct"),
        (3, "from 3 Oct, third time"),
        (7, "from 3 Oct, 7 times"),
    ],
)
def test_where_a_carried_topic_comes_from(times: int, words: str) -> None:
    assert carried_words(date(2026, 10, 3), times, TODAY) == words


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good evening, Maya"),
        (5, "Good morning, Maya"),
        (12, "Good afternoon, Maya"),
        (18, "Good evening, Maya"),
    ],
)
def test_a_greeting_for_the_time_of_day(hour: int, words: str) -> None:
    assert greeting(NOW.replace(hour=hour), "Maya") == words
    assert greeting(NOW) == "Good afternoon"
