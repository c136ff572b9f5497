"""What happens to a session's timer: events with an id and a moment, never a counter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rm_desktop.domain.instant import Instant


class EventKind(StrEnum):
    """What a person did to the timer.

    `extended` adds `ms` to the current topic, `adjusted` may also give back; `slept` answers the
    one question after sleep: `ms` of it, `counted` or not, in the topic `item`.
    """

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    ADVANCED = "advanced"
    EXTENDED = "extended"
    ADJUSTED = "adjusted"
    SLEPT = "slept"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class TimerEvent:
    """One event; `item` is the topic gone to (or slept in), `by` the member at the keyboard."""

    id: str
    kind: EventKind
    at: Instant
    item: str | None = None
    ms: int = 0
    by: str = ""
    counted: bool = True


def to_plain(event: TimerEvent) -> dict[str, Any]:
    """Return an event as a JSON-ready mapping of scalars."""
    return {
        "id": event.id,
        "kind": str(event.kind),
        "wall": event.at.wall_ms,
        "boot": event.at.boot_ms,
        "awake": event.at.awake_ms,
        "boot_id": event.at.boot_id,
        "item": event.item,
        "ms": event.ms,
        "by": event.by,
        "counted": event.counted,
    }


def from_plain(plain: Mapping[str, Any]) -> TimerEvent | None:
    """Read an event back; None for a kind a newer version made or one that makes no sense."""
    kind = plain.get("kind")
    ident = plain.get("id")
    if kind not in tuple(EventKind) or not isinstance(ident, str) or not ident:
        return None
    item = plain.get("item")
    at = Instant(
        _whole(plain.get("wall")),
        _whole(plain.get("boot")),
        _whole(plain.get("awake")),
        str(plain.get("boot_id", "")),
    )
    return TimerEvent(
        id=ident,
        kind=EventKind(kind),
        at=at,
        item=item if isinstance(item, str) and item else None,
        ms=_whole(plain.get("ms")),
        by=str(plain.get("by", "")),
        counted=plain.get("counted") is not False,
    )


def read_events(plain: Iterable[Mapping[str, Any]]) -> tuple[TimerEvent, ...]:
    """Return a timeline's events in document order, each id once, unreadable ones left out."""
    return distinct(event for event in map(from_plain, plain) if event)


def distinct(events: Iterable[TimerEvent]) -> tuple[TimerEvent, ...]:
    """Return events in their order, those that say an id again left out."""
    found: dict[str, TimerEvent] = {}
    for event in events:
        found.setdefault(event.id, event)
    return tuple(found.values())


def timeline(moments: Sequence[Instant]) -> list[int]:
    """Return for each moment how many ms after the first one it was; these never go back.

    Moments of one start of a computer are exact. Those of another start (the computer was
    restarted, or it is the partner's) are placed by the wall clock, but never so late that they
    come after what follows them on a clock that is placed already: a partner whose clock is years
    ahead cannot make time run away.
    """
    began: dict[str, int] = {}
    placed: list[int] = []
    latest, reached = moments[0] if moments else None, 0
    for index, moment in enumerate(moments):
        if moment.boot_id not in began:
            by_wall = reached + max(0, moment.wall_ms - latest.wall_ms) if latest else 0
            at = max(reached, _latest_place(moments[index:], began, by_wall))
            began[moment.boot_id] = at - moment.boot_ms
        at = moment.boot_ms + began[moment.boot_id]
        if at >= reached:
            latest, reached = moment, at
        placed.append(reached)
    return placed


def _latest_place(moments: Sequence[Instant], began: Mapping[str, int], default: int) -> int:
    """Return the latest place of the first moment that keeps those of its start in order."""
    first, run, bound = moments[0], 0, default
    for moment in moments:
        if moment.boot_id == first.boot_id:
            run = max(run, moment.boot_ms - first.boot_ms)
        elif moment.boot_id in began:
            bound = min(bound, moment.boot_ms + began[moment.boot_id] - run)
    return bound


def _whole(number: object) -> int:
    """Return a number of milliseconds; anything else counts as 0."""
    return number if isinstance(number, int) and not isinstance(number, bool) else 0
