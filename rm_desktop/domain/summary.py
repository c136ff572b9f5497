"""The record of one session: what was planned, what took how long, what came of it.

Also the sheet of a session to come: the same values, most of them still empty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rm_desktop.domain.agenda import Carried, carried_over
from rm_desktop.domain.dates import Meeting, local_span, local_time, read_meeting
from rm_desktop.domain.entities import Action, AgendaItem, ItemState, Session, SessionState
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.time_budget import MINUTE_MS

#: Less than this is a glance: a topic that *Next* passes so quickly was skipped.
GLANCE_MS = MINUTE_MS // 2


class Fate(StrEnum):
    """What became of a topic in its session."""

    OPEN = "open"
    DISCUSSED = "discussed"
    CARRIED = "carried"
    PARKED = "parked"
    DROPPED = "dropped"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """One topic as a session left it; no leader means both led.

    `minutes` were planned, `spent_ms` were taken; `segment` marks a template's part.
    """

    id: str
    title: str
    leads: str
    minutes: int
    spent_ms: int
    fate: Fate
    outcome: str = ""
    notes: str = ""
    objective: str = ""
    segment: bool = False


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session as it is read, printed and exported; people are ids, `names` has their names.

    `begins` and `ends` are local times in the reader's zone, None where nothing is known;
    `elapsed_ms` is what the timer counted, 0 where it never ran. `waiting` are carried topics
    that could still move into this agenda. `passages` are words of private pages that one showed
    and the other has read: what can still be taken back is in no record.
    """

    id: str
    number: int
    title: str
    state: str
    wrap_up: str
    minutes: int
    begins: datetime | None
    ends: datetime | None
    elapsed_ms: int
    names: Mapping[str, str]
    purpose: str
    topics: tuple[TopicRecord, ...]
    waiting: tuple[Carried, ...]
    takeaways: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    next_begins: datetime | None
    passages: tuple[tuple[str, str], ...] = ()

    @property
    def held(self) -> bool:
        """Whether the session took place."""
        return self.state == SessionState.CLOSED

    @property
    def carried(self) -> tuple[TopicRecord, ...]:
        """Topics that were left for a later session."""
        return tuple(topic for topic in self.topics if topic.fate == Fate.CARRIED)

    @property
    def planned_minutes(self) -> int:
        """What the topics were given, in minutes."""
        return sum(topic.minutes for topic in self.topics)


def summarise(
    pair: Pair, session: Session, reading: Reading, notes: Mapping[str, str], zone: str
) -> SessionSummary:
    """Return the record of a session; `notes` are texts by topic, `zone` is the reader's."""
    begins, ends = _span(session, reading, zone)
    upcoming = _meeting_after(pair, session, zone)
    return SessionSummary(
        id=session.id,
        number=pair.numbers.get(session.id, pair.next_number),
        title=session.title,
        state=session.state,
        wrap_up=session.wrap_up,
        minutes=session.minutes,
        begins=begins,
        ends=ends,
        elapsed_ms=reading.elapsed_ms,
        names={member.id: member.name for member in (pair.mentor, pair.mentee)},
        purpose=pair.charter.purpose,
        topics=tuple(
            _topic(pair, session, item, reading, notes)
            for item in topics_of(pair, session, reading)
        ),
        waiting=carried_over(pair, session.id),
        takeaways=tuple(_in_members_order(pair, session)),
        actions=pair.actions_of(session=session.id),
        next_begins=local_span(upcoming, zone)[0] if upcoming else None,
        passages=tuple(
            (passage.by, passage.text)
            for passage in reversed(pair.shared_passages)
            if passage.session == session.id and passage.seen_at
        ),
    )


def topics_of(pair: Pair, session: Session, reading: Reading) -> tuple[AgendaItem, ...]:
    """Return every topic a session had, in order: dropped, parked and moved on ones as well."""
    found = (pair.items[ident] for ident in pair.order)
    return tuple(
        item
        for item in found
        if not item.binned_at
        and (session.id in (item.session, item.origin) or reading.spent.get(item.id, 0) > 0)
    )


