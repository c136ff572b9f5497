"""The course of a session: what its events add up to, replayed in document order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.time_budget import TimeBudget, TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent, distinct, timeline


class TimerState(StrEnum):
    """Where a session's timer stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class Course:
    """A session up to some moment: its state, its topic and what each topic took, in ms.

    `spent` counts running time under the topic's id, None for time on no topic; ids that have
    left the plan stay in it. Nothing before the first `started` counts, nor any further one.
    `reached` and `last_event` are places on the timeline, in ms since the start.
    """

    def __init__(self, plan: Sequence[TimedItem]) -> None:
        self.state = TimerState.NOT_STARTED
        self.current: str | None = None
        self.spent: Counter[str | None] = Counter()
        self.begun: set[str | None] = set()
        self.budget = TimeBudget(plan)
        self.started: Instant | None = None
        self.closed: Instant | None = None
        self.reached = 0
        self.last_event = 0
        self._order = [item.id for item in plan]
        self._done = {item.id for item in plan if item.done}
        self._timed = {item.id for item in plan if item.minutes > 0}

    @property
    def elapsed(self) -> int:
        """Running time of the session so far."""
        return self.spent.total()

    @property
    def coming(self) -> list[str]:
        """Topics that stand after the current one and are not marked as discussed."""
        place = self._order.index(self.current) + 1 if self.current in self._order else 0
        following = self._order[place:]
        if not place:
            following = [each for each in following if each not in self.begun]
        return [each for each in following if each not in self._done]

    def pass_time(self, at: int) -> None:
        """Let the session run on to a place on its timeline."""
        if self.state == TimerState.RUNNING:
            self.spent[self.current] += at - self.reached
        self.reached = at

    def apply(self, event: TimerEvent, at: int) -> None:
        """Take in the next event; one that does not fit the state it meets changes nothing."""
        self.pass_time(at)
        is_open = self.state in (TimerState.RUNNING, TimerState.PAUSED)
        match event.kind:
            case EventKind.STARTED if self.state == TimerState.NOT_STARTED:
                self.state = TimerState.RUNNING
                self.started = event.at
                self._go_to(event.item)
            case EventKind.PAUSED if is_open:
                self.state = TimerState.PAUSED
            case EventKind.RESUMED if is_open:
                self.state = TimerState.RUNNING
            case EventKind.ADVANCED if is_open:
                self._go_to(event.item)
            case EventKind.EXTENDED | EventKind.ADJUSTED if is_open:
                self._shift(event.ms)
            case EventKind.SLEPT if self.started and not event.counted:
                topic = event.item if event.item in self.spent else self.current
                self.spent[topic] -= min(max(0, event.ms), self.spent[topic])
            case EventKind.CLOSED if is_open:
                self.state = TimerState.CLOSED
                self.closed = event.at
            case EventKind.REOPENED if self.state == TimerState.CLOSED:
                self.state = TimerState.PAUSED
                self.closed = None
            case _:
                pass

    def _go_to(self, item: str | None) -> None:
        self.current = item
        self.begun.add(item)

    def _shift(self, ms: int) -> None:
        if self.current is None or self.current not in self.budget.allotted:
            return
        if not self._timed:  # open talk counts up: only the end of the hour moves
            self.budget.end_moved += ms
            return
        unbegun = [each for each in self.coming if each not in self.begun]
        if ms > 0:
            if not self.budget.allotted[self.current]:  # more is more than it took so far
                self.budget.allotted[self.current] = self.spent[self.current]
                self.budget.end_moved += self.spent[self.current]
            self.budget.take(self.current, ms, unbegun)
            return
        # what is used up cannot be given back
        left = self.budget.allotted[self.current] - self.spent[self.current]
        self.budget.give_back(self.current, min(-ms, max(0, left)), unbegun)


def replay(
    events: Sequence[TimerEvent], plan: Sequence[TimedItem], now: Instant | None = None
) -> Course:
    """Return the course of a session up to `now`, or up to its last event."""
    course = Course(plan)
    since = next((n for n, e in enumerate(events) if e.kind == EventKind.STARTED), len(events))
    counting = distinct(events[since:])
    moments = [event.at for event in counting]
    if now and counting:
        moments.append(now)
    places = timeline(moments)
    for event, at in zip(counting, places, strict=False):
        course.apply(event, at)
        course.last_event = at
    if places:
        course.pass_time(places[-1])
    return course
