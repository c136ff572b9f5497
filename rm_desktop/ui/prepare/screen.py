"""The prepare screen: agenda with what waits around it, and everything to make an hour of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.text import harmless
from rm_desktop.ui import printing
from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.drafts.card import DraftsCard
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.deeds import Deeds
from rm_desktop.ui.prepare.panels import Panels
from rm_desktop.ui.prepare.people import People
from rm_desktop.ui.prepare.preparation import Preparation, known_session, prepare
from rm_desktop.ui.prepare.prompt_tray import PromptTray
from rm_desktop.ui.prepare.topic_card import focus_outcome
from rm_desktop.ui.prepare.view import PrepareView
from rm_desktop.ui.prepare.wiring import wire_around, wire_list
from rm_desktop.ui.private_notes.panel import PrivateNotes
from rm_desktop.ui.screen import Context, Screen

#: What a place can put the focus on besides a topic's id: the date, or the next topic to type.
DATE, ADD = "date", "add"


class PrepareScreen(Screen):
    """One session before it starts."""

    watches = frozenset(Kind) - {Kind.NOTES, Kind.SAVED, Kind.PAGE, Kind.BACKUP, Kind.AGREEMENT}

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("prepare")
        self.deeds = Deeds(context)
        self.drafts = DraftsCard(context)
        self.private_notes = PrivateNotes(context, folded=False)
        self.view = PrepareView(self.drafts)
        self.view.topic.put_below(self.private_notes)
        self._people = People(context)
        self._tray = PromptTray(lambda: context.desk.prompts, self._people.asks)
        self.panels = Panels(self.view, self.deeds, context)
        self._named = ""  # the session a place named; none means whichever comes next
        self._chosen = ""
        self._focus = ""
        self._shown: Preparation | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect_head()
        self._connect_agenda()
        wire_around(self.view, self.deeds)
        self.view.carried.all_requested.connect(self._on_all_requested)
        self.view.topic.menu_requested.connect(self._on_menu_requested)
        self.view.prompt.another_requested.connect(self._on_another_requested)
        for waiting in (view.list for view in (self.view.carried, self.view.backlog)):
            self._connect_list(waiting)
            waiting.bring_in_requested.connect(self._on_bring_in_requested)
            waiting.next_requested.connect(self._on_bring_in_requested)

    # -- showing ----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        session = known_session(self.pair, place.id)
        if session.state == SessionState.CLOSED:
            QTimer.singleShot(0, self, lambda: self.context.go(Place(Where.SUMMARY, session.id)))
        self._named = place.id
        if session.id != self.deeds.session:
            self.panels.close()
            self.deeds.session, self.deeds.below, self._chosen = session.id, "", ""
        self._focus = place.focus or ADD
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def refresh(self) -> None:
        pair, desk, view = self.pair, self.context.desk, self.view
        self.deeds.session = known_session(pair, self._named).id
        shown = prepare(pair, self.deeds.session, self._people.reader(), desk.sessions.templates)
        self._shown = shown
        session = shown.session
        view.header.show_session(shown.heading, harmless(session.title), shown.when, shown.note)
        view.header.show_state(dated=bool(session.starts), running=shown.running)
        view.header.show_purpose(shown.purpose)
        choices = self._people.choices()
        for each in (view.agenda.list, view.carried.list, view.backlog.list):
            each.show_choices(choices)
        view.agenda.show_agenda(shown.rows, shown.sum, shown.suggestion)
        view.agenda.show_audience(self._people.partner())
        view.carried.show_carried(shown.carried, shown.questions)
        view.backlog.show_backlog(shown.backlog)
        view.since.show_actions(shown.actions)
        view.objectives.show_objectives(shown.objectives)
        self._show_below()
        self._show_topic()
        self.drafts.look_again()
        QTimer.singleShot(0, self, self._settle)

    def leave(self) -> None:
        self.view.topic.store()
        self.view.agenda.add.commit()
        self.drafts.rest()
        self.private_notes.cover()
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field that loses the focus stores what is in it

    def print_now(self) -> None:
        """Print this agenda, as Ctrl+P does."""
        self.leave()
        summaries, session = self.context.desk.summaries, self.deeds.session
        page = self.attempt(lambda: summaries.agenda_page(session))
        if page is not None:
            printing.print_out(page, summaries.file_title(session), self.context.dialogs)

    def _settle(self) -> None:
        """What can wait until the agenda stands: the prompt, and where the keyboard goes."""
        self.view.prompt.show_prompt(self._tray.show(self.deeds.session))
        focus, self._focus = self._focus, ""
        if focus == DATE:
            self.panels.open_date()
        elif focus == ADD:
            self.view.agenda.add.focus()
        elif focus in self.pair.items:
            self._choose(focus)
            self.view.agenda.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_topic(self) -> None:
        view = self.view
        if self._chosen not in self.pair.items or self.pair.items[self._chosen].binned_at:
            self._chosen = view.agenda.list.chosen if view.agenda.list.hasFocus() else ""
        row = view.agenda.list.row_of(self._chosen) or view.backlog.list.row_of(self._chosen)
        outcome = self.pair.items[self._chosen].outcome if row else ""
        people = self._people
        view.topic.show_topic(row, outcome, people.choices(), people.partner())
        self.private_notes.show_item(self._chosen if row else "")

    def _show_below(self) -> None:
        row = self.view.agenda.list.row_of(self.deeds.below)
        self.view.agenda.add_below(row.title if row else "")

    def _choose(self, item: str) -> None:
        self._chosen = item
        for each in (self.view.agenda.list, self.view.backlog.list):
            each.show_chosen(item)
        self._show_topic()

    # -- wiring -----------------------------------------------------------------------------

    def _connect_head(self) -> None:
        head, deeds = self.view.header, self.deeds
        head.title_edited.connect(deeds.set_headline)
        head.print_requested.connect(self.print_now)
        head.start_requested.connect(self._on_start_requested)
        self.context.house.minute_passed.connect(self._on_minute_passed)

    def _connect_agenda(self) -> None:
        card = self.view.agenda
        self._connect_list(card.list)
        card.list.next_requested.connect(self._on_next_requested)
        card.add.add_requested.connect(self._on_add_requested)
        card.add.cancelled.connect(self._on_add_cancelled)
        card.suggestion_requested.connect(self._on_suggestion_requested)

    def _connect_list(self, topics: AgendaList) -> None:
        wire_list(topics, self.deeds)
        topics.item_chosen.connect(self._on_item_chosen)
        topics.outcome_requested.connect(self._on_outcome_requested)
        topics.drop_requested.connect(self._on_drop_requested)

    @Slot()
    def _on_minute_passed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_start_requested(self) -> None:
        self.leave()
        self.deeds.start()

    @Slot(str)
    def _on_item_chosen(self, item: str) -> None:
        if self.sender() is not self.view.carried.list:
            self._choose(item)

    @Slot(str)
    def _on_next_requested(self, item: str) -> None:
        self.deeds.below = item
        self._show_below()
        self.view.agenda.add.focus()

    @Slot(str, int)
    def _on_add_requested(self, title: str, minutes: int) -> None:
        self.deeds.add(title, minutes)
        self._show_below()

    @Slot()
    def _on_add_cancelled(self) -> None:
        self.deeds.below = ""
        self._show_below()
        self.view.agenda.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_suggestion_requested(self) -> None:
        if self._shown is not None:
            self.deeds.use_suggestion(self._shown.suggestion)
            self.view.agenda.add.focus()

    @Slot(str)
    def _on_bring_in_requested(self, item: str) -> None:
        self.deeds.bring_in((item,))
        self._keep_focus(item)

    @Slot()
    def _on_all_requested(self) -> None:
        items = [row.id for row in self.view.carried.list.rows]
        self.deeds.bring_in(items)
        self._keep_focus(next(iter(items), ""))

    def _keep_focus(self, item: str) -> None:
        """Follow a topic into the agenda where the list it came from has nothing left."""
        waiting = (self.view.carried.list, self.view.backlog.list)
        if QApplication.focusWidget() in (None, *(each for each in waiting if not each.rows)):
            self._choose(item)
            self.view.agenda.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str, str, str)
    def _on_drop_requested(self, item: str, before: str, _source: str) -> None:
        if self.sender() is self.view.backlog.list:
            self.deeds.move_to_backlog(item, before)
        else:
            self.deeds.move_here(item, before)

    @Slot(str)
    def _on_outcome_requested(self, item: str) -> None:
        self._choose(item)
        focus_outcome(self.view.topic)

    @Slot(str, object)
    def _on_menu_requested(self, item: str, at: QPoint) -> None:
        here = self.view.agenda.list.row_of(item) is not None
        (self.view.agenda.list if here else self.view.backlog.list).open_menu(item, at)

    @Slot()
    def _on_another_requested(self) -> None:
        self.view.prompt.show_prompt(self._tray.another(self.deeds.session))
