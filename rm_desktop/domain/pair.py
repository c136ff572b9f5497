"""A frozen snapshot of everything a pair shares, and the questions screens ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    ItemState,
    Member,
    Objective,
    Passage,
    PromptMark,
    Role,
    Session,
    SessionState,
    Timeline,
)
from rm_desktop.domain.value import dataclass

#: The id of the one charter a pair has.
CHARTER_ID = "charter"
#: The field of `Pair` that holds the entities of each kind; the charter is a single one.
FIELDS = {
    Kind.MEMBER: "members",
    Kind.SESSION: "sessions",
    Kind.ITEM: "items",
    Kind.ACTION: "actions",
    Kind.OBJECTIVE: "objectives",
    Kind.MARK: "marks",
    Kind.PASSAGE: "passages",
    Kind.TIMELINE: "timelines",
}

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOTHING_UNSETTLED: Mapping[tuple[Kind, str], tuple[str, ...]] = MappingProxyType({})

#: Digits of a session's ordinal in its id.
_DIGITS = 4


def session_id(pair: str, ordinal: int) -> str:
    """Return the id of a pair's n-th session: the same on two laptops that make it apart."""
    return f"{pair}s{ordinal:0{_DIGITS}d}"


def notes_id(item: str) -> str:
    """Return the id of the text document that holds a topic's shared notes."""
    return f"{item}notes"


