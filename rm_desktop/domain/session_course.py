"""The course of a session: what its events add up to, replayed in document order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.time_budget import MINUTE_MS, TimeBudget, TimedItem
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

    The hour's rest that no topic has minutes for belongs to the topics without minutes: as long
    as one of them is under way or to come, the session goes on to its planned end.
    """

    def __init__(self, plan: Sequence[TimedItem], minutes: int = 0) -> None:
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
        self._fills_the_hour = minutes > 0 and len(self._timed) < max(1, len(plan))
        given = sum(self.budget.allotted.values())
        self._as_planned = max(given, minutes * MINUTE_MS) if self._fills_the_hour else given

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

    @property
    def planned(self) -> int:
        """How long the session is to be, with what extending has moved its end by."""
        planned = self._as_planned + self.budget.end_moved
        return max(MINUTE_MS, planned) if self._fills_the_hour else planned

    @property
    def needed(self) -> int:
        """What the current topic and those to come still need of their minutes."""
        return sum(max(0, self._left(each)) for each in {self.current, *self.coming})

    @property
    def spare(self) -> int:
        """What is left to the planned end beyond what is needed; negative: the plan is overrun."""
        return self.planned - self._counted - self.needed

    @property
    def is_open_ended(self) -> bool:
        """Whether a topic without minutes is under way or to come, or none has any."""
        ahead = {self.current, *self.coming} & set(self._order)
        return self._fills_the_hour and (not self._timed or not ahead <= self._timed)

    @property
    def _counted(self) -> int:
        """Running time that the plan has to account for: a topic that left took its minutes along.

        Not so where the plan is the whole hour.
        """
        if self._fills_the_hour:
            return self.elapsed
        return sum(ms for each, ms in self.spent.items() if each is None or each in self._order)

    def _left(self, item: str | None) -> int:
        return self.budget.allotted.get(item or "", 0) - self.spent[item]

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
                took = self.spent[self.current]
                self.budget.end_moved += min(took, max(0, -self.spare))
                self.budget.allotted[self.current] = took
            unplanned = max(0, self.spare) if self.is_open_ended else 0
            self.budget.take(self.current, ms, unbegun, unplanned)
            return
        # the minutes it has taken stay with a topic, the one begun included
        kept = max(1, -(-self.spent[self.current] // MINUTE_MS)) * MINUTE_MS
        given = min(-ms, max(0, self.budget.allotted[self.current] - kept))
        self.budget.give_back(self.current, given, unbegun, end_stays=self.is_open_ended)


def replay(
    events: Sequence[TimerEvent],
    plan: Sequence[TimedItem],
    now: Instant | None = None,
    minutes: int = 0,
) -> Course:
    """Return the course of a session up to `now`, or up to its last event.

    `minutes` is the planned length of the session.
    """
    course = Course(plan, minutes)
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
