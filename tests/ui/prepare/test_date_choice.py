"""Setting a date: what is typed, what it comes to, and three quick answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.entities import Session, SessionState
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.typed_dates import parse_when
from rm_desktop.ui.prepare.date_choice import DateChoice, as_typed, choose_date

LONDON = "Europe/London"
NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 a Thursday, local time
DATED = Session("s2", 2, starts="2026-11-28T15:00", zone=LONDON)
CLOSED = Session("s1", 1, starts="2026-11-07T16:30", zone=LONDON, state=SessionState.CLOSED)


def choice(session: Session = DATED, *others: Session, zone: str = LONDON) -> DateChoice:
    pair = Pair("p", sessions={each.id: each for each in (session, *others)})
    return choose_date(pair, session, NOW, zone)


def test_a_planned_session_is_moved_from_where_it_is() -> None:
    found = choice()
    assert found.typed == "28 Nov 2026 15:00"
    assert found.quick() == (
        ("A week later · Saturday 5 Dec", "5 Dec 2026 15:00"),
        ("Two weeks later · Saturday 12 Dec", "12 Dec 2026 15:00"),
        ("Same weekday next month · Saturday 26 Dec", "26 Dec 2026 15:00"),
    )


def test_a_new_date_falls_on_the_weekday_and_time_of_the_last_session() -> None:
    found = choice(Session("s2", 2), CLOSED)
    assert found.typed == ""
    assert found.quick() == (
        ("The usual weekday · Saturday 28 Nov", "28 Nov 2026 16:30"),
        ("A week after that · Saturday 5 Dec", "5 Dec 2026 16:30"),
        ("Same weekday next month · Saturday 19 Dec", "19 Dec 2026 16:30"),
    )


def test_a_week_is_named_only_where_it_is_one_from_today() -> None:
    thursday = replace(CLOSED, starts="2026-11-05T16:30")
    assert [words for words, _ in choice(Session("s2", 2), thursday).quick()] == [
        "In a week · Thursday 3 Dec",
        "In two weeks · Thursday 10 Dec",
        "Same weekday next month · Thursday 24 Dec",
    ]


def test_a_first_date_counts_from_today() -> None:
    found = choice(Session("s1", 1))
    assert found.quick()[0] == ("In a week · Thursday 3 Dec", "3 Dec 2026 09:00")


def test_a_date_long_gone_offers_only_what_lies_ahead() -> None:
    long_ago = replace(DATED, starts="2026-11-14T15:00")
    assert [words for words, _ in choice(long_ago).quick()] == [
        "Two weeks later · Saturday 28 Nov",
        "Same weekday next month · Saturday 12 Dec",
    ]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2150, 1, 1)))  # noqa: DTZ001
def test_what_is_put_into_the_field_reads_back_as_the_same_moment(moment: datetime) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0)
    assert parse_when(as_typed(to_the_minute), NOW.date()) == to_the_minute


def test_a_day_alone_keeps_the_usual_time_and_length() -> None:
    meeting = choice().read("5 dec", "")
    assert (meeting.local, meeting.minutes) == (datetime(2026, 12, 5, 15, 0), 60)  # noqa: DTZ001
    assert choice().read("5 dec", "1:30").minutes == 90


@pytest.mark.parametrize("length", ["3", "9h", "soon"])
def test_a_length_no_session_has_is_refused(length: str) -> None:
    with pytest.raises(BadInputError):
        choice().read("5 dec", length)


def test_the_preview_says_it_in_full() -> None:
    found = choice()
    assert found.preview(found.read("next friday 3pm", "45")) == "Friday 4 Dec, 15:00–15:45"
    past = found.read("2026-11-20 15:00", "")
    assert found.preview(past) == "Friday 20 Nov, 15:00–16:00 · That time has passed."
    odd = found.preview(found.read("2027-03-28 01:30", ""))
    assert odd.endswith("The clocks go forward over 01:30 that day, so it begins at 02:30.")


def test_the_zone_is_named_where_it_differs() -> None:
    assert choice().zone_note == ""
    abroad = choice(zone="America/New_York")
    assert abroad.zone_note == "Type it in New York time; it was set in London."
    assert abroad.typed == "28 Nov 2026 10:00"
