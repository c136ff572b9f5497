"""The date of the session after this one: what the rhythm proposes, or what somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from rm_desktop.domain.date_words import change_words, day_words, meeting_words, time_words
from rm_desktop.domain.dates import Meeting, local_span, read_meeting
from rm_desktop.domain.entities import Session
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import Rhythm, RhythmUnit, read_rhythm, rhythm_dates
from rm_desktop.domain.text import harmless
from rm_desktop.domain.typed_dates import parse_when
from rm_desktop.domain.words import tr

#: So many meetings of the rhythm are looked at for the first that lies ahead.
_AHEAD = 60
_OFFERED = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NextDate:
    """The choice of the next date on the clocks of `zone`; `settled` is empty while undecided."""

    session: Session
    number: int
    anchor: datetime
    zone: str
    now: datetime
    settled: str
    proposals: tuple[tuple[datetime, str], ...]

    @property
    def title(self) -> str:
        """Name the session that the date is for."""
        number = tr("Session {n}", n=self.number)
        title = harmless(self.session.title)
        return tr("{session}: {title}", session=number, title=title) if title else number

    def read(self, typed: str) -> datetime:
        """Return the local time that was typed; `BadInputError` says what cannot be read."""
        local = parse_when(typed, self.now.date(), self.anchor.time())
        if local <= self.now:
            raise BadInputError(tr("That time has passed."), tr("Type a date that lies ahead."))
        return local

    def preview(self, local: datetime) -> str:
        """Return a date in full, with whatever is odd about it."""
        meeting = Meeting(local, self.zone, self.session.minutes)
        words = meeting_words(meeting, self.zone, self.now.date())
        return " · ".join(filter(None, (words, change_words(meeting))))


def choose(pair: Pair, session: Session, held: datetime, zone: str, now: datetime) -> NextDate:
    """Return the choice of the date after a session that was held at a local time."""
    following = pair.following(session)
    agreed = [
        local_span(meeting, zone)[0]
        for each in pair.in_order
        if each.ordinal <= session.ordinal
        and (meeting := read_meeting(each.starts, each.zone or zone, each.minutes))
    ]
    anchor = agreed[-1] if agreed else held.replace(minute=held.minute // 15 * 15)
    anchor = anchor.replace(second=0, microsecond=0)
    weekends = any(day.weekday() >= _SATURDAY for day in agreed)
    settled = read_meeting(following.starts, following.zone or zone, following.minutes)
    first = Meeting(anchor, zone, following.minutes)
    return NextDate(
        session=following,
        number=pair.numbers.get(session.id, pair.next_number) + 1,
        anchor=anchor,
        zone=zone,
        now=now,
        settled=meeting_words(settled, zone, now.date()) if settled else "",
        proposals=_proposals(first, read_rhythm(pair.charter.every), now, weekends=weekends),
    )


def _proposals(
    first: Meeting, rhythm: Rhythm, now: datetime, *, weekends: bool
) -> tuple[tuple[datetime, str], ...]:
    """Return the rhythm's next date, the week after it, and the same weekday a month on.

    A pair that does not meet on weekends is offered the Monday after one.
    """
    by_rhythm = _ahead(first, rhythm, now)
    a_week_later = rhythm_dates(Meeting(by_rhythm, "", 0), Rhythm(1, RhythmUnit.WEEK), 2)[1].local
    weekday = Rhythm(1, RhythmUnit.MONTH_BY_WEEKDAY)
    days = (by_rhythm, a_week_later, _ahead(first, weekday, now))
    offered = dict.fromkeys(day if weekends else _on_a_working_day(day) for day in days)
    return tuple((day, _words(day, now)) for day in sorted(offered)[:_OFFERED])


def _ahead(first: Meeting, rhythm: Rhythm, now: datetime) -> datetime:
    dates = [meeting.local for meeting in rhythm_dates(first, rhythm, _AHEAD)[1:]]
    found = next((day for day in dates if day > now), None)
    return found or rhythm_dates(Meeting(now, "", 0), rhythm, 2)[1].local


def _on_a_working_day(day: datetime) -> datetime:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= _SATURDAY else 0)


def _words(day: datetime, now: datetime) -> str:
    return tr("{day}, {time}", day=day_words(day.date(), now.date()), time=time_words(day))
