"""A month as a calendar shows it: weeks of days, and where a key leads; no Qt."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

_WEEKS, _DAYS = 6, 7


class Step(StrEnum):
    """Where one can go from a day."""

    DAY_BACK = "day back"
    DAY_ON = "day on"
    WEEK_BACK = "week back"
    WEEK_ON = "week on"
    MONTH_BACK = "month back"
    MONTH_ON = "month on"
    YEAR_BACK = "year back"
    YEAR_ON = "year on"
    FIRST = "first day of the month"
    LAST = "last day of the month"


_BY_DAYS = {Step.DAY_BACK: -1, Step.DAY_ON: 1, Step.WEEK_BACK: -7, Step.WEEK_ON: 7}
_BY_MONTHS = {Step.MONTH_BACK: -1, Step.MONTH_ON: 1, Step.YEAR_BACK: -12, Step.YEAR_ON: 12}


def weeks_of(month: date) -> tuple[tuple[date, ...], ...]:
    """Return six weeks from Monday on that hold a month, so that no month is taller than others."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return tuple(
        tuple(monday + timedelta(days=_DAYS * week + day) for day in range(_DAYS))
        for week in range(_WEEKS)
    )


def stepped(day: date, step: Step) -> date:
    """Return where a step leads; a month has no 31st where it has none."""
    if step in _BY_DAYS:
        return day + timedelta(days=_BY_DAYS[step])
    if step in _BY_MONTHS:
        months = 12 * day.year + day.month - 1 + _BY_MONTHS[step]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=1 if step == Step.FIRST else last)
