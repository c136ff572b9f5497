"""What the room does for a person: service calls and the notices that follow them; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rm_desktop.domain.entities import ItemState, WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.paste import read_list
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.templates import SegmentKind
from rm_desktop.domain.text import harmless
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.typed_dates import parse_day
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.desk import Desk
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.decisions import About, Question, RoomDecisions

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context

T = TypeVar("T")


class Deeds:
    """Changes to one running session; told which by `session`."""

    def __init__(self, context: Context) -> None:
        """Act for the person at the keyboard."""
        self._context = context
        self.session = ""

    # -- the timer ------------------------------------------------------------------------

    def press(self) -> None:
        """Do what Space does: start, pause or resume."""
        room = self._desk.room
        does = {
            TimerState.NOT_STARTED: room.start,
            TimerState.RUNNING: room.pause,
            TimerState.PAUSED: room.resume,
        }.get(room.reading(self.session).state)
        if does is not None:
            self._attempt(lambda: does(self.session))

    def next(self) -> None:
        """Go on to the next topic; after the last one, to the close."""
        room = self._desk.room
        reading = room.reading(self.session)
        if not reading.open:
            return
        if reading.next_item is not None:
            self._attempt(lambda: room.next_topic(self.session))
            return
        current = self._pair.items.get(reading.current or "")
        landing = current is not None and current.segment == SegmentKind.LANDING
        # the close marks the landing itself
        if current is not None and not landing and room.is_done_with(self.session):
            self._attempt(lambda: self._desk.agenda.mark_discussed(current.id))
        self.close()

    def back(self) -> None:
        """Go back to the topic before."""
        if self._desk.room.reading(self.session).open:
            self._attempt(lambda: self._desk.room.back(self.session))

    def go_to(self, item: str) -> None:
        """Go on with a topic; a waiting one moves into this agenda with it."""
        if self._desk.room.reading(self.session).open:
            self._attempt(lambda: self._desk.room.go_to(self.session, item))
        else:
            self.bring_in(item)

    def adjust(self, minutes: int) -> None:
        """Give the current topic minutes, or take some away; say where it keeps some of them."""
        room = self._desk.room
        before = room.reading(self.session)
        if not before.open or self._attempt(lambda: room.adjust(self.session, minutes)) is None:
            return
        taken = before.topic.allotted_ms - room.reading(self.session).topic.allotted_ms
        if before.timed and taken < -minutes * MINUTE_MS:
            words = tr("A topic keeps the minutes it has taken so far, and one at least.")
            self._context.say(words, "", None)

    def extend(self, minutes: int) -> None:
        """Give the current topic more minutes, out of the middle."""
        self._attempt(lambda: self._desk.room.extend(self.session, minutes))

    def close(self) -> None:
        """Go to the close; the timer runs until it is said to be over there."""
        self._context.go(Place(Where.CLOSE, self.session))

    def leave(self) -> None:
        """Go to Today; the timer goes on."""
        running = self._desk.room.reading(self.session).state == TimerState.RUNNING
        self._context.go(Place(Where.TODAY))
        if running:
            place = Place(Where.ROOM, self.session)
            self._context.say(
                tr("The timer goes on."), tr("Back to the room"), lambda: self._context.go(place)
            )

    def answer(self, question: Question, decisions: RoomDecisions, *, yes: bool) -> None:
        """Take the answer to the one question."""
        room = self._desk.room
        if question.about == About.SLEEP:
            decisions.answered()
            self._attempt(lambda: room.answer_sleep(self.session, question.asleep_ms, counted=yes))
        elif not yes:
            decisions.go_on()
        else:
            decisions.answered()
            closed = self._attempt(lambda: room.close(self.session, WrapUp.PENDING, at=question.at))
            if closed is not None:
                way_back = self._desk.open_pair.history.way_back()
                self._context.go(Place(Where.CLOSE, self.session))
                words = tr("The session is closed; its closing minutes wait here.")
                self._context.say(words, tr("Undo"), way_back)

    # -- topics ---------------------------------------------------------------------------

    @property
    def landing(self) -> str:
        """The first topic of the close, which new topics stand before; empty if there is none."""
        agenda = self._pair.agenda(self.session)
        return next((i.id for i in agenda if i.segment == SegmentKind.LANDING), "")

    def add_topic(self, title: str, minutes: int) -> None:
        """Add a topic before the close."""
        before = self.landing
        self._attempt(
            lambda: self._desk.agenda.add(self.session, title, minutes=minutes, before=before)
        )

    def paste_topics(self, text: str) -> None:
        """Add the topics of a pasted list."""
        pasted = self._attempt(lambda: read_list(text))
        if pasted is None or not pasted.items:
            return
        topics = [{"title": each.title, "minutes": each.minutes or 0} for each in pasted.items]
        before = self.landing
        made = self._attempt(lambda: self._desk.agenda.add_many(self.session, topics, before))
        if made:
            self._say(made, trn("{n} topic added.", "{n} topics added.", len(made)))

    def bring_in(self, item: str) -> None:
        """Move a waiting topic into this agenda, before the close."""
        before = self.landing
        self._attempt(lambda: self._desk.agenda.move(item, self.session, before))

    def move_here(self, item: str, before: str) -> None:
        """Move a topic of any list to a place of this agenda."""
        self._attempt(lambda: self._desk.agenda.move(item, self.session, before))

    def shift(self, item: str, step: int) -> None:
        """Move a topic up or down."""
        self._attempt(lambda: self._desk.agenda.shift(item, step))

    def edit(self, item: str, **fields: object) -> None:
        """Change a topic's title, minutes, leads, outcome or objective."""
        if item in self._pair.items:
            self._attempt(lambda: self._desk.agenda.edit(item, **fields))

    def set_discussed(self, item: str, *, discussed: bool) -> None:
        """Mark a topic discussed, or open it again."""
        self._attempt(lambda: self._desk.agenda.mark_discussed(item, discussed=discussed))

    def toggle_discussed(self, item: str) -> None:
        """Mark a topic discussed if it is open, and the other way round."""
        found = self._pair.items.get(item)
        if found is not None:
            self.set_discussed(item, discussed=found.state != ItemState.DISCUSSED)

    def park(self, item: str) -> None:
        """Put a topic into the backlog."""
        words = tr("“{title}” is parked in the backlog.", title=self._title(item))
        self._say(self._attempt(lambda: self._desk.agenda.park(item)), words)

    def delete(self, item: str) -> None:
        """Put a topic into the bin."""
        words = tr("“{title}” is in the bin for 30 days.", title=self._title(item))
        self._say(self._attempt(lambda: self._desk.agenda.delete(item)), words)

    def look_at_versions(self, _item: str) -> None:
        """Go to what both changed."""
        self._context.go(Place(Where.DIFFERENCES))

    # -- actions --------------------------------------------------------------------------

    def add_action(self, text: str, owner: str, due: str, item: str) -> None:
        """Add an action to a topic of this session."""
        self._attempt(
            lambda: self._desk.actions.add(
                text, owner=owner, due=due, item=item, session=self.session
            )
        )

    def finish_action(self, action: str, *, done: bool) -> None:
        """Tick an action off, or open it again."""
        self._attempt(lambda: self._desk.actions.set_done(action, done=done))

    def edit_action(self, action: str, **fields: object) -> None:
        """Change an action's text, owner or due date."""
        self._attempt(lambda: self._desk.actions.edit(action, **fields))

    def ask_action_text(self, action: str) -> None:
        """Let the words of an action be changed."""
        text = self._pair.actions[action].text
        typed = self._context.dialogs.ask_text(tr("Edit the action"), tr("Who does what?"), text)
        if typed is not None:
            self.edit_action(action, text=typed)

    def ask_due(self) -> str:
        """Let a date be typed; return it as ISO text, empty if there is none."""
        typed = self._context.dialogs.ask_text(
            tr("Until when?"), tr("Type a date, such as “12 Dec” or “next Friday”.")
        )
        if not typed:
            return ""
        today = self._context.profile.local_now().date()
        day = self._attempt(lambda: parse_day(typed, today))
        return day.isoformat() if day else ""

    def delete_action(self, action: str) -> None:
        """Put an action into the bin."""
        done = self._attempt(lambda: self._desk.actions.delete(action))
        self._say(done, tr("The action is in the bin for 30 days."))

    # -- inside ---------------------------------------------------------------------------

    @property
    def _desk(self) -> Desk:
        return self._context.desk

    @property
    def _pair(self) -> Pair:
        return self._context.desk.open_pair.pair

    def _title(self, item: str) -> str:
        return harmless(self._pair.items[item].title)

    def _attempt(self, act: Callable[[], T]) -> T | None:
        return self._context.attempt(act)

    def _say(self, done: object, words: str) -> None:
        """Say what was done, with the way back; nothing where it failed."""
        if done is not None:
            self._context.say(words, tr("Undo"), self._desk.open_pair.history.way_back())
