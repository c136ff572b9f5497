"""The session room: agenda, shared notes, and the hour."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from rm_desktop.domain.agenda import carried_over
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.prompts import Stage
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place
from rm_desktop.ui.room import faces
from rm_desktop.ui.room.decisions import RoomDecisions
from rm_desktop.ui.room.deeds import Deeds
from rm_desktop.ui.room.keys import bind, let_clicks_keep_the_focus
from rm_desktop.ui.room.lines import topic_row
from rm_desktop.ui.room.mini import Mini
from rm_desktop.ui.room.prompt_table import PromptTable
from rm_desktop.ui.room.pulse import Pulse
from rm_desktop.ui.room.view import RoomView
from rm_desktop.ui.room.wiring import Wiring
from rm_desktop.ui.room.words import action_lines, choices, due_choices, people, row_words
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
        self._shown = ""  # the topic whose notes are in the middle
        self._current: str | None = None
        self.view = RoomView(self, lambda: time_words(context.profile.local_now()))
        self.decisions = self._new_decisions()
        self.table = PromptTable(context.desk.prompts, "")
        self.mini = Mini(self, context.profile.settings)
        self.pulse = Pulse(self)
        self.pulse.beat.connect(self.tick)
        self._wiring = Wiring(self)
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
            self.session = self.deeds.session = session
            self._shown, self._current = "", None
            self.decisions = self._new_decisions()
            self.table = PromptTable(self.context.desk.prompts, session)
        if place.focus in self.pair.items:
            self._shown = place.focus
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.refresh()

    def refresh(self) -> None:
        """Show the session as it stands."""
        if not self.session:
            return
        pair, view = self.pair, self.view
        reading = self.context.desk.room.reading(self.session)
        if reading.current != self._current:
            self._current, self._shown = reading.current, reading.current or self._shown
            self.table.turn_to(pair.items.get(reading.current or ""))
        found = pair.session(self.session)
        number = pair.numbers.get(found.id, pair.next_number)
        partner = pair.partner_of(self.context.desk.open_pair.actor).name
        view.header.show_session(
            tr("Session {n}", n=number),
            harmless(found.title) or tr("with {name}", name=harmless(partner)),
        )
        self._show_agenda(reading)
        self._show_topic(reading)
        self.show_prompt()
        self.tick()

    def leave(self) -> None:
        """Store what is half typed, and when the session was last seen."""
        self.view.notes.rest()
        if self.session and self.isVisible():
            self._note_seen()

    @Slot()
    def tick(self) -> None:
        """Look at the timer: show it, speak, ask, and set the next beat."""
        if not self.session:
            return
        context, view = self.context, self.view
        now = context.profile.clock.now()
        reading = context.desk.room.reading(self.session, now)
        beat = self.decisions.tick(reading, now)
        face = faces.face(reading)
        controls = faces.controls(reading, self._topics())
        view.header.show_press(controls.press)
        view.timer.show_face(face)
        pace = faces.pace_words(reading, self.time_of(reading.ends_at_ms))
        view.timer.show_pace(pace, behind=faces.is_behind(reading))
        view.timer.show_controls(controls)
        view.agenda.show_end(faces.end_words(reading))
        self.mini.show_face(face, self._title_of(reading.current), controls)
        self.show_question()
        if beat.spoken:
            view.timer.ring.announce(beat.spoken)
        if beat.chime and context.profile.settings.get("sound"):
            QApplication.beep()
        if beat.note_seen:
            self._note_seen()
        self.pulse.follow(reading, seen=self.isVisible() or self.mini.is_open)

    # -- parts ----------------------------------------------------------------------------

    def show_question(self) -> None:
        """Ask what there is to ask, or nothing."""
        asked = self.decisions.question
        if asked is None:
            self.view.question.show_question("")
        else:
            self.view.question.show_question(asked.sentence, asked.yes, asked.no)

    def show_prompt(self) -> None:
        """Show the card on the table."""
        card, view = self.table.card, self.view.prompt
        if card is not None:
            view.show_prompt(
                self.table.about,
                card.text,
                card.follow_up,
                card.caution,
                on_agenda=self.table.on_agenda,
            )
        elif self.table.exhausted:
            view.show_none(tr("No card suits just now. The library has them all."), "")
        else:
            view.show_none(tr("A question for when you want to go deeper."), tr("Draw a prompt"))

    def look_at(self, item: str) -> None:
        """Show a topic's notes; the timer stays where it is."""
        self._shown = item
        self._show_topic(self.context.desk.room.reading(self.session))

    def time_of(self, wall_ms: int) -> str:
        """Return a moment as the time of day here."""
        return time_words(local_time(wall_ms, self.context.profile.clock.local_zone()))

    def stage(self) -> Stage:
        """Return the part of the session a prompt should suit now."""
        return faces.stage_of(self.context.desk.room.reading(self.session), self._topics())

    @property
    def shown(self) -> str:
        """The topic whose notes are shown."""
        return self._shown

    @property
    def current(self) -> str:
        """The topic the timer runs for, empty if there is none."""
        return self._current or ""

    def _show_agenda(self, reading: Reading) -> None:
        pair = self.pair
        words = row_words(self.context)
        rows = [topic_row(item, reading, words) for item in pair.agenda(self.session)]
        view = self.view.agenda
        view.show_topics(
            rows,
            choices(self.context),
            tr("No topics yet. Add one below."),
        )
        view.topics.show_chosen(self._shown)
        carried = carried_over(pair, self.session)
        view.show_waiting([words.carried(each) for each in carried], words.rows(pair.backlog))

    def _show_topic(self, reading: Reading) -> None:
        topics = self._topics()
        if self._shown not in topics:
            open_topic = next((t for t in topics if not reading.time_of(t).finished), "")
            self._shown = reading.current or open_topic or (topics[0] if topics else "")
        item = self.pair.items.get(self._shown)
        notes = self.view.notes
        if item is None:
            notes.show_without_topic(
                tr("Open talk"),
                tr(
                    "There is no agenda, and you need none: press Start, and the time counts up "
                    "while you talk. Notes, outcome and actions then have their place here."
                ),
            )
            return
        notes.show_topic(
            self._shown,
            self._title_of(self._shown),
            self.context.attempt(lambda: self.context.desk.notes(self._shown)),
            item.outcome,
        )
        elsewhere = reading.open and self._shown not in ("", reading.current)
        notes.show_elsewhere(
            tr("The timer is on another topic.") if elsewhere else "", can_go=bool(elsewhere)
        )
        actor = self.context.desk.open_pair.actor
        dates = due_choices(self.context.profile.local_now().date())
        notes.actions_list.show_choices(people(self.context), dates, actor)
        notes.actions_list.show_actions(action_lines(self.context, self._shown))
        let_clicks_keep_the_focus(notes.actions_list)
        self.view.agenda.topics.show_chosen(self._shown)

    def _topics(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.pair.agenda(self.session))

    def _title_of(self, item: str | None) -> str:
        found = self.pair.items.get(item or "")
        return harmless(found.title) if found else ""

    def _new_decisions(self) -> RoomDecisions:
        room, session = self.context.desk.room, self.session
        seen = self.context.attempt(lambda: self.context.desk.last_seen.of(session))
        return RoomDecisions(
            self.time_of,
            lambda now, since: room.rest_proposal(session, now, since),
            seen if session else None,
        )

    def _note_seen(self) -> None:
        reading = self.context.desk.room.reading(self.session)
        if reading.state == TimerState.RUNNING and self.decisions.question is None:
            try:
                self.context.desk.last_seen.note(self.session, self.context.profile.clock.now())
            except KnownError:
                return  # the disk is full: what is typed says so, this can wait

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        super()._on_house_changed(changes)
        if not self.isVisible() and self.mini.is_open and changes.touches(*self.watches):
            self.tick()

    # -- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.deeds.toggle_discussed(self._shown)
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

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.mini.is_open:
            self.pulse.stop()
            self.decisions.look_away()
