"""Setting or moving a session's date: what was typed, what it comes to, and three quick answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from rm_desktop.domain.date_words import (
    change_words,
    day_words,
    meeting_words,
    short_months,
    time_words,
)
from rm_desktop.domain.dates import Meeting, local_span, local_time, read_meeting
from rm_desktop.domain.entities import Session
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import parse_minutes
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import Rhythm, RhythmUnit, rhythm_dates
from rm_desktop.domain.typed_dates import USUAL_TIME, parse_when
from rm_desktop.domain.words import tr

#: A session's length in minutes.
SHORTEST, LONGEST = 5, 480


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The choice of one session's date on the clocks of `zone`, where the reader is.

    `anchor` is what the quick answers count from: the present date, or else the last session's.
    """

    now: datetime
    zone: str
    session: Session
    anchor: datetime
    planned: bool

    @property
    def usual(self) -> time:
        """The time of day where only a day is typed."""
        return self.anchor.time()

    @property
    def typed(self) -> str:
        """The present date as it could have been typed, empty if none is set."""
        return as_typed(self.anchor) if self.planned else ""

    def quick(self) -> tuple[tuple[str, str], ...]:
        """Return quick answers that lie ahead: their words and what to put into the field."""
        first = Meeting(self.anchor, self.zone, self.session.minutes)
        weekly = rhythm_dates(first, Rhythm(1, RhythmUnit.WEEK), 3)
        monthly = rhythm_dates(first, Rhythm(1, RhythmUnit.MONTH_BY_WEEKDAY), 2)
        if self.planned:
            later = tr("A week later"), tr("Two weeks later")
        elif self.anchor.date() == self.now.date():
            later = tr("In a week"), tr("In two weeks")
        else:  # their weekday was some days ago: it comes sooner than in a week
            later = tr("The usual weekday"), tr("A week after that")
        names = (*later, tr("Same weekday next month"))
        offered = zip(names, (weekly[1], weekly[2], monthly[1]), strict=True)
        today = self.now.date()
        return tuple(
            (f"{name} · {day_words(meeting.local.date(), today)}", as_typed(meeting.local))
            for name, meeting in offered
            if meeting.local > self.now
        )

    def read(self, when: str, length: str) -> Meeting:
        """Return the meeting that was typed; `BadInputError` says what cannot be read."""
        local = parse_when(when, self.now.date(), self.usual)
        return Meeting(local, self.zone, self.read_length(length))

    def read_length(self, length: str) -> int:
        """Return the minutes that were typed; nothing typed keeps the present length."""
        minutes = parse_minutes(length) or self.session.minutes
        if minutes < SHORTEST or minutes > LONGEST:
            raise BadInputError(
                tr(
                    "A session takes from {least} minutes to {most} hours.",
                    least=SHORTEST,
                    most=LONGEST // 60,
                ),
                tr("Type another length."),
            )
        return minutes

    def preview(self, meeting: Meeting) -> str:
        """Say what was typed in full, with whatever is odd about it."""
        words = [meeting_words(meeting, self.zone, self.now.date())]
        if meeting.local < self.now:
            words.append(tr("That time has passed."))
        words.append(change_words(meeting))
        return " · ".join(each for each in words if each)

    @property
    def zone_note(self) -> str:
        """Say on whose clocks a date is typed, where the session was set on others."""
        if not self.session.starts or self.session.zone == self.zone:
            return ""
        here, there = (z.rpartition("/")[2].replace("_", " ") for z in self._zones)
        return tr("Type it in {here} time; it was set in {there}.", here=here, there=there)

    @property
    def _zones(self) -> tuple[str, str]:
        return self.zone, self.session.zone


def choose_date(pair: Pair, session: Session, now: datetime, zone: str) -> DateChoice:
    """Return the choice of a session's date, counted from what the pair did last."""
    meeting = read_meeting(session.starts, session.zone, session.minutes)
    if meeting is not None:
        return DateChoice(now, zone, session, local_span(meeting, zone)[0], planned=True)
    held = [s for s in pair.closed if s.closed_at or s.starts]
    return DateChoice(now, zone, session, _after_last(held, now, zone), planned=False)


def as_typed(moment: datetime) -> str:
    """Return "5 Dec 2026 15:00": readable, and read back as the same moment."""
    month = short_months()[moment.month - 1]
    return f"{moment.day} {month} {moment.year} {time_words(moment)}"


def _after_last(held: list[Session], now: datetime, zone: str) -> datetime:
    """Return the latest day up to today on the weekday the two met last, at that time of day."""
    if not held:
        return datetime.combine(now.date(), USUAL_TIME)
    last = held[-1]
    meeting = read_meeting(last.starts, last.zone, last.minutes)
    met = local_span(meeting, zone)[0] if meeting else None
    weekday = (met or local_time(last.closed_at, zone)).weekday()
    day = now.date() - timedelta(days=(now.weekday() - weekday) % 7)
    return datetime.combine(day, met.time() if met else USUAL_TIME)
