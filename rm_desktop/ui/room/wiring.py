"""Which signal of the room's panels does what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from rm_desktop.domain.date_words import day_words
from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import set_sharing
from rm_desktop.ui.places import Place
from rm_desktop.ui.room import faces

if TYPE_CHECKING:
    from rm_desktop.ui.room.screen import RoomScreen

T = TypeVar("T")


class Wiring(QObject):
    """Connects the panels of a room to its deeds; what needs more than one call stands here."""

    def __init__(self, room: RoomScreen) -> None:
        super().__init__(room)
        self._room = room
        self._wire_header()
        self._wire_agenda()
        self._wire_notes()
        self._wire_timer()
        self._wire_prompt()

    def _wire_header(self) -> None:
        header, deeds = self._room.view.header, self._room.deeds
        header.leave_requested.connect(deeds.leave)
        header.press_requested.connect(deeds.press)
        header.close_requested.connect(deeds.close)
        header.hand_over_requested.connect(self._room.context.hand_over)
        header.mini_requested.connect(self._room.mini.toggle)
        header.full_screen_requested.connect(self._on_full_screen_requested)
        header.sharing_chosen.connect(self._on_sharing_chosen)
        self._room.view.question.answered.connect(self._on_answered)
        self._room.view.ending.answered.connect(self._on_ending_answered)

    def _wire_agenda(self) -> None:
        panel, deeds = self._room.view.agenda, self._room.deeds
        panel.topic_chosen.connect(self._room.look_at)
        panel.go_requested.connect(deeds.go_to)
        panel.bring_in_requested.connect(deeds.bring_in)
        panel.dropped.connect(deeds.move_here)
        panel.add_requested.connect(deeds.add_topic)
        panel.add_topic.paste_requested.connect(self._on_paste_requested)
        topics = panel.topics
        topics.paste_requested.connect(self._on_paste_requested)
        topics.title_edited.connect(lambda item, title: deeds.edit(item, title=title))
        topics.minutes_edited.connect(lambda item, minutes: deeds.edit(item, minutes=minutes))
        topics.leads_chosen.connect(lambda item, member: deeds.edit(item, leads=member))
        topics.objective_chosen.connect(lambda item, which: deeds.edit(item, objective=which))
        topics.shift_requested.connect(deeds.shift)
        topics.discussed_toggled.connect(lambda item, on: deeds.set_discussed(item, discussed=on))
        topics.park_requested.connect(deeds.park)
        topics.delete_requested.connect(deeds.delete)
        panel.versions_requested.connect(deeds.look_at_versions)

    def _wire_notes(self) -> None:
        notes, deeds = self._room.view.notes, self._room.deeds
        notes.outcome_edited.connect(lambda item, text: deeds.edit(item, outcome=text))
        notes.go_requested.connect(lambda: deeds.go_to(self._room.shown))
        notes.current_requested.connect(lambda: self._room.look_at(self._room.current))
        notes.pane.refused.connect(lambda sentence: self._room.context.say(sentence, "", None))
        notes.pane.escaped.connect(self._room.escape)
        actions = notes.actions_list
        actions.add_requested.connect(
            lambda text, owner, due: deeds.add_action(text, owner, due, notes.item)
        )
        actions.done_toggled.connect(lambda action, done: deeds.finish_action(action, done=done))
        actions.owner_chosen.connect(lambda action, owner: deeds.edit_action(action, owner=owner))
        actions.due_chosen.connect(lambda action, due: deeds.edit_action(action, due=due))
        actions.other_due_requested.connect(self._on_other_due_requested)
        actions.edit_requested.connect(deeds.ask_action_text)
        actions.delete_requested.connect(deeds.delete_action)

    def _wire_timer(self) -> None:
        timer, deeds = self._room.view.timer, self._room.deeds
        timer.adjusted.connect(deeds.adjust)
        timer.extended.connect(deeds.extend)
        timer.extend_asked.connect(self._on_extend_asked)
        timer.next_requested.connect(deeds.next)
        timer.back_requested.connect(deeds.back)

    def _wire_prompt(self) -> None:
        prompt = self._room.view.prompt
        prompt.draw_requested.connect(self._on_draw_requested)
        prompt.another_requested.connect(self._on_another_requested)
        prompt.add_requested.connect(self._on_add_prompt_requested)
        prompt.hide_requested.connect(self._on_hide_requested)

    # -- header ---------------------------------------------------------------------------

    @Slot()
    def _on_full_screen_requested(self) -> None:
        window = self._room.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot(bool)
    def _on_sharing_chosen(self, on: bool) -> None:
        set_sharing(self._room.context, on=on)
        words = tr("Only what both may read is on screen, until you switch this off or close.")
        if on:
            self._room.context.say(words, "", None)

    @Slot(bool)
    def _on_answered(self, yes: bool) -> None:
        room = self._room
        asked = room.decisions.question
        if asked is not None:
            room.deeds.answer(asked, room.decisions, yes=yes)
            room.show_question()

    @Slot(bool)
    def _on_ending_answered(self, yes: bool) -> None:
        ending = self._room.on_show.ending
        if ending is not None:
            self._room.context.go(Place(ending.where(yes=yes), self._room.session))

    # -- agenda and actions ---------------------------------------------------------------

    @Slot()
    def _on_paste_requested(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasText() and mime.text().strip():
            self._room.deeds.paste_topics(mime.text())
        elif mime.hasImage() or mime.hasUrls():
            words = tr("Topics are words: a picture or a file cannot be pasted here.")
            self._room.context.say(words, "", None)

    @Slot(str)
    def _on_other_due_requested(self, action: str) -> None:
        due = self._room.deeds.ask_due()
        if not due:
            return
        if action:
            self._room.deeds.edit_action(action, due=due)
            return
        today = self._room.context.profile.local_now().date()
        words = day_words(date.fromisoformat(due), today)
        self._room.view.notes.actions_list.show_new_due(due, words)

    # -- timer ----------------------------------------------------------------------------

    @Slot()
    def _on_extend_asked(self) -> None:
        room, context = self._room.session, self._room.context
        before = context.desk.room.reading(room)
        choices = []
        for minutes in faces.EXTENSIONS:
            after = context.desk.room.preview(room, minutes)
            end = self._room.time_of(after.ends_at_ms)
            choices.append((minutes, faces.extension_words(minutes, before, after, end)))
        self._room.view.timer.open_extend_menu(choices)

    # -- prompts --------------------------------------------------------------------------

    @Slot()
    def _on_draw_requested(self) -> None:
        self._table(lambda: self._room.table.draw(self._room.stage()))

    @Slot()
    def _on_another_requested(self) -> None:
        self._table(lambda: self._room.table.another(self._room.stage()))

    @Slot()
    def _on_add_prompt_requested(self) -> None:
        room = self._room
        added = self._table(lambda: room.table.add(room.deeds.landing))
        if added:
            self._say(tr("The prompt is on the agenda."))

    @Slot()
    def _on_hide_requested(self) -> None:
        room = self._room
        if self._table(lambda: room.table.hide(room.stage())):
            self._say(tr("This prompt will not come up again."))

    def _table(self, act: Callable[[], T]) -> T | None:
        done = self._room.attempt(act)
        self._room.show_prompt()
        return done

    def _say(self, words: str) -> None:
        context = self._room.context
        context.say(words, tr("Undo"), context.desk.open_pair.history.way_back())
