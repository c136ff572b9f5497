"""How often a pair meets: the dates that follow, and what it means when the gap grows."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum

from rm_desktop.domain.date_words import weekdays
from rm_desktop.domain.dates import Meeting, local_time, read_meeting
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr, trn

_WEEK = 7
_MONTH = 365.25 / 12
_STRETCHED, _RESCUE, _REPLAN = 1.5, 2.0, 3.0
_STORED = re.compile(r"(\d{1,3}) (week|month)s?( by weekday)?")
_TEENS = range(11, 14)


class RhythmUnit(StrEnum):
    """What is counted: weeks, months to the same date, or months to the same weekday."""

    WEEK = "week"
    MONTH = "month"
    MONTH_BY_WEEKDAY = "month by weekday"


class GapState(StrEnum):
    """How the time since the last session compares with the rhythm."""

    ON_TRACK = "on_track"
    STRETCHED = "stretched"
    RESCUE = "rescue"
    REPLAN = "replan"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks or months; written "2 weeks", "1 month", "1 month by weekday"."""

    every: int = 1
    unit: RhythmUnit = RhythmUnit.MONTH

    def __str__(self) -> str:
        unit, _, rest = str(self.unit).partition(" ")
        plural = "s" if self.every > 1 else ""
        return f"{self.every} {unit}{plural}" + (f" {rest}" if rest else "")

    @property
    def days(self) -> float:
        """The length of the rhythm in days, of a mean month where it counts months."""
        return self.every * (_WEEK if self.unit == RhythmUnit.WEEK else _MONTH)


def read_rhythm(text: str) -> Rhythm:
    """Return the rhythm as it was written; every month for anything else."""
    found = _STORED.fullmatch(text)
    if not found or not int(found[1]) or (found[3] and found[2] == RhythmUnit.WEEK):
        return Rhythm()
    return Rhythm(int(found[1]), RhythmUnit(found[2] + (found[3] or "")))


def rhythm_dates(first: Meeting, rhythm: Rhythm, count: int) -> tuple[Meeting, ...]:
    """Return `count` meetings from the first one on, all at its local time, across clock changes.

    A date a month does not have becomes its last day; so does a fifth weekday become the last one.
    """
    from dataclasses import replace

    return tuple(
        replace(first, local=datetime.combine(_nth_day(first.local, rhythm, n), first.local.time()))
        for n in range(count)
    )


def last_held(pair: Pair, zone: str) -> date | None:
    """Return the day of the last session that was held, in a zone."""
    if not pair.closed or not pair.closed[-1].closed_at:
        return None
    return local_time(pair.closed[-1].closed_at, zone).date()


def agreed_day(pair: Pair, zone: str) -> date | None:
    """Return the day that a pair's rhythm goes by: the latest agreed, else the last one held."""
    for session in reversed(pair.in_order):
        if meeting := read_meeting(session.starts, session.zone or zone, session.minutes):
            return meeting.local.date()
    return last_held(pair, zone)


def gap_state(last: date | None, rhythm: Rhythm, today: date) -> GapState:
    """Return how long ago the last session is, measured by the rhythm."""
    times = (today - last).days / rhythm.days if last else 0.0
    if times >= _REPLAN:
        return GapState.REPLAN
    if times >= _RESCUE:
        return GapState.RESCUE
    return GapState.STRETCHED if times >= _STRETCHED else GapState.ON_TRACK


def gap_words(state: GapState) -> str:
    """Return the neutral word about a gap; nothing while the pair is on track."""
    return {
        GapState.ON_TRACK: "",
        GapState.STRETCHED: tr("It has been longer than usual since you met."),
        GapState.RESCUE: tr(
            "It has been a while. Twenty minutes are enough to pick up the thread."
        ),
        GapState.REPLAN: tr("It has been long. Pause, plan anew, or finish well?"),
    }[state]


def rhythm_words(rhythm: Rhythm, first: date) -> str:
    """Return "Every second Saturday", "Every month on the 28th"."""
    weekday = weekdays()[first.weekday()]
    n = rhythm.every
    if rhythm.unit == RhythmUnit.WEEK:
        ordinals = {2: tr("second"), 3: tr("third")}
        if n == 1:
            return tr("Every {weekday}", weekday=weekday)
        if n in ordinals:
            return tr("Every {nth} {weekday}", nth=ordinals[n], weekday=weekday)
        return trn(
            "Every {n} week on {weekday}", "Every {n} weeks on {weekday}", n, weekday=weekday
        )
    day = _nth(first.day)
    if rhythm.unit == RhythmUnit.MONTH_BY_WEEKDAY:
        week = (first.day - 1) // _WEEK
        place = (tr("first"), tr("second"), tr("third"), tr("fourth"), tr("last"))[week]
        day = tr("{nth} {weekday}", nth=place, weekday=weekday)
    return (
        tr("Every month on the {day}", day=day)
        if n == 1
        else trn("Every {n} month on the {day}", "Every {n} months on the {day}", n, day=day)
    )


def _nth_day(first: datetime, rhythm: Rhythm, n: int) -> date:
    steps = n * rhythm.every
    if rhythm.unit == RhythmUnit.WEEK:
        return date.fromordinal(first.toordinal() + steps * _WEEK)
    years, month = divmod(first.month - 1 + steps, 12)
    year, month = first.year + years, month + 1
    from calendar import monthrange  # with `locale` 2 ms, which the start has no use for

    weekday_of_first, length = monthrange(year, month)
    if rhythm.unit == RhythmUnit.MONTH:
        return date(year, month, min(first.day, length))
    week = (first.day - 1) // _WEEK
    day = 1 + (first.weekday() - weekday_of_first) % _WEEK + week * _WEEK
    return date(year, month, day if day <= length else day - _WEEK)


def _nth(n: int) -> str:
    if n not in _TEENS:
        if n % 10 == 1:
            return tr("{n}st", n=n)
        if n % 10 == 2:  # noqa: PLR2004
            return tr("{n}nd", n=n)
        if n % 10 == 3:  # noqa: PLR2004
            return tr("{n}rd", n=n)
    return tr("{n}th", n=n)