def fate_of(session: Session, item: AgendaItem) -> Fate:
    """Return what became of a topic that a session had."""
    if item.session != session.id:
        return Fate.CARRIED if item.session else Fate.PARKED
    if item.state == ItemState.OPEN and session.state == SessionState.CLOSED:
        return Fate.NOT_REACHED if item.is_segment else Fate.CARRIED
    return Fate(item.state)


def was_talked_about(
    session: Session,
    item: AgendaItem,
    reading: Reading,
    noted: Callable[[str], bool],
    acted: Collection[str] = (),
    enough: int = MINUTE_MS,
) -> bool:
    """Tell whether an open topic of a session counts as discussed, as far as anybody can see.

    It took time enough, or something was written: an outcome, notes (`noted`) or an action of this
    session (`acted` are topics that have one). Notes and an outcome under a topic that was carried
    here may be of an earlier session and count for nothing. *Next* says that a topic is done, so
    half a minute is enough there (`GLANCE_MS`); at the close nobody has said so, and it takes a
    minute. What the close ticks can be unticked, and the other way round.
    """
    if item.session != session.id or item.state != ItemState.OPEN:
        return False
    if reading.time_of(item.id).spent_ms >= enough or item.id in acted:
        return True
    return item.origin in ("", session.id) and (bool(item.outcome) or noted(item.id))


def whole_minutes(ms: int) -> int:
    """Return a time that was taken in minutes, the nearest: less than half a minute is none.

    So each part of a session is true by itself, and parts differ from the whole by roundings only.
    """
    return (ms + MINUTE_MS // 2) // MINUTE_MS


def _topic(
    pair: Pair, session: Session, item: AgendaItem, reading: Reading, notes: Mapping[str, str]
) -> TopicRecord:
    objective = pair.objectives.get(item.objective)
    spent = reading.time_of(item.id).spent_ms
    # what a topic was given and what came of it after it moved on belongs to where it went
    here = item.session == session.id or spent > 0
    return TopicRecord(
        id=item.id,
        title=item.title,
        leads=item.leads,
        minutes=item.minutes if here else 0,
        spent_ms=spent,
        fate=fate_of(session, item),
        outcome=item.outcome if here else "",
        notes=notes.get(item.id, "") if here else "",
        objective=objective.text if objective else "",
        segment=item.is_segment,
    )


def _meeting_after(pair: Pair, session: Session, zone: str) -> Meeting | None:
    """Return when the pair met or will meet after a session, None if no date is known."""
    later = (s for s in pair.in_order if s.ordinal > session.ordinal)
    found = next((s for s in later if s.state != SessionState.SKIPPED), None)
    return read_meeting(found.starts, found.zone or zone, found.minutes) if found else None


def _span(session: Session, reading: Reading, zone: str) -> tuple[datetime | None, datetime | None]:
    """Return when a session was, or will be; a held one by its timer, as far as that ran."""
    held = session.state == SessionState.CLOSED
    if held and reading.started_at_ms and session.closed_at:
        return local_time(reading.started_at_ms, zone), local_time(session.closed_at, zone)
    meeting = read_meeting(session.starts, session.zone or zone, session.minutes)
    if meeting:
        return local_span(meeting, zone)
    if held and session.closed_at:
        ends = local_time(session.closed_at, zone)
        return ends - timedelta(milliseconds=reading.elapsed_ms), ends
    return None, None


def _in_members_order(pair: Pair, session: Session) -> list[tuple[str, str]]:
    """Return the takeaways there are, the mentor's first; those of unknown hands come last."""
    said = dict(session.takeaways)
    first = [member.id for member in (pair.mentor, pair.mentee)]
    order = [*first, *(member for member in said if member not in first)]
    return [(member, said[member]) for member in order if said.get(member)]
