from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.dates import Meeting
from rm_desktop.domain.entities import Session
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import (
    GapState,
    Rhythm,
    RhythmUnit,
    agreed_day,
    gap_state,
    gap_words,
    last_held,
    read_rhythm,
    rhythm_dates,
    rhythm_words,
)

FORTNIGHT = Rhythm(2, RhythmUnit.WEEK)
MONTH = Rhythm(1, RhythmUnit.MONTH)
BY_WEEKDAY = Rhythm(1, RhythmUnit.MONTH_BY_WEEKDAY)


def days(first: str, rhythm: Rhythm, count: int) -> list[str]:
    begins = Meeting(datetime.fromisoformat(f"{first}T15:00"), "Europe/Berlin", 60)
    return [m.local.date().isoformat() for m in rhythm_dates(begins, rhythm, count)]


def test_every_second_saturday() -> None:
    assert days("2026-11-28", FORTNIGHT, 3) == ["2026-11-28", "2026-12-12", "2026-12-26"]


def test_a_date_a_month_lacks_becomes_its_last_day_and_comes_back() -> None:
    assert days("2026-12-31", MONTH, 4) == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_the_same_weekday_of_the_month_and_the_last_where_there_is_no_fifth() -> None:
    assert days("2026-11-28", BY_WEEKDAY, 3) == ["2026-11-28", "2026-12-26", "2027-01-23"]
    assert days("2026-11-30", BY_WEEKDAY, 3) == ["2026-11-30", "2026-12-28", "2027-01-25"]


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.integers(1, 4))
def test_months_by_weekday_never_leave_their_weekday(first: date, every: int) -> None:
    found = days(first.isoformat(), Rhythm(every, RhythmUnit.MONTH_BY_WEEKDAY), 8)
    assert {date.fromisoformat(day).weekday() for day in found} == {first.weekday()}


@given(st.integers(1, 999), st.sampled_from(RhythmUnit))
def test_a_rhythm_is_read_as_it_was_written(every: int, unit: RhythmUnit) -> None:
    rhythm = Rhythm(every, unit)
    assert read_rhythm(str(rhythm)) == rhythm


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("2 weeks", FORTNIGHT),
        ("1 month", MONTH),
        ("1 month by weekday", BY_WEEKDAY),
        ("", MONTH),
        ("0 weeks", MONTH),
        ("2 weeks by weekday", MONTH),
        ("whenever", MONTH),
    ],
)
def test_what_is_no_rhythm_is_every_month(text: str, rhythm: Rhythm) -> None:
    assert read_rhythm(text) == rhythm


@pytest.mark.parametrize(
    ("gap", "state"),
    [
        (0, GapState.ON_TRACK),
        (20, GapState.ON_TRACK),
        (21, GapState.STRETCHED),
        (28, GapState.RESCUE),
        (41, GapState.RESCUE),
        (42, GapState.REPLAN),
        (400, GapState.REPLAN),
    ],
)
def test_a_growing_gap_is_noticed(gap: int, state: GapState) -> None:
    today = date(2026, 11, 26)
    assert gap_state(today - timedelta(days=gap), FORTNIGHT, today) == state


def test_before_the_first_session_there_is_no_gap() -> None:
    assert gap_state(None, MONTH, date(2026, 11, 26)) == GapState.ON_TRACK
    assert gap_state(date(2026, 10, 26), MONTH, date(2026, 11, 26)) == GapState.ON_TRACK
    assert not gap_words(GapState.ON_TRACK)
    assert len({gap_words(state) for state in GapState}) == 4


@pytest.mark.parametrize(
    ("rhythm", "first", "words"),
    [
        ("1 week", "2026-11-28", "Every Saturday"),
        ("2 weeks", "2026-11-28", "Every second Saturday"),
        ("3 weeks", "2026-11-28", "Every third Saturday"),
        ("6 weeks", "2026-11-28", "Every 6 weeks on Saturday"),
        ("1 month", "2026-11-28", "Every month on the 28th"),
        ("1 month", "2026-11-01", "Every month on the 1st"),
        ("2 months", "2026-11-22", "Every 2 months on the 22nd"),
        ("1 month", "2026-11-23", "Every month on the 23rd"),
        ("1 month", "2026-11-11", "Every month on the 11th"),
        ("1 month by weekday", "2026-11-28", "Every month on the fourth Saturday"),
        ("2 months by weekday", "2026-11-30", "Every 2 months on the last Monday"),
    ],
)
def test_a_rhythm_in_words(rhythm: str, first: str, words: str) -> None:
    assert rhythm_words(read_rhythm(rhythm), date.fromisoformat(first)) == words


def test_the_rhythm_goes_by_the_latest_day_that_was_agreed() -> None:
    held = Session("s1", 1, starts="2026-11-14T15:00", zone="Europe/London", state="closed")
    bare = Session("s2", 2, state="closed", closed_at=1_795_700_000_000)
    pair = Pair("p", sessions={"s1": held, "s2": bare})
    assert agreed_day(pair, "Europe/London") == date(2026, 11, 14)
    undated = Pair("p", sessions={"s2": bare})
    assert agreed_day(undated, "Europe/London") == last_held(undated, "Europe/London")
    assert last_held(undated, "Europe/London") == date(2026, 11, 26)
    assert agreed_day(Pair("p"), "Europe/London") is None
