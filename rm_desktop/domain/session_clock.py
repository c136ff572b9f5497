"""A session's timer as it reads at one moment, from its events and its agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain.instant import Instant
from rm_desktop.domain.session_course import Course, TimerState, replay
from rm_desktop.domain.templates import SegmentKind
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import TimerEvent

_TWENTY_PERCENT = 0.20
_FIVE_PERCENT = 0.05


class Tone(StrEnum):
    """How urgent the time left on a topic is; always shown with an icon and a word."""

    NORMAL = "normal"
    TWENTY_PERCENT = "twenty_percent"
    FIVE_PERCENT = "five_percent"
    OVERTIME = "overtime"


@dataclass(frozen=True, slots=True)
class TopicTime:
    """What one topic of the agenda was allotted and took so far, in ms.

    `finished`: the session has gone past it, or it is marked as discussed.
    """

    id: str
    allotted_ms: int = 0
    spent_ms: int = 0
    begun: bool = False
    finished: bool = False

    @property
    def left_ms(self) -> int:
        """Time left; negative is overtime."""
        return self.allotted_ms - self.spent_ms


@dataclass(frozen=True, slots=True)
class Reading:
    """The timer at one moment; all times in ms.

    `current` and `next_item` are ids of topics on the agenda or None. `topic` is the current
    topic's time; where there is none, or it has no minutes, `timed` is False and time counts up.
    `left_to_end_ms` is what the agenda still needs, landing included; topics without minutes need
    the rest of the hour. `ahead_ms` compares that with the plan (negative: behind);
    `end_moved_ms` says by how much extending moved the end.
    `left_to_landing_ms` is how long the middle can go on for the hour to end as planned.
    `ends_at_ms` is wall-clock time: the end to be, or the moment of closing.
    """

    state: TimerState
    current: str | None
    next_item: str | None
    topic: TopicTime
    timed: bool
    topics: tuple[TopicTime, ...]
    spent: Mapping[str | None, int]
    elapsed_ms: int
    planned_ms: int
    end_moved_ms: int
    left_to_end_ms: int
    left_to_landing_ms: int
    ahead_ms: int
    started_at_ms: int
    ends_at_ms: int
    since_last_event_ms: int
    landing_started: bool

    @property
    def open(self) -> bool:
        """Whether the session has begun and is not closed."""
        return self.state in (TimerState.RUNNING, TimerState.PAUSED)

    @property
    def left_ms(self) -> int:
        """Time left on the current topic; negative is overtime."""
        return self.topic.left_ms

    @property
    def fraction_left(self) -> float:
        """How much of the current topic's time is left, from 1 to 0; 1 where no time is set."""
        if not self.timed:
            return 1.0
        allotted = self.topic.allotted_ms
        return max(0.0, min(1.0, self.left_ms / allotted)) if allotted else 0.0

    @property
    def tone(self) -> Tone:
        """How urgent the time left on the current topic is."""
        if not self.timed or self.fraction_left > _TWENTY_PERCENT:
            return Tone.NORMAL
        if self.left_ms < 0:
            return Tone.OVERTIME
        return Tone.FIVE_PERCENT if self.fraction_left <= _FIVE_PERCENT else Tone.TWENTY_PERCENT

    def time_of(self, item: str) -> TopicTime:
        """Return a topic's times, also when it has left the agenda."""
        found = next((topic for topic in self.topics if topic.id == item), None)
        return found or TopicTime(item, 0, self.spent.get(item, 0), item in self.spent)


def read(
    events: Sequence[TimerEvent], plan: Sequence[TimedItem], now: Instant, minutes: int = 0
) -> Reading:
    """Return what the timer says now.

    `events` stand in document order, `plan` is the agenda as it is now; `minutes` is the planned
    length of the session: what topics with minutes leave of it is for those without.
    """
    course = replay(events, plan, now, minutes)
    topics = tuple(_topic_time(item, course) for item in plan)
    by_id = {topic.id: topic for topic in topics}
    item = next((each for each in plan if each.id == course.current), None)
    current = by_id[item.id] if item else TopicTime("")
    closed = course.closed
    spare, open_ended = course.spare, course.is_open_ended
    left = 0 if closed else course.needed + (max(0, spare) if open_ended else 0)
    landing = {each.id for each in plan if each.kind == SegmentKind.LANDING}
    return Reading(
        state=course.state,
        current=item.id if item else None,
        next_item=None if closed else next(iter(course.coming), None),
        topic=current,
        timed=bool(item and (item.minutes > 0 or current.allotted_ms > 0)),
        topics=topics,
        spent=dict(course.spent),
        elapsed_ms=course.elapsed,
        planned_ms=course.planned,
        end_moved_ms=course.budget.end_moved,
        left_to_end_ms=left,
        left_to_landing_ms=_to_landing(course, by_id, landing),
        ahead_ms=min(0, spare) if open_ended else spare,
        started_at_ms=course.started.wall_ms if course.started else 0,
        ends_at_ms=closed.wall_ms if closed else now.wall_ms + left,
        since_last_event_ms=course.reached - course.last_event,
        landing_started=bool(item and item.id in landing),
    )


def _topic_time(item: TimedItem, course: Course) -> TopicTime:
    begun = item.id in course.begun
    gone_by = begun and item.id != course.current and item.id not in course.coming
    return TopicTime(
        item.id,
        course.budget.allotted[item.id],
        course.spent[item.id],
        begun,
        item.done or gone_by or (begun and course.state == TimerState.CLOSED),
    )


def _to_landing(course: Course, topics: Mapping[str, TopicTime], landing: set[str]) -> int:
    """Return how long it is until the landing has to begin for the end to be the planned one."""
    reserved = sum(max(0, topics[each].left_ms) for each in course.coming if each in landing)
    return 0 if course.current in landing else course.planned - course.elapsed - reserved
