"""Dates and times as people type them: "28 Nov 15:00", "next friday 3pm", "in two weeks"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from rm_desktop.domain.date_words import day_words, months, short_day, short_months, weekdays
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr

USUAL_TIME = time(9, 0)

_LONGEST = 80
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_TWO_DIGITS = 99
_CENTURY = 2000
_WEEK = 7
_YEAR_MONTHS = 12
_LEAP_YEARS = 9
_SHORTEST_NAME = 3
_NOON = 12
#: An hour typed without minutes up to this one is meant in the afternoon.
_LATEST_AFTERNOON = 6

_DAYS = (
    *("monday", "tuesday", "wednesday", "thursday"),
    *("friday", "saturday", "sunday"),
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NEAR = {"day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0}

_YEAR = r"(?:[ ](?P<year>\d{4})(?![:.\d]))?"
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:t(?=\d)|(?!\d))")
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"(?<![\d:.]){_NTH}\.?[ ]?(?:of[ ])?{_NAME}{_YEAR}")
_MONTH_DAY = re.compile(rf"{_NAME}[ ]{_NTH}(?![:.\d]|[ap]m){_YEAR}")
_FIGURES = re.compile(
    r"(?<![\d:.])(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})"
    r"(?:(?P=sign)(?P<year>\d{4}|\d\d)?)?(?![\d:])"
)
_NEARBY = re.compile("|".join(_NEAR))
_AHEAD = re.compile(
    rf"in[ ](?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[ ]"
    r"(?P<unit>day|week|fortnight|month|year)s?\b"
)
_NEXT = re.compile(r"next[ ](?P<unit>week|month|year)\b")
_WEEKDAY = re.compile(rf"(?:(?P<which>next|this|on|coming)[ ])?\b{_NAME}")
_FILLERS = re.compile(r"\b(?:at|on|from|um|the)\b|o['’]clock|\buhr\b")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::\d\d)?[ ]?(?P<half>[ap]\.?m\.?|h)?"
    r"(?:[ ]?(?:-|to|until)[ ]?\d{1,2}(?:[:.]\d\d)?[ ]?(?P<later_half>[ap]\.?m\.?)?)?"
)
_NAMED_TIMES = {"noon": time(12, 0), "midday": time(12, 0), "midnight": time(0, 0)}


def parse_when(text: str, today: date, usual: time = USUAL_TIME) -> datetime:
    """Return a local date and time; `usual` is the time where only a date is typed.

    A time alone is today, a date without a year is the next one, "friday" the coming one and
    "next friday" that of the week after this. `BadInputError` refuses what cannot be read.
    """
    typed = _tidied(text)
    day, rest = _find_day(typed, today)
    at = _read_time(rest, bare_hour=day is not None) if rest else usual
    if at is None or (day is None and not rest):
        raise _unreadable()
    return datetime.combine(day or today, at)


def parse_day(text: str, today: date) -> date:
    """Return a date as it was typed; `BadInputError` refuses what cannot be read."""
    day, rest = _find_day(_tidied(text), today)
    if day is None or rest:
        raise _unreadable()
    return day


def _tidied(text: str) -> str:
    if len(text) > _LONGEST:
        raise _unreadable()
    plain = text.casefold().replace("–", "-").replace("—", "-").replace(",", " ")
    return " ".join(plain.split())


def _find_day(typed: str, today: date) -> tuple[date | None, str]:
    """Return the day that is named and what is left of the text besides it."""
    for find in (_written_date, _counted_day, _named_day):
        for found, day in find(typed, today):
            rest = f"{typed[: found.start()]} {typed[found.end() :]}"
            rest = " ".join(_FILLERS.sub(" ", rest).split())
            return day, _without_weekday(rest, day) if find is _written_date else rest
    return None, " ".join(_FILLERS.sub(" ", typed).split())


Found = Iterator[tuple["re.Match[str]", date]]


def _written_date(typed: str, today: date) -> Found:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _FIGURES):
        for found in pattern.finditer(typed):
            parts = found.groupdict()
            name = parts.get("name")
            month = _place(name, _MONTHS, months, short_months) if name else int(parts["month"])
            if month is None or not 1 <= month <= _YEAR_MONTHS:
                continue
            year = int(parts["year"]) if parts["year"] else None
            yield found, _on_calendar(int(parts["day"]), month, year, today)


def _counted_day(typed: str, today: date) -> Found:
    if found := _NEARBY.search(typed):
        yield found, today + timedelta(days=_NEAR[found[0]])
    for found in (*_AHEAD.finditer(typed), *_NEXT.finditer(typed)):
        said = found.groupdict().get("n", "1")
        n = _NUMBERS.get(said) or int(said)
        days = {"day": 1, "week": _WEEK, "fortnight": 2 * _WEEK}.get(found["unit"])
        if days:
            yield found, today + timedelta(days=n * days)
        else:
            yield found, _months_on(today, n * (_YEAR_MONTHS if found["unit"] == "year" else 1))


def _named_day(typed: str, today: date) -> Found:
    for found in _WEEKDAY.finditer(typed):
        weekday = _place(found["name"], _DAYS, weekdays)
        if weekday is None:
            continue
        ahead = (weekday - 1 - today.weekday()) % _WEEK
        if found["which"] == "next":
            yield found, today + timedelta(days=_WEEK - today.weekday() + weekday - 1)
        else:
            yield found, today + timedelta(days=ahead or _WEEK)


def _place(
    name: str, english: tuple[str, ...], *translated: Callable[[], tuple[str, ...]]
) -> int | None:
    """Return the place, from 1, of a day or month by its name or the beginning of it."""
    for names in (english, *(each() for each in translated)):
        for place, known in enumerate(names, start=1):
            full = known.casefold()
            if len(name) >= min(_SHORTEST_NAME, len(full)) and full.startswith(name):
                return place
    return 9 if name == "sept" and english is _MONTHS else None


def _on_calendar(day: int, month: int, year: int | None, today: date) -> date:
    """Return a date; without a year the next one that there is, today included."""
    if year is None:
        years: Sequence[int] = range(today.year, today.year + _LEAP_YEARS)
    else:
        years = (year if year > _TWO_DIGITS else year + _CENTURY,)
    for each in years:
        if _FIRST_YEAR <= each < _LAST_YEAR and 1 <= day <= monthrange(each, month)[1]:
            found = date(each, month, day)
            if year is not None or found >= today:
                return found
    raise BadInputError(
        tr("There is no such day in the calendar."),
        tr("Check the day and the month and try again."),
    )


def _months_on(today: date, n: int) -> date:
    years, month = divmod(today.month - 1 + n, _YEAR_MONTHS)
    year, month = today.year + years, month + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _without_weekday(rest: str, day: date) -> str:
    """Take the name of the day out of what stands beside a date; refuse one that is not its."""
    for found in _WEEKDAY.finditer(rest):
        weekday = _place(found["name"], _DAYS, weekdays)
        if weekday is None:
            continue
        if weekday != day.isoweekday():
            raise BadInputError(
                tr("{date} is not that day of the week.", date=short_day(day)),
                tr("Did you mean {day}?", day=day_words(day)),
            )
        return " ".join((rest[: found.start()] + rest[found.end() :]).split())
    return rest


def _read_time(text: str, *, bare_hour: bool) -> time | None:
    """Return a time of day; an hour alone ("9") counts only beside a date."""
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = found["half"] or found["later_half"] or ""
    if not found["minute"] and not half:
        if not bare_hour:
            return None
        hour += _NOON if 1 <= hour <= _LATEST_AFTERNOON else 0
    if half[:1] in {"a", "p"}:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half[0] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def _unreadable() -> BadInputError:
    return BadInputError(
        tr("This is not a date we can read."),
        tr("Type for example “28 Nov 15:00”, “next Friday 15:00” or “in two weeks”."),
    )
