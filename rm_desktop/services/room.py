"""The session room: the timer's events, and the close."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.schema import takeaway_of
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import (
    TEMPLATE_MARK,
    AgendaItem,
    ItemState,
    Session,
    SessionState,
    WrapUp,
)
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.left_open import RestProposal, rest
from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.summary import GLANCE_MS, was_talked_about
from rm_desktop.domain.templates import SegmentKind
from rm_desktop.domain.text import FIELD_LIMIT, check_length
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent, read_events, to_plain
from rm_desktop.domain.words import tr
from rm_desktop.services.agenda import arrival
from rm_desktop.services.open_pair import OpenPair

MINUTE_MS = 60_000


class Room:
    """One session while it runs. Every step is an event; the time is always worked out anew."""

    def __init__(
        self,
        pair: OpenPair,
        new_id: Callable[[], str],
        now: Callable[[], Instant],
        noted: Callable[[str], bool],
    ) -> None:
        """Work on the open pair with the clock's moments; `noted`: a topic has shared notes."""
        self._open = pair
        self._new_id = new_id
        self._now = now
        self._noted = noted

    # -- reading --------------------------------------------------------------------------

    def reading(self, session: str, now: Instant | None = None) -> Reading:
        """Return the timer of a session as it stands."""
        found = self._open.pair.session(session)
        events = read_events(self._timeline(session))
        return read(events, self.plan(session), now or self._now(), found.minutes)

    def preview(self, session: str, minutes: int) -> Reading:
        """Return the timer as it would stand if the current topic got more minutes now."""
        found = self._open.pair.session(session)
        event = TimerEvent("preview", EventKind.EXTENDED, self._now(), ms=minutes * MINUTE_MS)
        events = (*read_events(self._timeline(session)), event)
        return read(events, self.plan(session), event.at, found.minutes)

    def rest_proposal(
        self, session: str, now: Instant, last_seen: Instant | None = None
    ) -> RestProposal:
        """Return when to close a session that was left open."""
        found = self._open.pair.session(session)
        events = read_events(self._timeline(session))
        return rest(events, self.plan(session), now, found.minutes, last_seen)

    def plan(self, session: str) -> tuple[TimedItem, ...]:
        """Return a session's agenda as its timer sees it."""
        return tuple(_timed(item) for item in self._open.pair.agenda(session))

    def covered(self, session: str) -> frozenset[str]:
        """Return the open topics of a session that its close counts as discussed."""
        found = self._open.pair.session(session)
        if found.state == SessionState.CLOSED:
            return frozenset()
        reading, acted = self.reading(session), self._acted_on(session)
        return frozenset(
            item.id
            for item in self._open.pair.agenda(session)
            if was_talked_about(found, item, reading, self._noted, acted)
        )

    def running(self) -> Session | None:
        """Return the session that was started and not closed, None if there is none."""
        found = self._open.glance.next_session
        return found if found.state == SessionState.RUNNING else None

    # -- the timer ------------------------------------------------------------------------

    def start(self, session: str) -> Changes:
        """Start a session at its first open topic; one that runs already goes on.

        Without an agenda there is one topic for everything, without a time. Raises
        `BadInputError` while another session is running, or if this one is in the bin.
        """
        found = self._open.pair.session(session)
        if found.state == SessionState.RUNNING:
            return NOTHING
        if found.binned_at:
            raise BadInputError(tr("This session is in the bin."), tr("Bring it back first."))
        self._refuse_a_second_one()
        topics = self._open.pair.agenda(session)
        first = next((i for i in topics if i.state == ItemState.OPEN), None)
        reopened = self.reading(session).state != TimerState.NOT_STARTED
        kind = EventKind.REOPENED if reopened else EventKind.STARTED
        talk = "" if topics or reopened else self._talk_of(session)
        event = self._event(kind, item=first.id if first else talk or None)

        def act(document: PairDocument) -> None:
            self._open.ensure_session(document, found)
            document.found(session)
            fields = {
                "state": str(SessionState.RUNNING),
                "closed_at": 0,
                "wrap_up": str(WrapUp.PENDING),
            }
            document.set_fields(Kind.SESSION, session, self._open.actor, **fields)
            if talk:
                self._put_open_talk(document, talk, session)
            document.append_event(session, to_plain(event))

        return self._open.change(tr("Start the session"), act)

    def pause(self, session: str) -> Changes:
        """Stop the clock until `resume`."""
        return self._note(session, tr("Pause"), self._event(EventKind.PAUSED))

    def resume(self, session: str) -> Changes:
        """Let the clock run again."""
        return self._note(session, tr("Resume"), self._event(EventKind.RESUMED))

    def next_topic(self, session: str) -> Changes:
        """Go on to the next topic; the current one is discussed, unless it was skipped.

        Skipped: less than half a minute, and nothing written. It stays open and is carried over.
        """
        reading = self.reading(session)
        done = reading.current if self.is_done_with(session) else None
        return self._advance(session, reading.next_item, tr("Next topic"), done)

    def is_done_with(self, session: str) -> bool:
        """Tell whether going on says that the current topic was discussed."""
        reading = self.reading(session)
        item = self._open.pair.items.get(reading.current or "")
        found, acted = self._open.pair.session(session), self._acted_on(session)
        return item is not None and was_talked_about(
            found, item, reading, self._noted, acted, enough=GLANCE_MS
        )

    def back(self, session: str) -> Changes:
        """Go back to the topic before the current one and open it again."""
        ids = [item.id for item in self._open.pair.agenda(session)]
        current = self.reading(session).current
        at = ids.index(current) if current in ids else len(ids)
        return self.go_to(session, ids[at - 1]) if at > 0 else NOTHING

    def go_to(self, session: str, item: str) -> Changes:
        """Go to a topic; one that was carried over or parked moves into this agenda with it."""
        return self._advance(session, item, tr("Go to a topic"))

    def extend(self, session: str, minutes: int) -> Changes:
        """Give the current topic more minutes, taken from the middle and never from the landing."""
        event = self._event(EventKind.EXTENDED, ms=minutes * MINUTE_MS)
        return self._note(session, tr("Extend the topic"), event)

    def adjust(self, session: str, minutes: int) -> Changes:
        """Give the current topic minutes (+) or take some away (−)."""
        event = self._event(EventKind.ADJUSTED, ms=minutes * MINUTE_MS)
        return self._note(session, tr("Change the topic’s time"), event)

    def answer_sleep(self, session: str, ms: int, *, counted: bool) -> Changes:
        """Note whether the time the laptop slept belongs to the session."""
        item = self.reading(session).current
        event = self._event(EventKind.SLEPT, item=item, ms=ms, counted=counted)
        return self._note(session, tr("Count the pause") if counted else tr("Leave it out"), event)

    # -- the close ------------------------------------------------------------------------

    def close(
        self,
        session: str,
        wrap_up: WrapUp,
        at: Instant | None = None,
        covered: Collection[str] | None = None,
    ) -> Changes:
        """End a session, now or at an earlier moment; what was not discussed is carried over.

        `covered` are the open topics that were discussed all the same. Nobody's own topic is one
        unless somebody saw it so: by default only a template's parts that were talked about.
        """
        found = self._open.pair.session(session)
        if found.state == SessionState.CLOSED:
            return NOTHING
        moment = at or self._now()
        event = self._event(EventKind.CLOSED, at=moment)
        current = self.reading(session).current
        landed = self._open.pair.items.get(current or "")
        discussed = set(self._parts_covered(session) if covered is None else covered)
        if landed and landed.segment == SegmentKind.LANDING:
            discussed.add(landed.id)

        def act(document: PairDocument) -> None:
            self._open.ensure_session(document, found)
            fields = {
                "state": str(SessionState.CLOSED),
                "closed_at": moment.wall_ms,
                "wrap_up": str(wrap_up),
            }
            document.set_fields(Kind.SESSION, session, self._open.actor, **fields)
            document.append_event(session, to_plain(event))
            for item in sorted(discussed):
                self._mark(document, item, ItemState.DISCUSSED)

        return self._open.change(tr("Close the session"), act)

    def finish_wrap_up(self, session: str, wrap_up: WrapUp) -> Changes:
        """Note that the closing minutes of a closed session were done or are not wanted."""
        return self._open.change(
            tr("Finish the close"),
            lambda doc: doc.set_fields(
                Kind.SESSION, session, self._open.actor, wrap_up=str(wrap_up)
            ),
        )

    def set_takeaway(self, session: str, member: str, text: str) -> Changes:
        """Set what a member takes away from a session."""
        ready = check_length(tr("A takeaway"), text.strip(), FIELD_LIMIT)
        found = self._open.pair.session(session)
        if dict(found.takeaways).get(member, "") == ready:
            return NOTHING

        def act(document: PairDocument) -> None:
            self._open.ensure_session(document, found)
            document.set_fields(
                Kind.SESSION, session, self._open.actor, **{takeaway_of(member): ready}
            )

        name = self._open.pair.name(member)
        return self._open.change(tr("{name}’s takeaway", name=name), act)

    # -- inside ---------------------------------------------------------------------------

    def _advance(
        self, session: str, item: str | None, label: str, done: str | None = None
    ) -> Changes:
        if not self._is_running(session):
            return NOTHING
        target = self._open.pair.items.get(item or "")
        event = self._event(EventKind.ADVANCED, item=item)

        def act(document: PairDocument) -> None:
            if done:
                self._mark(document, done, ItemState.DISCUSSED)
            if target is not None:
                self._bring(document, target, session)
            document.append_event(session, to_plain(event))

        return self._open.change(label, act)

    def _talk_of(self, session: str) -> str:
        """Return an id for a session's open talk, the same where both start it at once."""
        ident = f"{session}talk"
        return self._new_id() if ident in self._open.pair.items else ident

    def _put_open_talk(self, document: PairDocument, item: str, session: str) -> None:
        fields = {
            "title": tr("Open talk"),
            "segment": str(SegmentKind.FLEXIBLE),
            "session": session,
            "state": str(ItemState.OPEN),
            "added_by": f"{TEMPLATE_MARK}open-talk",
            "added_at": self._open.now_ms(),
        }
        document.set_fields(Kind.ITEM, item, self._open.actor, **fields)
        document.place(item)

    def _bring(self, document: PairDocument, item: AgendaItem, session: str) -> None:
        fields: dict[str, Any] = arrival(self._open.pair, item, session)
        if item.state != ItemState.OPEN:
            fields["state"] = str(ItemState.OPEN)
        if fields:
            document.set_fields(Kind.ITEM, item.id, self._open.actor, **fields)
        if "session" in fields:
            agenda = self._open.pair.agenda(session)
            coming = self.reading(session).next_item
            landing = next((i.id for i in agenda if i.segment == SegmentKind.LANDING), "")
            document.place(item.id, coming or landing)

    def _acted_on(self, session: str) -> frozenset[str]:
        """Return the topics under which an action of this session stands."""
        return frozenset(action.item for action in self._open.pair.actions_of(session=session))

    def _parts_covered(self, session: str) -> frozenset[str]:
        items = self._open.pair.items
        return frozenset(i for i in self.covered(session) if items[i].is_segment)

    def _note(self, session: str, label: str, event: TimerEvent) -> Changes:
        if not self._is_running(session):
            return NOTHING
        return self._open.change(label, lambda doc: doc.append_event(session, to_plain(event)))

    def _is_running(self, session: str) -> bool:
        return self._open.pair.session(session).state == SessionState.RUNNING

    def _refuse_a_second_one(self) -> None:
        running = self.running()
        if running is not None:
            n = self._open.pair.numbers[running.id]
            raise BadInputError(tr("Session {n} is still running.", n=n), tr("Close it first."))

    def _mark(self, document: PairDocument, item: str, state: ItemState) -> None:
        document.set_fields(Kind.ITEM, item, self._open.actor, state=str(state))

    def _event(
        self,
        kind: EventKind,
        *,
        item: str | None = None,
        ms: int = 0,
        counted: bool = True,
        at: Instant | None = None,
    ) -> TimerEvent:
        moment = at or self._now()
        return TimerEvent(self._new_id(), kind, moment, item, ms, self._open.actor, counted)

    def _timeline(self, session: str) -> tuple[dict[str, Any], ...]:
        found = self._open.pair.timelines.get(session)
        return found.events if found else ()


def _timed(item: AgendaItem) -> TimedItem:
    kind = item.segment if item.segment in tuple(SegmentKind) else SegmentKind.FIXED
    done = item.state == ItemState.DISCUSSED
    return TimedItem(item.id, item.minutes, SegmentKind(kind), done)
