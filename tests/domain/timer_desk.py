"""A desk with a fake clock, an agenda and the events of one session; tests press its buttons.

It keeps its own tally of what each topic took, second by second as it passes, so that the
arithmetic under test has something to be compared with that was not computed from events.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent, read_events, to_plain
from rm_desktop.system.clock import FakeClock

START = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
MINUTE = 60_000

HOUR = (
    TimedItem("arrive", 5),
    TimedItem("brief", 15, "flexible"),
    TimedItem("demo", 20, "flexible"),
    TimedItem("no", 15, "flexible"),
    TimedItem("learn", 5, "landing"),
)


class Desk:
    """One session on one laptop."""

    def __init__(self, plan: tuple[TimedItem, ...] = HOUR, start: datetime = START) -> None:
        self.clock = FakeClock(start)
        self.plan = plan
        self.events: tuple[TimerEvent, ...] = ()
        self.tally: Counter[str | None] = Counter()
        self.state = TimerState.NOT_STARTED
        self.current: str | None = None

    def press(
        self, kind: EventKind, item: str | None = None, ms: int = 0, *, counted: bool = True
    ) -> TimerEvent:
        ident = f"e{len(self.events)}"
        event = TimerEvent(ident, kind, self.clock.now(), item, ms, "maya", counted)
        self.events = (*self.events, event)
        return event

    def start(self, item: str | None = "arrive") -> None:
        self.press(EventKind.STARTED, item)
        self.state, self.current = TimerState.RUNNING, item

    def go(self, item: str | None) -> None:
        self.press(EventKind.ADVANCED, item)
        if self.state != TimerState.CLOSED:
            self.current = item

    def pause(self) -> None:
        self.press(EventKind.PAUSED)
        if self.state == TimerState.RUNNING:
            self.state = TimerState.PAUSED

    def resume(self) -> None:
        self.press(EventKind.RESUMED)
        if self.state == TimerState.PAUSED:
            self.state = TimerState.RUNNING

    def close(self) -> None:
        self.press(EventKind.CLOSED)
        self.state = TimerState.CLOSED

    def reopen(self) -> None:
        self.press(EventKind.REOPENED)
        if self.state == TimerState.CLOSED:
            self.state = TimerState.PAUSED

    def extend(self, minutes: int) -> None:
        self.press(EventKind.EXTENDED, ms=minutes * MINUTE)

    def adjust(self, minutes: int) -> None:
        self.press(EventKind.ADJUSTED, ms=minutes * MINUTE)

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self._count(seconds)

    def sleep(self, seconds: float) -> None:
        self.clock.sleep(seconds)
        self._count(seconds)

    def reboot(self, seconds: float) -> None:
        self.clock.reboot(seconds)
        self._count(seconds)

    def quit_and_start_again(self) -> None:
        """Come back with nothing but what was stored."""
        stored = json.dumps([to_plain(event) for event in self.events])
        self.events = read_events(json.loads(stored))

    def reading(self, minutes: int = 60) -> Reading:
        return read(self.events, self.plan, self.clock.now(), minutes)

    def _count(self, seconds: float) -> None:
        if self.state == TimerState.RUNNING:
            self.tally[self.current] += round(seconds * 1000)
