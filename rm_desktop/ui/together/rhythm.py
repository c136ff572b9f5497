"""The rhythm as the screen says it: presets, the next dates, what was kept and moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from rm_desktop.domain.date_words import meeting_words
from rm_desktop.domain.dates import Meeting, local_span, read_meeting
from rm_desktop.domain.entities import Charter, SessionState
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import format_minutes, parse_minutes
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
from rm_desktop.domain.words import tr, trn

#: Dates shown where the number of sessions is open.
_SOME = 3
_MOST_SESSIONS, _MOST_STEPS = 500, 99
_SHORTEST, _LONGEST = 5, 480
OWN = "own"


@dataclass(frozen=True, slots=True)
class RhythmPlan:
    """The four things a rhythm consists of; `count` 0 means that the end is open."""

    every: str = "1 month"
    count: int = 6
    minutes: int = 60
    zone: str = ""

    @classmethod
    def of(cls, charter: Charter) -> RhythmPlan:
        """Return the rhythm of a pair."""
        return cls(charter.every, charter.count, charter.minutes, charter.zone)

    @property
    def preset(self) -> str:
        """The key of the preset this is, `OWN` if it is none."""
        mine = (self.every, self.count, self.minutes)
        found = (key for key, (every, n, m) in _PRESETS.items() if (every, n, m) == mine)
        return next(found, OWN)

    def with_preset(self, key: str) -> RhythmPlan:
        """Return the rhythm of a preset in the same zone."""
        if key not in _PRESETS:
            return self
        every, count, minutes = _PRESETS[key]
        return RhythmPlan(every, count, minutes, self.zone)

    def with_every(self, number: str, unit: str) -> RhythmPlan:
        """Return the rhythm at another pace."""
        n = _whole(number, _MOST_STEPS, tr("How often is a number from 1 to {n}.", n=_MOST_STEPS))
        if n == 0:
            raise BadInputError(tr("How often is a number from 1 to {n}.", n=_MOST_STEPS))
        return replace(self, every=str(Rhythm(n, RhythmUnit(unit))))

    def with_count(self, text: str) -> RhythmPlan:
        """Return the rhythm with another number of sessions; nothing typed leaves it open."""
        sentence = tr("The number of sessions is a number, or empty for an open end.")
        return replace(self, count=_whole(text or "0", _MOST_SESSIONS, sentence))

    def with_minutes(self, text: str) -> RhythmPlan:
        """Return the rhythm with sessions of another length."""
        minutes = parse_minutes(text) or 0
        if not _SHORTEST <= minutes <= _LONGEST:
            raise BadInputError(tr("A session takes between 5 minutes and 8 hours."))
        return replace(self, minutes=minutes)

    def with_zone(self, text: str) -> RhythmPlan:
        """Return the rhythm on the clocks of another zone, typed by its name or its city."""
        return replace(self, zone=_zone(text))


_PRESETS = {
    "classic": ("1 month", 6, 60),
    "sprint": ("2 weeks", 6, 45),
    "deep": ("1 month", 8, 90),
    "executive": ("6 weeks", 6, 45),
    "open": ("1 month", 0, 60),
}


def preset_choices() -> tuple[tuple[str, str], ...]:
    """Return the presets with what they mean."""
    return (
        ("classic", tr("Classic: 6 × 60 min, monthly")),
        ("sprint", tr("Sprint: 6 × 45 min, fortnightly")),
        ("deep", tr("Deep: 8 × 90 min, monthly")),
        ("executive", tr("Executive: 6 × 45 min, every six weeks")),
        ("open", tr("Open: 60 min monthly, no end, a review every third session")),
        (OWN, tr("your own")),
    )


def unit_choices() -> tuple[tuple[str, str], ...]:
    """Return what a rhythm can count."""
    return (
        (RhythmUnit.WEEK, tr("weeks")),
        (RhythmUnit.MONTH, tr("months, same date")),
        (RhythmUnit.MONTH_BY_WEEKDAY, tr("months, same weekday")),
    )


@dataclass(frozen=True, slots=True)
class RhythmView:
    """Everything the card says; `dates` is plain text to copy, empty while no date is set."""

    words: str
    counts: str
    gap: str
    dates: str
    next_session: str


def rhythm_view(pair: Pair, now: datetime, zone: str) -> RhythmView:
    """Return the rhythm of a pair at a local moment in a zone."""
    plan = RhythmPlan.of(pair.charter)
    upcoming = next_meetings(pair, zone)
    last = last_held(pair, zone)
    ahead = bool(upcoming) and local_span(upcoming[0], zone)[0] > now
    state = GapState.ON_TRACK if ahead else gap_state(last, read_rhythm(plan.every), now.date())
    return RhythmView(
        _rhythm_sentence(plan, agreed_day(pair, zone)),
        _counts(pair),
        gap_words(state),
        "\n".join(meeting_words(meeting, zone, now.date()) for meeting in upcoming),
        pair.next_session.id,
    )


def next_meetings(pair: Pair, zone: str) -> tuple[Meeting, ...]:
    """Return the dates that are set, continued in the rhythm to the agreed number of sessions."""
    planned = [
        meeting
        for s in pair.in_order
        if s.state == SessionState.PLANNED
        and (meeting := read_meeting(s.starts, s.zone or zone, s.minutes))
    ]
    if not planned:
        return ()
    left = max(1, pair.charter.count - len(pair.closed)) if pair.charter.count else _SOME
    more = max(0, left - len(planned))
    following = rhythm_dates(
        replace(planned[-1], minutes=pair.charter.minutes),
        read_rhythm(pair.charter.every),
        more + 1,
    )
    return (*planned, *following[1:])


def _rhythm_sentence(plan: RhythmPlan, day: date | None) -> str:
    rhythm = read_rhythm(plan.every)
    pace = rhythm_words(rhythm, day) if day else _pace(rhythm)
    length = format_minutes(plan.minutes)
    count = trn("{n} session", "{n} sessions", plan.count) if plan.count else tr("no end set")
    return tr("{pace}, {length}, {count}", pace=pace, length=length, count=count)


def _pace(rhythm: Rhythm) -> str:
    if rhythm.unit == RhythmUnit.WEEK:
        return trn("Every week", "Every {n} weeks", rhythm.every)
    return trn("Every month", "Every {n} months", rhythm.every)


def _counts(pair: Pair) -> str:
    kept = len(pair.closed)
    moved = sum(1 for session in pair.in_order if session.moved)
    if not kept and not moved:
        return tr("Your first session is ahead of you.")
    words = [trn("{n} session kept", "{n} sessions kept", kept)]
    words.append(trn("{n} moved", "{n} moved", moved) if moved else tr("none moved"))
    return ", ".join(words)


def _whole(text: str, most: int, sentence: str) -> int:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or int(digits) > most:
        raise BadInputError(sentence)
    return int(digits)


def _zone(text: str) -> str:
    typed = "_".join(text.split())
    refusal = BadInputError(
        tr("There is no time zone of that name."),
        tr("Type a region and a city, such as Europe/London."),
    )
    if not typed:
        raise refusal
    names = available_timezones()
    wanted = typed.casefold()
    same = [name for name in names if name.casefold() == wanted]
    cities = [name for name in names if name.rpartition("/")[2].casefold() == wanted]
    found = same or (cities if len(cities) == 1 else [])
    if not found:
        raise refusal
    return str(ZoneInfo(found[0]))
