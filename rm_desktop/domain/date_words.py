"""Dates and times as people read them."""

from __future__ import annotations

from datetime import date, datetime, time

from rm_desktop.domain.dates import ClockChange, Meeting, clock_change, local_span
from rm_desktop.domain.words import tr, trn

_NOON, _EVENING, _MORNING = 12, 18, 5
_WEEK = 7
_DAYS_IN_WORDS = 14
_WEEKS_IN_WORDS = 60
_MONTH = 30
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400


def weekdays() -> tuple[str, ...]:
    """Return the names of the days, Monday first."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )


def months() -> tuple[str, ...]:
    """Return the names of the months."""
    return (
        *(tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June")),
        *(tr("July"), tr("August"), tr("September"), tr("October")),
        *(tr("November"), tr("December")),
    )


def short_months() -> tuple[str, ...]:
    """Return the short names of the months."""
    return (
        *(tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun")),
        *(tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")),
    )


def time_words(moment: datetime | time) -> str:
    """Return "15:00"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def short_day(day: date, today: date | None = None) -> str:
    """Return "3 Oct", with the year if it is not this year."""
    words = tr("{day} {month}", day=day.day, month=short_months()[day.month - 1])
    return _with_year(words, day, today)


def day_words(day: date, today: date | None = None) -> str:
    """Return "Saturday 28 Nov", with the year if it is not this year."""
    return tr("{weekday} {day}", weekday=weekdays()[day.weekday()], day=short_day(day, today))


def long_day(day: date, today: date | None = None) -> str:
    """Return "Thursday 26 November", with the year if it is not this year."""
    words = tr(
        "{weekday} {day} {month}",
        weekday=weekdays()[day.weekday()],
        day=day.day,
        month=months()[day.month - 1],
    )
    return _with_year(words, day, today)


def span_words(begins: datetime, ends: datetime) -> str:
    """Return "15:00–16:00"."""
    return tr("{begins}–{ends}", begins=time_words(begins), ends=time_words(ends))


def meeting_words(
    meeting: Meeting,
    zone: str,
    today: date | None = None,
    partner: str = "",
    partner_zone: str = "",
) -> str:
    """Return "Saturday 28 Nov, 15:00–16:00" on the clocks of the reader's zone.

    Where clocks differ it says whose: the partner's, if their zone is known, or else those of the
    zone the meeting was set in ("… · 16:00–17:00 for Henrik", "… · 16:00–17:00 in Berlin").
    """
    begins, ends = local_span(meeting, zone)
    here = _day_and_span(begins, ends, today)
    theirs = partner_zone if partner else ""
    other, others_end = local_span(meeting, theirs or meeting.zone)
    if other == begins:
        return here
    same_day = other.date() == begins.date()
    there = span_words(other, others_end) if same_day else _day_and_span(other, others_end, today)
    if theirs:
        return tr("{here} · {there} for {name}", here=here, there=there, name=partner)
    return tr("{here} · {there} in {place}", here=here, there=there, place=_place(meeting.zone))


def change_words(meeting: Meeting) -> str:
    """Say what a change of the clocks does to a meeting; nothing if it does nothing."""
    agreed = time_words(meeting.local)
    change = clock_change(meeting)
    if change == ClockChange.SKIPPED:
        begins = time_words(local_span(meeting, meeting.zone)[0])
        return tr(
            "The clocks go forward over {agreed} that day, so it begins at {begins}.",
            agreed=agreed,
            begins=begins,
        )
    if change == ClockChange.TWICE:
        return tr("The clocks show {agreed} twice that day; the first one counts.", agreed=agreed)
    return ""


def until_words(moment: datetime, now: datetime) -> str:
    """Return "today at 15:00", "tomorrow", "in 2 days"; "yesterday", "3 days ago" for the past."""
    days = (moment.date() - now.date()).days
    if days == 0:
        return tr("today at {time}", time=time_words(moment))
    if abs(days) == 1:
        return tr("tomorrow") if days > 0 else tr("yesterday")
    if abs(days) < _DAYS_IN_WORDS:
        return trn("in {n} day", "in {n} days", days) if days > 0 else _ago(-days)
    if abs(days) < _WEEKS_IN_WORDS:
        n = (abs(days) + _WEEK // 2) // _WEEK
        ahead = trn("in {n} week", "in {n} weeks", n)
        return ahead if days > 0 else trn("{n} week ago", "{n} weeks ago", n)
    n = (abs(days) + _MONTH // 2) // _MONTH
    ahead = trn("in {n} month", "in {n} months", n)
    return ahead if days > 0 else trn("{n} month ago", "{n} months ago", n)


def short_until(moment: datetime, now: datetime) -> str:
    """Return "2 d", "5 h" or "20 min" to a moment, for the ring; "now" when it has come.

    Days are counted as the calendar does, so that it says the same as `until_words`.
    """
    days = (moment.date() - now.date()).days
    seconds = (moment - now).total_seconds()
    if seconds < _MINUTE_S:
        return tr("now")
    if days > 0 and seconds >= _DAY_S // 2:
        return tr("{n} d", n=days)
    if seconds >= _HOUR_S:
        return tr("{n} h", n=int(seconds // _HOUR_S))
    return tr("{n} min", n=int(seconds // _MINUTE_S))


def due_words(due: date, today: date) -> str:
    """Return "due today", "due Friday", "due 12 Dec" or "2 days overdue"."""
    days = (due - today).days
    if days < 0:
        return trn("{n} day overdue", "{n} days overdue", -days)
    if days == 0:
        return tr("due today")
    if days == 1:
        return tr("due tomorrow")
    if days < _WEEK:
        return tr("due {day}", day=weekdays()[due.weekday()])
    return tr("due {day}", day=short_day(due, today))


def carried_words(first: date, times: int, today: date | None = None) -> str:
    """Return "from 3 Oct", and from the second carrying on how often: "from 3 Oct, third time"."""
    day = short_day(first, today)
    counts = {2: tr("second time"), 3: tr("third time"), 4: tr("fourth time"), 5: tr("fifth time")}
    if times <= 1:
        return tr("from {day}", day=day)
    if times in counts:
        return tr("from {day}, {count}", day=day, count=counts[times])
    return trn("from {day}, {n} time", "from {day}, {n} times", times, day=day)


def greeting(now: datetime, name: str = "") -> str:
    """Return "Good afternoon, Maya" for a local time."""
    if _MORNING <= now.hour < _NOON:
        words = tr("Good morning")
    elif _NOON <= now.hour < _EVENING:
        words = tr("Good afternoon")
    else:
        words = tr("Good evening")
    return tr("{greeting}, {name}", greeting=words, name=name) if name else words


def _day_and_span(begins: datetime, ends: datetime, today: date | None) -> str:
    return tr("{day}, {span}", day=day_words(begins, today), span=span_words(begins, ends))


def _with_year(words: str, day: date, today: date | None) -> str:
    if today is None or day.year == today.year:
        return words
    return tr("{day} {year}", day=words, year=day.year)


def _place(zone: str) -> str:
    """Return the place a zone is named after: "Berlin", "Buenos Aires"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _ago(days: int) -> str:
    return trn("{n} day ago", "{n} days ago", days)
