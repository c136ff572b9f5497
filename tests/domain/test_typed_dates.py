from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.date_words import day_words, long_day, meeting_words, short_day
from rm_desktop.domain.dates import Meeting
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.typed_dates import parse_day, parse_when
from rm_desktop.domain.words import install

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("28 Nov 15:00", "2026-11-28 15:00"),
        ("28 November, 15.30", "2026-11-28 15:30"),
        ("Saturday 28 Nov, 15:00–16:00", "2026-11-28 15:00"),
        ("28th of november at 3pm", "2026-11-28 15:00"),
        ("28 nov 2030", "2030-11-28 09:00"),
        ("28 Nov 2027 8:15", "2027-11-28 08:15"),
        ("Nov 28 15:00", "2026-11-28 15:00"),
        ("Nov 28th 2027 at 3 p.m.", "2027-11-28 15:00"),
        ("15:00 28 nov", "2026-11-28 15:00"),
        ("2026-11-28 15:00", "2026-11-28 15:00"),
        ("2026-11-28T15:00:00", "2026-11-28 15:00"),
        ("2026-11-28", "2026-11-28 09:00"),
        ("28/11/2026 15:00", "2026-11-28 15:00"),
        ("28.11. 15:00", "2026-11-28 15:00"),
        ("28.11.26 um 15 Uhr", "2026-11-28 15:00"),
        ("3 Oct 10:00", "2027-10-03 10:00"),
        ("26 nov", "2026-11-26 09:00"),
        ("29 Feb 12:00", "2028-02-29 12:00"),
        ("1 sept", "2027-09-01 09:00"),
        ("4 may 10", "2027-05-04 10:00"),
        ("next friday 3pm", "2026-12-04 15:00"),
        ("friday 3pm", "2026-11-27 15:00"),
        ("3 pm on Friday", "2026-11-27 15:00"),
        ("this sat 10:30", "2026-11-28 10:30"),
        ("thursday", "2026-12-03 09:00"),
        ("next thu", "2026-12-03 09:00"),
        ("next monday", "2026-11-30 09:00"),
        ("tomorrow 9", "2026-11-27 09:00"),
        ("tomorrow at 3", "2026-11-27 15:00"),
        ("tomorrow 12", "2026-11-27 12:00"),
        ("tomorrow 12am", "2026-11-27 00:00"),
        ("tomorrow 12pm", "2026-11-27 12:00"),
        ("tomorrow noon", "2026-11-27 12:00"),
        ("tomorrow 3-4pm", "2026-11-27 15:00"),
        ("tomorrow 15h", "2026-11-27 15:00"),
        ("tomorrow 9 o’clock", "2026-11-27 09:00"),
        ("day after tomorrow 14:00", "2026-11-28 14:00"),
        ("today 23:59", "2026-11-26 23:59"),
        ("in two weeks", "2026-12-10 09:00"),
        ("in a fortnight at 11:00", "2026-12-10 11:00"),
        ("in 3 days 14:00", "2026-11-29 14:00"),
        ("in three months", "2027-02-26 09:00"),
        ("in a year", "2027-11-26 09:00"),
        ("next week", "2026-12-03 09:00"),
        ("next month 10am", "2026-12-26 10:00"),
        ("15:00", "2026-11-26 15:00"),
        ("3pm", "2026-11-26 15:00"),
    ],
)
def test_dates_as_people_type_them(typed: str, meant: str) -> None:
    assert parse_when(typed, TODAY) == datetime.fromisoformat(meant)


NOT_DATES = """
soon
9
28
someday 15:00
28 nov 25:00
28 nov 15:75
28 nov 13pm
28 nov three
31 nov
30 feb 10:00
29 feb 2027
0 nov
99.99.2026
28.11.9999
2026-13-01
2026-02-30
friday friday
28 nov 29 nov
nov
in many weeks
tomorrow 0pm
""".splitlines()


@pytest.mark.parametrize("typed", [*NOT_DATES, "28 nov " + " " * 90 + "x" * 90])
def test_anything_else_is_refused_with_a_sentence_and_a_step(typed: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_when(typed, TODAY)
    assert refusal.value.sentence
    assert refusal.value.next_step


def test_a_date_that_is_not_that_weekday_is_noticed() -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_when("Friday 28 Nov 15:00", TODAY)
    assert refusal.value.next_step == "Did you mean Saturday 28 Nov?"


def test_the_usual_time_of_the_pair_is_used() -> None:
    assert parse_when("in two weeks", TODAY, time(15, 0)).hour == 15


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    assert parse_day("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


def test_days_alone() -> None:
    assert parse_day("12 Dec", TODAY) == date(2026, 12, 12)
    assert parse_day("Friday", TODAY) == date(2026, 11, 27)
    for typed in ("", "15:00", "12 dec 15:00"):
        with pytest.raises(BadInputError):
            parse_day(typed, TODAY)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)), st.times())
def test_what_is_shown_can_be_typed_back(day: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    begins = datetime.combine(day, at)
    shown = meeting_words(Meeting(begins, "UTC", 60), "UTC", date(1, 1, 1))
    assert parse_when(shown, TODAY) == begins
    assert parse_when(begins.isoformat(" ", "minutes"), TODAY) == begins
    assert parse_day(day.isoformat(), TODAY) == day
    for words in (short_day, day_words, long_day):
        assert parse_day(words(day, date(1, 1, 1)), TODAY) == day
    if timedelta(0) <= day - TODAY < timedelta(365):
        assert parse_day(day_words(day), TODAY) == day


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2150, 1, 1)))
def test_no_text_gives_anything_but_a_date_or_a_refusal(typed: str, today: date) -> None:
    try:
        found = parse_when(typed, today)
    except BadInputError:
        return
    assert isinstance(found, datetime)


PIECES = re.findall(
    r"\S+",
    "28 nov next friday in two weeks 3pm 15:00 2026 0000 / . - 0 999 months tomorrow 12 t of jan",
)


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=6,
    ),
    st.sampled_from([" ", ""]),
)
def test_no_pile_of_words_breaks_it(words: list[str], between: str) -> None:
    try:
        parse_when(between.join(words), TODAY)
    except BadInputError as refusal:
        assert refusal.sentence  # noqa: PT017


class German:
    def gettext(self, message: str) -> str:
        return {"December": "Dezember", "Dec": "Dez", "Friday": "Freitag"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


def test_names_of_the_readers_language_are_read_too() -> None:
    install(German())
    try:
        assert parse_day("12. Dez", TODAY) == date(2026, 12, 12)
        assert parse_day("12 december", TODAY) == date(2026, 12, 12)
        assert parse_day("freitag", TODAY) == date(2026, 11, 27)
    finally:
        install(None)
