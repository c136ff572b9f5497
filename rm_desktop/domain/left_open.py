"""A session that nobody closed: how it is noticed, and how it is put to rest without nonsense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rm_desktop.domain.instant import Instant, elapsed_ms
from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.session_course import TimerState, replay
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import TimerEvent

_HOUR_MS = 3_600_000
_BEYOND_THE_END_MS = 3 * _HOUR_MS
_WITHOUT_EVENT_MS = 12 * _HOUR_MS
_LONG_SLEEP_MS = _HOUR_MS // 2


@dataclass(frozen=True, slots=True)
class RestProposal:
    """How to close a session that was left open: append a `closed` event `at` this moment.

    `elapsed_ms` is the length the session then has, `left_out_ms` what is not counted.
    """

    at: Instant
    at_planned_end: bool
    elapsed_ms: int
    left_out_ms: int


def suspicious(reading: Reading, asleep_ms: int = 0) -> bool:
    """Tell whether a session seems to have been left open.

    It is three hours beyond its planned end, or nothing was pressed for twelve, or its end passed
    while the computer slept for half an hour or more (`asleep_ms`): the lid was shut at the end.
    """
    if not reading.open:
        return False
    ended_asleep = asleep_ms >= _LONG_SLEEP_MS and reading.elapsed_ms >= reading.planned_ms
    return (
        ended_asleep
        or reading.elapsed_ms >= reading.planned_ms + _BEYOND_THE_END_MS
        or reading.since_last_event_ms >= _WITHOUT_EVENT_MS
    )


def rest(
    events: Sequence[TimerEvent],
    plan: Sequence[TimedItem],
    now: Instant,
    minutes: int = 0,
    last_seen: Instant | None = None,
) -> RestProposal:
    """Return when to close a session: at its planned end, or at the last event if that is later.

    `last_seen` is when this computer last saw the session run (the last tick before it slept or
    the program ended); the session is never closed later than that, unless an event is later.
    """
    course = replay(events, plan)
    reading = read(events, plan, now, minutes)
    still = reading.planned_ms - course.elapsed if course.state == TimerState.RUNNING else 0
    to_end = max(0, still)
    room = min(to_end, reading.since_last_event_ms)
    if last_seen and events:
        room = min(room, elapsed_ms(events[-1].at, last_seen))
    left_out = reading.since_last_event_ms - room
    return RestProposal(now.later(-left_out), 0 < to_end == room, course.elapsed + room, left_out)
