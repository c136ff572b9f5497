"""The session room: agenda, shared notes, and the hour."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.prompts import Stage
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import is_sharing
from rm_desktop.ui.places import Place
from rm_desktop.ui.room import faces
from rm_desktop.ui.room.decisions import RoomDecisions
from rm_desktop.ui.room.deeds import Deeds
from rm_desktop.ui.room.keys import bind, let_clicks_keep_the_focus
from rm_desktop.ui.room.mini import Mini
from rm_desktop.ui.room.nearby import Nearby
from rm_desktop.ui.room.private_card import PrivateCard
from rm_desktop.ui.room.prompt_table import PromptTable
from rm_desktop.ui.room.pulse import Pulse
from rm_desktop.ui.room.shown import Shown
from rm_desktop.ui.room.view import RoomView
from rm_desktop.ui.room.wiring import Wiring
from rm_desktop.ui.screen import Context, Screen


class RoomScreen(Screen):
    """One session while it runs, before it starts, and when it has just been closed."""

    watches = frozenset(
        {
            Kind.SESSION,
            Kind.ITEM,
            Kind.ORDER,
            Kind.ACTION,
            Kind.TIMELINE,
            Kind.MEMBER,
            Kind.OBJECTIVE,
            Kind.ACTOR,
            Kind.PRIVATE,
            Kind.SETTING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("room")
        self.setAccessibleName(tr("Session room"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("focus_ring", False)
        self.deeds = Deeds(context)
        self.session = ""
        self.shown = ""  # the topic whose notes are in the middle
        self._current: str | None = None
        self._writes_on = False  # the partner went on, and one is in the middle of a sentence
        self.private = PrivateCard(context)
        self.view = RoomView(self, lambda: time_words(context.profile.local_now()), self.private)
        self.on_show = Shown(context, self.view)
        self.decisions = self._new_decisions()
        self.table = PromptTable(context.desk.prompts, "")
        self.mini = Mini(self, context.profile.settings)
        self.pulse = Pulse(self)
        self.pulse.beat.connect(self.tick)
        self._wiring = Wiring(self)
        self.nearby = Nearby(self)
        view = self.view
        bind(
            self,
            {
                "Space": self.deeds.press,
                "N": self.deeds.next,
                "B": self.deeds.back,
                "A": view.notes.actions_list.begin_new,
                "M": self.mini.toggle,
                "+": lambda: self.deeds.adjust(1),
                "=": lambda: self.deeds.adjust(1),
                "-": lambda: self.deeds.adjust(-1),
                "Ctrl+Return": self._toggle_discussed,
                "Ctrl+Enter": self._toggle_discussed,
                "Ctrl+F": view.notes.pane.find_bar.open_bar,
            },
        )
        let_clicks_keep_the_focus(self)

    # -- what the shell asks --------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show a session, the next one by default; `place.focus` may name a topic to look at."""
        session = place.id or self.pair.next_session.id
        if session != self.session:
            self.leave()
            self.session = self.deeds.session = self.on_show.session = session
            self.shown, self._current = "", None
            self.decisions = self._new_decisions()
            self.table = PromptTable(self.context.desk.prompts, session)
        if place.focus in self.pair.items:
            self.shown = place.focus
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.refresh()

    def refresh(self) -> None:
        """Show the session as it stands."""
        if not self.session:
            return
        reading = self.context.desk.room.reading(self.session)
        if reading.current != self._current:
            self._current = reading.current
            self.shown = (not self._writes_on and reading.current) or self.shown
            self.table.turn_to(self.pair.items.get(reading.current or ""))
        self.on_show.show_header()
        self.on_show.show_ending()
        self.on_show.show_agenda(reading, self.shown)
        self._show_topic(reading, self.shown)
        self.show_prompt()
        self.tick()

    def leave(self) -> None:
        """Store what is half typed, and when the session was last seen."""
        self.view.notes.rest()
        self.private.notes.cover()
        self.view.agenda.add_topic.commit()
        if self.session and self.isVisible():
            self._note_seen()

    @Slot()
    def tick(self) -> None:
        """Look at the timer: show it, speak, ask, and set the next beat."""
        if not self.session:
            return
        context = self.context
        now = context.profile.clock.now()
        reading = context.desk.room.reading(self.session, now)
        beat = self.decisions.tick(reading, now)
        face, controls = self.on_show.show_time(reading)
        title = "" if is_sharing(context) else self.on_show.title_of(reading.current)
        self.mini.show_face(face, title, controls)
        self.show_question()
        if beat.spoken:
            self.view.timer.ring.announce(beat.spoken)
        if beat.chime and context.profile.settings.get("sound"):
            QApplication.beep()
        if beat.note_seen:
            self._note_seen()
        self.pulse.follow(reading, seen=self.isVisible() or self.mini.is_open)

    # -- parts ----------------------------------------------------------------------------

    def show_question(self) -> None:
        """Ask what there is to ask, or nothing."""
        self.on_show.show_question(self.decisions.question)

    def show_prompt(self) -> None:
        """Show the card on the table."""
        self.on_show.show_prompt(self.table)

    @Slot(str)
    def look_at(self, item: str) -> None:
        """Show a topic's notes; the timer stays where it is."""
        self._show_topic(self.context.desk.room.reading(self.session), item)

    def _show_topic(self, reading: Reading, item: str) -> None:
        self.shown = self.on_show.show_topic(reading, item)
        self.private.notes.show_item(self.shown)
        self.nearby.show()
        self.nearby.say()

    def stage(self) -> Stage:
        """Return the part of the session a prompt should suit now."""
        reading = self.context.desk.room.reading(self.session)
        return faces.stage_of(reading, self.on_show.topics)

    def time_of(self, wall_ms: int) -> str:
        """Return a moment as the time of day here."""
        return self.on_show.time_of(wall_ms)

    @property
    def current(self) -> str:
        """The topic the timer runs for, empty if there is none."""
        return self._current or ""

    def _new_decisions(self) -> RoomDecisions:
        room, session = self.context.desk.room, self.session
        seen = self.context.attempt(lambda: self.context.desk.last_seen.of(session))
        return RoomDecisions(
            self.time_of,
            lambda now, since: room.rest_proposal(session, now, since),
            seen if session else None,
        )

    def _toggle_discussed(self) -> None:
        self.view.notes.flush()
        self.deeds.toggle_discussed(self.shown)

    def _note_seen(self) -> None:
        reading = self.context.desk.room.reading(self.session)
        if reading.state == TimerState.RUNNING and self.decisions.question is None:
            try:
                self.context.desk.last_seen.note(self.session, self.context.profile.clock.now())
            except KnownError:
                return  # the disk is full: what is typed says so, this can wait

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        writes = self.view.notes.pane.edit.hasFocus()
        self._writes_on = writes and changes.origin == Origin.REMOTE
        super()._on_house_changed(changes)
        self._writes_on = False
        if not self.isVisible() and self.mini.is_open and changes.touches(*self.watches):
            self.tick()

    # -- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    @Slot()
    def escape(self) -> None:
        """Leave full screen, or else the text that has the focus."""
        window = self.window()
        if window.isFullScreen():
            window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.mini.watch(self.window())
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tick()
        self.nearby.show()
        self.nearby.say()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.nearby.leave()
        if not self.mini.is_open:
            self.pulse.stop()
            self.decisions.look_away()
