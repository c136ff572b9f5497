"""The timer in words: what is shown, and what is spoken at half, five minutes, one and the end."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.words import tr, trn

_SECOND_MS = 1_000
_SECONDS = 60
_HOUR_MS = 60 * MINUTE_MS
_FIVE = 5 * MINUTE_MS


class Milestone(StrEnum):
    """A point of a topic's time that is spoken once."""

    HALF = "half"
    FIVE_MINUTES = "five_minutes"
    ONE_MINUTE = "one_minute"
    END = "end"


def clock_face(ms: int) -> str:
    """Return "12:24" or "1:02:03"; overtime (negative) counts up: "+2:05".

    Time left is rounded up and overtime down, so that 0:00 is the end and not the second before.
    """
    seconds = -(-ms // _SECOND_MS) if ms >= 0 else -ms // _SECOND_MS
    minutes, seconds = divmod(seconds, _SECONDS)
    hours, minutes = divmod(minutes, _SECONDS)
    face = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return f"+{face}" if ms <= -_SECOND_MS else face


def stopwatch(ms: int) -> str:
    """Return time that was spent, as "17:40": whole seconds that have passed."""
    return clock_face(max(0, ms) // _SECOND_MS * _SECOND_MS)


def of_total(allotted_ms: int) -> str:
    """Return "of 20:00", the line under the time left."""
    return tr("of {time}", time=clock_face(allotted_ms))


def pace(ahead_ms: int) -> str:
    """Return "2 minutes ahead", "on time" (within a minute) or "4 minutes behind"."""
    if abs(ahead_ms) < MINUTE_MS:
        return tr("on time")
    if abs(ahead_ms) >= _HOUR_MS:
        return tr("more than an hour ahead") if ahead_ms > 0 else tr("more than an hour behind")
    n = min(_SECONDS - 1, _nearest_minute(abs(ahead_ms)))
    if ahead_ms > 0:
        return trn("{n} minute ahead", "{n} minutes ahead", n)
    return trn("{n} minute behind", "{n} minutes behind", n)


def over_by(over_ms: int) -> str:
    """Return "over by 3 minutes" for time beyond what was allotted (a positive number)."""
    if over_ms >= _HOUR_MS:
        return tr("over by more than an hour")
    n = over_ms // MINUTE_MS
    return trn("over by {n} minute", "over by {n} minutes", n) if n > 0 else tr("just over")


def to_the_end(left_ms: int) -> str:
    """Return "33 min to the end", rounded up."""
    return tr("{n} min to the end", n=-(-max(0, left_ms) // MINUTE_MS))


def left_words(reading: Reading) -> str:
    """Return the current topic's time as a sentence, for a screen reader that asks."""
    if not reading.timed:
        return tr("{time} so far", time=stopwatch(reading.topic.spent_ms))
    if reading.left_ms < 0:
        return over_by(-reading.left_ms)
    n = -(-reading.left_ms // MINUTE_MS)
    return trn("{n} minute left", "{n} minutes left", n)


def end_moved(moved_ms: int, time: str) -> str:
    """Say by how much extending moved the end of the session; `time` is the new end."""
    n = _nearest_minute(abs(moved_ms))
    if not n:
        return ""
    if moved_ms < 0:
        return trn(
            "The end is {n} minute earlier, at {time}.",
            "The end is {n} minutes earlier, at {time}.",
            n,
            time=time,
        )
    return trn(
        "The end has moved by {n} minute, to {time}.",
        "The end has moved by {n} minutes, to {time}.",
        n,
        time=time,
    )


def sleep_question(asleep_ms: int) -> str:
    """Return the one question after sleep."""
    if asleep_ms >= 2 * _HOUR_MS:
        return trn(
            "The computer slept for about {n} hour. Should that time count?",
            "The computer slept for about {n} hours. Should that time count?",
            (asleep_ms + _HOUR_MS // 2) // _HOUR_MS,
        )
    return trn(
        "The computer slept for {n} minute. Should that time count?",
        "The computer slept for {n} minutes. Should that time count?",
        _nearest_minute(asleep_ms),
    )


def rest_question(time: str, *, at_planned_end: bool) -> str:
    """Return the question about a session that was left open; `time` is when it would close."""
    if at_planned_end:
        return tr("This session was left open. Close it at {time}, its planned end?", time=time)
    return tr("This session was left open. Close it at {time}, when it was last used?", time=time)


def milestones(previous: Reading, now: Reading) -> tuple[Milestone, ...]:
    """Return the points that the current topic's time passed between two readings, in order.

    None are passed by changing the topic or extending it, nor while the timer does not run.
    """
    same = previous.current == now.current and previous.open and now.open
    if not same or not previous.timed or not now.timed:
        return ()
    allotted = now.topic.allotted_ms
    points = {Milestone.END: 0}
    if allotted > MINUTE_MS:
        points[Milestone.ONE_MINUTE] = MINUTE_MS
    if allotted > _FIVE:
        points[Milestone.FIVE_MINUTES] = _FIVE
    if allotted // 2 not in points.values():
        points[Milestone.HALF] = allotted // 2
    was_left = allotted - previous.topic.spent_ms
    passed = [m for m, point in points.items() if was_left > point >= now.left_ms]
    return tuple(sorted(passed, key=lambda m: -points[m]))


def spoken(milestone: Milestone) -> str:
    """Return what a screen reader says at a milestone."""
    return {
        Milestone.HALF: tr("Half of the time for this topic has gone"),
        Milestone.FIVE_MINUTES: tr("Five minutes left for this topic"),
        Milestone.ONE_MINUTE: tr("One minute left for this topic"),
        Milestone.END: tr("The time for this topic is up"),
    }[milestone]


def _nearest_minute(ms: int) -> int:
    return (ms + MINUTE_MS // 2) // MINUTE_MS
