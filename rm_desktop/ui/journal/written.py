"""When an entry was written, as people type it: the past, where a date of a session is to come."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from rm_desktop.domain.date_words import day_words, time_words, weekdays
from rm_desktop.domain.typed_dates import parse_when
from rm_desktop.domain.words import tr

_YEAR = re.compile(r"\b\d{4}\b")
_MEANT_AHEAD = re.compile(r"\b(?:tomorrow|next|in)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_WEEK = 7


def read_written(typed: str, now: datetime, usual: time) -> datetime:
    """Return a local date and time; `BadInputError` refuses what cannot be read.

    A day without a year is the latest one of that name, not the next.
    """
    today = now.date()
    if _YESTERDAY.search(typed):
        moment = parse_when(_YESTERDAY.sub("today", typed), today, usual)
        return moment - timedelta(days=1)
    moment = parse_when(typed, today, usual)
    if moment.date() <= today or _YEAR.search(typed) or _MEANT_AHEAD.search(typed):
        return moment
    if any(day[:3].casefold() in typed.casefold() for day in weekdays()) and not re.search(
        r"\d{1,2}\.?\s*[a-z]{3}", typed, re.IGNORECASE
    ):
        return moment - timedelta(days=_WEEK * (1 + (moment.date() - today).days // _WEEK))
    return _a_year_before(moment)


def written_words(written: str, today: date) -> str:
    """Return "Today, 14:05" or "Saturday 28 Nov, 15:00"."""
    moment = moment_of(written)
    if moment is None:
        return tr("No date")
    past = (today - moment.date()).days
    day = day_words(moment.date(), today)
    if past in (0, 1):
        day = tr("Yesterday") if past else tr("Today")
    return tr("{day}, {time}", day=day, time=time_words(moment))


def to_type(written: str) -> str:
    """Return a date as one would type it, to be changed."""
    moment = moment_of(written)
    return f"{moment:%d.%m.%Y %H:%M}" if moment else ""


def moment_of(written: str) -> datetime | None:
    """Return the local moment of a page; None where its time makes no sense."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _a_year_before(moment: datetime) -> datetime:
    try:
        return moment.replace(year=moment.year - 1)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year - 1, day=28)
