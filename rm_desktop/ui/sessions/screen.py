"""The list of sessions: the next one on top, the past ones below, left-out ones quiet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.sessions.next_card import NextCard
from rm_desktop.ui.sessions.rows import MOST, look
from rm_desktop.ui.sessions.session_list import SessionList
from rm_desktop.ui.theme.tokens import XL, L
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page

#: Where a session leads, by its state; a planned one to its agenda.
_LEADS = {SessionState.CLOSED: Where.SUMMARY, SessionState.RUNNING: Where.ROOM}


class SessionsScreen(Screen):
    """Every session of the pair."""

    watches = frozenset({Kind.SESSION, Kind.ITEM, Kind.ORDER, Kind.ACTION, Kind.CHARTER})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("sessions")
        self.header = PageHeader(tr("Sessions"))
        scroll = ScrollColumn(spacing=XL, gutter=BAR, parent=self)
        ground = scroll.ground
        self.next = NextCard(ground)
        self._planned_card = Card(tr("Planned later"), parent=ground)
        self._past_card = Card(tr("Past sessions"), parent=ground)
        self.planned = SessionList(tr("Planned later"), self._planned_card)
        self.planned.setObjectName("planned-sessions")
        self._planned_card.body.addWidget(self.planned)
        self._empty = EmptyState(
            tr("Past sessions will stand here, with what you covered and what was promised.")
        )
        self._past_card.body.addWidget(self._empty)
        self.past = SessionList(tr("Past sessions"), self._past_card)
        self.past.setObjectName("past-sessions")
        self._past_card.body.addWidget(self.past)
        self._earlier = Button("", "quiet", icon="chevron-down", parent=self._past_card)
        self._earlier.setObjectName("show-earlier")
        self._past_card.body.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self._most = MOST
        for card in (self.next, self._planned_card, self._past_card):
            scroll.body.addWidget(card)
        scroll.body.addSpacing(L)
        scroll.body.addStretch(1)
        column = lay_out_page(self)
        column.addWidget(in_line(self.header))
        column.addWidget(scroll, 1)
        self._connect()

    def refresh(self) -> None:
        now = self.context.profile.local_now().replace(tzinfo=None)
        shown = look(self.pair, now, self.context.profile.clock.local_zone(), self._most)
        self.header.show_words(tr("Sessions"), shown.subtitle)
        self.next.show_session(shown.next, stored=shown.next.id in self.pair.sessions)
        self.planned.show_rows(shown.planned)
        self._planned_card.setVisible(bool(shown.planned))
        self.past.show_rows(shown.past)
        self.past.setVisible(bool(shown.past))
        self._empty.setVisible(not shown.past)
        words = trn("Show {n} earlier session", "Show {n} earlier sessions", shown.earlier)
        self._earlier.set_text(words)
        self._earlier.setVisible(bool(shown.earlier))

    def _connect(self) -> None:
        self.context.house.minute_passed.connect(self._on_minute_passed)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self.next.open_requested.connect(self._on_open_requested)
        self.next.start_requested.connect(self._on_start_requested)
        self.next.move_requested.connect(lambda: self._on_move_requested(self._upcoming))
        self.next.skip_requested.connect(lambda: self._on_skip_requested(self._upcoming))
        self.next.delete_requested.connect(lambda: self._on_delete_requested(self._upcoming))
        for each in (self.planned, self.past):
            each.opened.connect(self._on_opened)
            each.move_requested.connect(self._on_move_requested)
            each.skip_requested.connect(self._on_skip_requested)
            each.reopen_requested.connect(self._on_reopen_requested)
            each.delete_requested.connect(self._on_delete_requested)

    @property
    def _upcoming(self) -> str:
        return self.pair.next_session.id

    def _said(self, done: object, words: str) -> None:
        """Say what was done, with the way back; nothing where it failed."""
        if done is not None:
            self.context.say(words, tr("Undo"), self.context.desk.open_pair.history.way_back())

    @Slot()
    def _on_minute_passed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_earlier_clicked(self) -> None:
        first = self.past.rows[-1].id
        self._most = len(self.pair.sessions)
        self.refresh()
        self.past.show_chosen(first)
        self.past.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open_requested(self) -> None:
        self.context.go(Place(Where.PREPARE, self._upcoming))

    @Slot()
    def _on_start_requested(self) -> None:
        session = self._upcoming
        if self.attempt(lambda: self.context.desk.room.start(session)) is not None:
            self.context.go(Place(Where.ROOM, session))

    @Slot(str)
    def _on_opened(self, session: str) -> None:
        state = SessionState(self.pair.session(session).state)
        self.context.go(Place(_LEADS.get(state, Where.PREPARE), session))

    @Slot(str)
    def _on_move_requested(self, session: str) -> None:
        self.context.go(Place(Where.PREPARE, session, "date"))

    @Slot(str)
    def _on_skip_requested(self, session: str) -> None:
        topics = self.pair.agenda(session)
        done = self.attempt(lambda: self.context.desk.sessions.skip(session))
        words = tr("The session is skipped.")
        waits = tr("The session is skipped; its topics wait on the next one.")
        self._said(done, waits if topics else words)

    @Slot(str)
    def _on_reopen_requested(self, session: str) -> None:
        done = self.attempt(lambda: self.context.desk.sessions.reopen(session))
        number = self.pair.numbers.get(session, self.pair.next_number)
        self._said(done, tr("Session {n} is planned again.", n=number))

    @Slot(str)
    def _on_delete_requested(self, session: str) -> None:
        number = self.pair.numbers.get(session)
        done = self.attempt(lambda: self.context.desk.sessions.delete(session))
        words = tr("Session {n} is in the bin for 30 days.", n=number)
        self._said(done, words if number else tr("The session is in the bin for 30 days."))
