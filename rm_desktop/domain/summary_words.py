"""The words of a session's record, on screen and on paper. Names are used, never "you"."""

from __future__ import annotations

from datetime import date, datetime

from rm_desktop.domain.date_words import day_words, long_day, span_words, time_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Action
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord, whole_minutes
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

#: A day in another year than today's is given with its year: on paper, always.
ON_PAPER = date(1, 1, 1)


def heading(summary: SessionSummary) -> str:
    """Return "Session 4: How our customers use short video"."""
    number = tr("Session {n}", n=summary.number)
    if not summary.title:
        return number
    return tr("{session}: {title}", session=number, title=harmless(summary.title))


def pair_words(summary: SessionSummary) -> str:
    """Return both names."""
    return tr(" and ").join(harmless(name) for name in summary.names.values())


def when_words(summary: SessionSummary, today: date = ON_PAPER) -> str:
    """Return "Thursday 26 November 2026, 14:00–15:02"; empty where no date is known."""
    if summary.begins is None:
        return ""
    day = long_day(summary.begins.date(), today)
    same_day = summary.ends and summary.ends.date() == summary.begins.date()
    span = span_words(summary.begins, summary.ends) if summary.ends and same_day else ""
    return tr("{day}, {time}", day=day, time=span or time_words(summary.begins))


def next_words(moment: datetime | None, today: date = ON_PAPER) -> str:
    """Return the next date, or that there is none yet."""
    if moment is None:
        return tr("no date yet")
    return tr("{day}, {time}", day=day_words(moment.date(), today), time=time_words(moment))


def length_words(summary: SessionSummary) -> str:
    """Return "62 of 60 min", or the planned length alone where no timer ran."""
    if not summary.elapsed_ms:
        return format_minutes(summary.minutes)
    return taken_words(summary.elapsed_ms, summary.minutes)


def taken_words(ms: int, planned: int = 0) -> str:
    """Return "17 of 15 min", "17 min" or "under a minute" for a time that was taken."""
    taken = whole_minutes(ms)
    if planned:
        return tr("{n} of {of} min", n=taken, of=planned)
    return tr("{n} min", n=taken) if taken else tr("under a minute")


def minutes_words(topic: TopicRecord) -> str:
    """Return "17 of 15 min", "17 min" or "15 min planned"; empty where there is nothing to say."""
    if topic.spent_ms > 0:
        return taken_words(topic.spent_ms, topic.minutes)
    return tr("{n} min planned", n=topic.minutes) if topic.minutes else ""


def leads_words(summary: SessionSummary, topic: TopicRecord) -> str:
    """Return "Maya Okafor leads" or "Both lead"."""
    name = summary.names.get(topic.leads, "")
    return tr("{name} leads", name=harmless(name)) if name else tr("Both lead")


def fate_words(fate: Fate) -> str:
    """Return what became of a topic; nothing for one that is still to come."""
    return {
        Fate.OPEN: "",
        Fate.DISCUSSED: tr("discussed"),
        Fate.CARRIED: tr("carried over"),
        Fate.PARKED: tr("parked"),
        Fate.DROPPED: tr("dropped"),
        Fate.NOT_REACHED: tr("not reached"),
    }[fate]


def due_words(action: Action) -> str:
    """Return "due Friday 12 Dec 2026", "due next session", "done" or nothing."""
    if action.done_at:
        return tr("done")
    if action.due == DUE_NEXT_SESSION:
        return tr("due next session")
    try:
        day = date.fromisoformat(action.due)
    except ValueError:
        return ""
    return tr("due {day}", day=day_words(day, ON_PAPER))
