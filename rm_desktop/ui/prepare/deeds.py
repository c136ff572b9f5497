"""What the prepare screen does for a person: service calls and the notices that follow them.

Knows no Qt; one object per screen, told which session it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from rm_desktop.domain.date_words import day_words, time_words
from rm_desktop.domain.entities import AgendaItem
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.paste import PastedItem
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.desk import Desk
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.preparation import Suggestion, after, heading, landing

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context

T = TypeVar("T")


class Deeds:
    """Changes to one session's agenda, each as one undoable step."""

    def __init__(self, context: Context) -> None:
        """Act for the person at the keyboard."""
        self._context = context
        self.session = ""
        #: The topic that the next new one stands below; empty: before the close.
        self.below = ""

    # -- topics ---------------------------------------------------------------------------

    def add(self, title: str, minutes: int) -> str:
        """Add a topic where the next one belongs and return its id."""
        desk, before = self._desk, self.before
        added = self._attempt(
            lambda: desk.agenda.add(self.session, title, minutes=minutes, before=before)
        )
        if added and self.below:
            self.below = added
        return added or ""

    @property
    def before(self) -> str:
        """The topic that the next new one is put before, empty for the end."""
        found = self._pair.items.get(self.below)
        if found is None or found.session != self.session or found.binned_at:
            self.below = ""
            return landing(self._pair, self.session)
        return after(self._pair, self.below)

    def rename(self, item: str, title: str) -> None:
        """Give a topic another title."""
        self._attempt(lambda: self._desk.agenda.edit(item, title=title))

    def set_minutes(self, item: str, minutes: int) -> None:
        """Give a topic another length."""
        self._attempt(lambda: self._desk.agenda.edit(item, minutes=minutes))

    def set_leads(self, item: str, member: str) -> None:
        """Say who leads a topic."""
        self._attempt(lambda: self._desk.agenda.edit(item, leads=member))

    def set_outcome(self, item: str, outcome: str) -> None:
        """Say what should come out of a topic."""
        self._attempt(lambda: self._desk.agenda.edit(item, outcome=outcome))

    def set_objective(self, item: str, objective: str) -> None:
        """Say which objective a topic serves."""
        self._attempt(lambda: self._desk.agenda.edit(item, objective=objective))

    def shift(self, item: str, step: int) -> None:
        """Move a topic up or down."""
        self._attempt(lambda: self._desk.agenda.shift(item, step))

    def move_here(self, item: str, before: str) -> None:
        """Move a topic of any list into this agenda."""
        self._attempt(lambda: self._desk.agenda.move(item, self.session, before))

    def move_to_backlog(self, item: str, before: str) -> None:
        """Move a topic of any list into the backlog."""
        self._attempt(lambda: self._desk.agenda.move(item, "", before))

    def bring_in(self, items: Sequence[str]) -> None:
        """Move waiting topics into this agenda, before the close."""
        before = landing(self._pair, self.session)
        self._attempt(lambda: self._desk.agenda.bring_in(items, self.session, before))

    def set_discussed(self, item: str, discussed: bool) -> None:
        """Mark a topic discussed, or open it again."""
        self._attempt(lambda: self._desk.agenda.mark_discussed(item, discussed=discussed))

    def keep(self, item: str, times: int) -> None:
        """Answer "keep" about a topic that keeps coming back."""
        done = self._attempt(lambda: self._desk.agenda.keep(item, times))
        self._say(done, tr("“{title}” stays until you two get to it."), item)

    def park(self, item: str) -> None:
        """Put a topic into the backlog."""
        done = self._attempt(lambda: self._desk.agenda.park(item))
        self._say(done, tr("“{title}” is parked in the backlog."), item)

    def drop(self, item: str) -> None:
        """Decide against a topic."""
        done = self._attempt(lambda: self._desk.agenda.drop(item))
        self._say(done, tr("“{title}” is dropped."), item)

    def delete(self, item: str) -> None:
        """Put a topic into the bin."""
        done = self._attempt(lambda: self._desk.agenda.delete(item))
        self._say(done, tr("“{title}” is in the bin for 30 days."), item)

    def look_at_versions(self, _item: str) -> None:
        """Go to what both changed."""
        self._context.go(Place(Where.DIFFERENCES))

    # -- many at once ---------------------------------------------------------------------

    def add_pasted(self, items: Sequence[PastedItem]) -> tuple[str, ...]:
        """Add a pasted list as one change; what lay below a topic becomes its notes."""
        desk, before = self._desk, self.before
        topics = [{"title": each.title, "minutes": each.minutes or 0} for each in items]
        made = self._attempt(lambda: desk.agenda.add_many(self.session, topics, before)) or ()
        if made:
            self._attempt(lambda: self._write_notes(made, items))
            self._say(made, trn("{n} topic added.", "{n} topics added.", len(made)))
        return made

    def _write_notes(self, made: Sequence[str], items: Sequence[PastedItem]) -> None:
        with_title = (item for item in items if item.title.strip())
        for ident, item in zip(made, with_title, strict=True):
            if item.notes:
                notes = self._desk.notes(ident)
                notes.splice(0, 0, item.notes)
                notes.rest()

    def use_template(self, template: str, minutes: int) -> None:
        """Lay a template around what is there."""
        shape = next(each for each in self._desk.sessions.templates if each.id == template)
        done = self._attempt(
            lambda: self._desk.sessions.apply_template(self.session, template, minutes)
        )
        words = tr("“{title}” is laid out: {n} min.").format(title=shape.title, n=minutes)
        planned = sum(item.minutes for item in self._pair.agenda(self.session))
        if planned > minutes:
            too_many = tr("Your topics take {n} min more than fit.", n=planned - minutes)
            words = f"{words} {too_many}"
        self._say(done, words)

    def use_suggestion(self, suggestion: Suggestion) -> None:
        """Lay out the template that suits."""
        self.use_template(suggestion.id, suggestion.minutes)

    def add_prompt(self, prompt: str) -> str:
        """Put a prompt on this agenda, before the close."""
        before, prompts = self.before, self._desk.prompts
        added = self._attempt(lambda: prompts.add_to_agenda(prompt, self.session, before=before))
        return added or ""

    # -- the session ----------------------------------------------------------------------

    def set_headline(self, title: str) -> None:
        """Give the session a headline."""
        self._attempt(lambda: self._desk.sessions.rename(self.session, title))

    def set_date(self, starts: datetime, minutes: int, zone: str) -> bool:
        """Give the session its date and length; tell whether that worked."""
        sessions = self._desk.sessions
        done = self._attempt(lambda: sessions.plan(self.session, starts, zone, minutes))
        found = self._pair.session(self.session)
        words = tr(
            "{session} is on {day}, {time}.",
            session=heading(self._pair, found),
            day=day_words(starts.date()),
            time=time_words(starts),
        )
        self._say(done, words)
        return done is not None

    def set_length(self, minutes: int) -> None:
        """Give the session another length."""
        self._attempt(lambda: self._desk.sessions.set_minutes(self.session, minutes))

    def finish_action(self, action: str) -> None:
        """Tick an action off."""
        done = self._attempt(lambda: self._desk.actions.set_done(action, done=True))
        self._say(done, tr("Action done."))

    def start(self) -> None:
        """Start the hour and go into the room; a session that runs already is gone into."""
        running = self._desk.room.running()
        if running is not None and running.id != self.session:
            place = Place(Where.ROOM, running.id)
            words = tr("{session} is still running.", session=heading(self._pair, running))
            self._context.say(words, tr("Open it"), lambda: self._context.go(place))
            return
        if self._attempt(lambda: self._desk.room.start(self.session)) is not None:
            self._context.go(Place(Where.ROOM, self.session))

    # -- inside ---------------------------------------------------------------------------

    @property
    def _desk(self) -> Desk:
        return self._context.desk

    @property
    def _pair(self) -> Pair:
        return self._context.desk.open_pair.pair

    def _attempt(self, act: Callable[[], T]) -> T | None:
        return self._context.attempt(act)

    def _say(self, done: object, words: str, item: str = "") -> None:
        """Say what was done, with the way back; nothing where it failed."""
        if done is None:
            return
        found: AgendaItem | None = self._pair.items.get(item)
        if found is not None:
            words = words.format(title=harmless(found.title))
        self._context.say(words, tr("Undo"), self._desk.open_pair.history.way_back())
