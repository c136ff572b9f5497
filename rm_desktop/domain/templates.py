"""Session templates: the shapes of an hour, and how one is laid around the pair's own topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain.prompts import AskedBy

#: In an open series every third session is a review.
_OPEN_REVIEW = 3
_SECOND = 2


class SegmentKind(StrEnum):
    """How a segment gives way: not at all, to topics and extensions, or never (the close)."""

    FIXED = "fixed"
    FLEXIBLE = "flexible"
    LANDING = "landing"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a template; `minutes` stand in the order of the template's lengths."""

    title: str
    minutes: tuple[int, ...]
    kind: SegmentKind
    lead: AskedBy
    note: str = ""


@dataclass(frozen=True, slots=True)
class SessionTemplate:
    """A shape of a session in one or more lengths (minutes, the shortest first)."""

    id: str
    title: str
    purpose: str
    lengths: tuple[int, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class PresentTopic:
    """A topic that is on the agenda already, with the minutes it was given (0: none yet)."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One line of the agenda to be: a topic that was there (`topic` is its id) or a new one."""

    topic: str
    title: str
    minutes: int
    kind: SegmentKind = SegmentKind.FIXED
    lead: AskedBy = AskedBy.BOTH
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A template laid around an agenda; `overflow` minutes of topics found no room in it."""

    items: tuple[PlannedItem, ...]
    overflow: int


def suggested_template(ordinal: int, count: int | None) -> str:
    """Return the id of the template that suits a session of a series; None counts for open.

    The first and the last are given, the mid-point is the first one of the second half.
    """
    if ordinal == 1:
        return "first"
    suited = {_SECOND: "show-me"}
    if count is None:
        suited |= {ordinal: "mid-point"} if ordinal % _OPEN_REVIEW == 0 else {}
    else:  # in a short series the later of two entries for one session wins
        suited = {count - 1: "listening"} | suited
        suited |= {count // 2 + 1: "mid-point", count: "closing"}
    return suited.get(ordinal, "learning")


def fit(template: SessionTemplate, minutes: int, topics: Sequence[PresentTopic] = ()) -> Plan:
    """Lay a template of so many minutes around topics; all minutes sum to it plus the overflow.

    The topics stand where the first flexible segment is and take their minutes from the flexible
    ones in proportion; segments left without a minute are dropped.
    """
    given = minutes_for(template, minutes)
    flexible = [
        n for n, segment in enumerate(template.segments) if segment.kind == SegmentKind.FLEXIBLE
    ]
    room = sum(given[n] for n in flexible)
    wanted = sum(topic.minutes for topic in topics)
    left = _shared_out(max(room - wanted, 0), [given[n] for n in flexible])
    given = given | dict(zip(flexible, left, strict=True))
    place = flexible[0] if flexible else len(template.segments) - 1
    segments = [_planned(segment, given[n]) for n, segment in enumerate(template.segments)]
    standing = [PlannedItem(topic.id, "", topic.minutes) for topic in topics]
    laid = [*_kept(segments[:place]), *standing, *_kept(segments[place:])]
    return Plan(tuple(laid), max(wanted - room, 0))


def minutes_for(template: SessionTemplate, minutes: int) -> dict[int, int]:
    """Return each segment's minutes by its position, for any length of one minute or more.

    A length the template does not name is scaled from the nearest; the landing never gets less
    than in the shortest one, unless the whole session is no longer than that.
    """
    nearest = min(range(len(template.lengths)), key=lambda n: abs(template.lengths[n] - minutes))
    column = [segment.minutes[nearest] for segment in template.segments]
    scaled = _shared_out(minutes, column)
    for n, segment in enumerate(template.segments):
        least = min(segment.minutes[0], minutes)
        if segment.kind == SegmentKind.LANDING and scaled[n] < least:
            column[n] = 0
            scaled = _shared_out(minutes - least, column)
            scaled[n] = least
    return dict(enumerate(scaled))


def _shared_out(minutes: int, weights: Sequence[int]) -> list[int]:
    """Share whole minutes in proportion; what rounding leaves goes to the largest remainders."""
    total = sum(weights)
    if not total:
        return [0 for _ in weights]
    shares = [minutes * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(minutes * weights[n] % total))
    for n in by_remainder[: minutes - sum(shares)]:
        shares[n] += 1
    return shares


def _planned(segment: Segment, minutes: int) -> PlannedItem:
    return PlannedItem("", segment.title, minutes, segment.kind, segment.lead, segment.note)


def _kept(items: Iterable[PlannedItem]) -> list[PlannedItem]:
    return [item for item in items if item.minutes]