@dataclass(frozen=True)
class Pair:
    """One pair as its document says it is.

    `complete` is False while only what *Today* needs has been read (closed sessions' topics and
    settled actions are then missing); `order` lists topic ids as they are shown. `unsettled` names
    the fields, by kind and id, that two people wrote without knowledge of each other.
    """

    id: str
    members: Mapping[str, Member] = _NOTHING
    sessions: Mapping[str, Session] = _NOTHING
    items: Mapping[str, AgendaItem] = _NOTHING
    order: tuple[str, ...] = ()
    actions: Mapping[str, Action] = _NOTHING
    objectives: Mapping[str, Objective] = _NOTHING
    marks: Mapping[str, PromptMark] = _NOTHING
    passages: Mapping[str, Passage] = _NOTHING
    timelines: Mapping[str, Timeline] = _NOTHING
    charter: Charter = Charter(CHARTER_ID)
    agreement: Mapping[str, object] = _NOTHING
    unsettled: Mapping[tuple[Kind, str], tuple[str, ...]] = _NOTHING_UNSETTLED
    complete: bool = True

    # -- people ---------------------------------------------------------------------------

    def member(self, role: str) -> Member:
        """Return the member who has a role; an empty one while the pair is being set up."""
        return next((m for m in self.members.values() if m.role == role), Member("", role=role))

    @property
    def mentor(self) -> Member:
        """The junior colleague, who leads the hour."""
        return self.member(Role.MENTOR)

    @property
    def mentee(self) -> Member:
        """The executive, who protects the time."""
        return self.member(Role.MENTEE)

    def partner_of(self, member: str) -> Member:
        """Return the other one of the two."""
        return next((m for m in self.members.values() if m.id != member), Member(""))

    def name(self, member: str) -> str:
        """Return a member's name, empty for an unknown id."""
        found = self.members.get(member)
        return found.name if found else ""

    # -- sessions -------------------------------------------------------------------------

    @cached_property
    def in_order(self) -> tuple[Session, ...]:
        """Sessions that are not in the bin, first one first."""
        kept = (s for s in self.sessions.values() if not s.binned_at)
        return tuple(sorted(kept, key=lambda s: (s.ordinal, s.id)))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number each session has on screen: skipped and binned ones are not counted."""
        counted = (s for s in self.in_order if s.state != SessionState.SKIPPED)
        return {s.id: n for n, s in enumerate(counted, start=1)}

    @cached_property
    def next_session(self) -> Session:
        """The session that is running or comes next; there always is one."""
        running = (s for s in self.in_order if s.state == SessionState.RUNNING)
        planned = (s for s in self.in_order if s.state == SessionState.PLANNED)
        found = next(running, None) or next(planned, None)
        return found or self.unplanned_session

    @property
    def unplanned_session(self) -> Session:
        """The session after the last one, as it would be if somebody wrote into it now."""
        known = max((s.ordinal for s in self.sessions.values()), default=0)
        return self.blank_session(max(known, self.charter.gone_up_to) + 1)

    def blank_session(self, ordinal: int) -> Session:
        """Return the n-th session as it is before anybody wrote into it."""
        charter = self.charter
        ident = session_id(self.id, ordinal)
        return Session(ident, ordinal, zone=charter.zone, minutes=charter.minutes)

    @property
    def next_number(self) -> int:
        """The number of the next session on screen."""
        upcoming = self.next_session
        return self.numbers.get(upcoming.id, len(self.numbers) + 1)

    @cached_property
    def closed(self) -> tuple[Session, ...]:
        """Sessions that took place, first one first."""
        return tuple(s for s in self.in_order if s.state == SessionState.CLOSED)

    def session(self, ident: str) -> Session:
        """Return a session by id, also one that nobody wrote into yet; KeyError if it is none."""
        if ident in self.sessions:
            return self.sessions[ident]
        ordinal = ident.removeprefix(session_id(self.id, 0)[:-_DIGITS])
        if len(ordinal) != _DIGITS or not ordinal.isdecimal():
            raise KeyError(ident)
        return self.blank_session(int(ordinal))

    def following(self, session: Session) -> Session:
        """Return the planned session after a given one; there always is one."""
        later = (s for s in self.in_order if s.ordinal > session.ordinal)
        found = next((s for s in later if s.state == SessionState.PLANNED), None)
        last = max(session.ordinal, self.unplanned_session.ordinal - 1)
        return found or self.blank_session(last + 1)

    # -- topics ---------------------------------------------------------------------------

    @cached_property
    def _by_session(self) -> Mapping[str, tuple[AgendaItem, ...]]:
        groups: dict[str, list[AgendaItem]] = defaultdict(list)
        for ident in self.order:
            item = self.items[ident]
            if not item.binned_at:
                groups[item.session].append(item)
        return {session: tuple(items) for session, items in groups.items()}

    def agenda(self, session: str) -> tuple[AgendaItem, ...]:
        """Return a session's topics in their order, dropped ones left out."""
        found = self._by_session.get(session, ())
        return tuple(item for item in found if item.state != ItemState.DROPPED)

    @property
    def backlog(self) -> tuple[AgendaItem, ...]:
        """Topics kept for some later session."""
        return self.agenda("")

    def is_away(self, item: AgendaItem) -> bool:
        """Tell whether a topic is in the bin, by itself or with its session."""
        session = self.sessions.get(item.session)
        return bool(item.binned_at or (session and session.binned_at))

    @cached_property
    def carried(self) -> tuple[AgendaItem, ...]:
        """Open topics of closed sessions, the oldest session first: a query, never a copy.

        A template's part that was not reached (a check-in, a close) is nobody's topic and stays.
        """
        return tuple(
            item
            for session in self.closed
            for item in self.agenda(session.id)
            if item.state == ItemState.OPEN and not item.is_segment
        )

    # -- actions and the rest -------------------------------------------------------------

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        """Actions still to do, in the order in which they were promised."""
        waiting = (a for a in self.actions.values() if not a.done_at and not a.binned_at)
        return tuple(sorted(waiting, key=lambda a: (a.added_at, a.id)))

    def actions_of(self, *, item: str = "", session: str = "") -> tuple[Action, ...]:
        """Return the actions of one topic or one session, done ones included."""
        found = (
            a
            for a in self.actions.values()
            if not a.binned_at and ((item and a.item == item) or (session and a.session == session))
        )
        return tuple(sorted(found, key=lambda a: (a.added_at, a.id)))

    @cached_property
    def live_objectives(self) -> tuple[Objective, ...]:
        """Objectives that are not in the bin, in the order in which they were set."""
        kept = (o for o in self.objectives.values() if not o.binned_at)
        return tuple(sorted(kept, key=lambda o: (o.added_at, o.id)))

    @cached_property
    def shared_passages(self) -> tuple[Passage, ...]:
        """What the two showed each other from their private pages, the latest first."""
        kept = (p for p in self.passages.values() if not p.binned_at)
        return tuple(sorted(kept, key=lambda p: (-p.shared_at, p.id)))

    @cached_property
    def binned(self) -> tuple[AgendaItem | Action | Objective | Session, ...]:
        """What can still be brought back, the latest first."""
        shelves = (self.items, self.actions, self.objectives, self.sessions)
        gone = [entity for shelf in shelves for entity in shelf.values() if entity.binned_at]
        return tuple(sorted(gone, key=lambda e: (-e.binned_at, e.id)))
