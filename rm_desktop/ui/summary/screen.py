"""The record of a session on screen, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.domain.words import tr
from rm_desktop.ui import printing
from rm_desktop.ui.links import ask_then_open
from rm_desktop.ui.passages import wiring as passages
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.summary.record import Onward, Record, read
from rm_desktop.ui.summary.view import SummaryView
from rm_desktop.ui.workers import Workers

_BEGUN = (SessionState.RUNNING, SessionState.CLOSED)


class SummaryScreen(Screen):
    """Shows any session: one that was held, or one that runs or is still to come."""

    watches = frozenset(
        {
            *(Kind.SESSION, Kind.ITEM, Kind.ORDER, Kind.ACTION, Kind.OBJECTIVE, Kind.TIMELINE),
            *(Kind.MEMBER, Kind.ACTOR, Kind.NOTES, Kind.PASSAGE),
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("summary")
        self._session = ""
        self._record: Record | None = None
        self._workers = Workers(self)
        self.destroyed.connect(self._workers.close)
        self.view = SummaryView(self._workers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.onward_requested.connect(self._on_onward_requested)
        self.view.copy_requested.connect(self._on_copy_requested)
        self.view.pdf_requested.connect(self._on_pdf_requested)
        self.view.print_requested.connect(self.print_now)
        self.view.reopen_requested.connect(self._on_reopen_requested)
        self.view.look_back_requested.connect(self._on_look_back_requested)
        self.view.leave_it_requested.connect(self._on_leave_it_requested)
        self.view.date_requested.connect(self._on_date_requested)
        self.view.topics.link_requested.connect(self._on_link_requested)
        self.view.promises.done_toggled.connect(self._on_done_toggled)
        passages.wire(self.view.passages, context)

    def show_place(self, place: Place) -> None:
        closed = self.pair.closed
        latest = closed[-1] if closed else self.pair.next_session
        self._session = place.id or latest.id
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        clock = self.context.profile.clock
        today = local_time(clock.now().wall_ms, clock.local_zone()).date()
        summary = self.context.desk.summaries.of(self._session)
        begun = (s.id for s in reversed(self.pair.in_order) if s.state in _BEGUN)
        latest = next(begun, "") == self._session
        self._record = read(summary, self.context.voice, today, latest=latest)
        self.view.show_record(self._record)
        shared = (p for p in self.pair.shared_passages if p.session == self._session)
        passages.fill(self.view.passages, shared, self.context)

    @Slot()
    def print_now(self) -> None:
        """Print the record, as Ctrl+P does."""
        title = self._title
        page = self.attempt(lambda: self.context.desk.summaries.page(self._session))
        if page is not None:
            printing.print_out(page, title, self.context.dialogs)

    @property
    def _title(self) -> str:
        return self.context.desk.summaries.file_title(self._session)

    @Slot()
    def _on_onward_requested(self) -> None:
        onward = self._record.onward if self._record else Onward.NEXT
        if onward == Onward.ROOM:
            self.context.go(Place(Where.ROOM, self._session))
        elif onward == Onward.AGENDA:
            self.context.go(Place(Where.PREPARE, self._session))
        else:
            self.context.go(Place(Where.PREPARE, self.pair.next_session.id))

    @Slot()
    def _on_copy_requested(self) -> None:
        text = self.attempt(lambda: self.context.desk.summaries.markdown(self._session))
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self.context.say(tr("The summary is on the clipboard, as Markdown."), "", None)

    @Slot()
    def _on_pdf_requested(self) -> None:
        summaries, session = self.context.desk.summaries, self._session
        saved = self.attempt(
            lambda: printing.save_as_pdf(summaries.page(session), self._title, self.context.dialogs)
        )
        if saved is not None:
            self.context.say(tr("Saved as {name}.", name=saved.name), "", None)

    @Slot()
    def _on_reopen_requested(self) -> None:
        session = self._session
        number = self.pair.numbers.get(session, self.pair.session(session).ordinal)
        if self.attempt(lambda: self.context.desk.sessions.reopen(session)) is None:
            return
        way_back = self.context.desk.open_pair.history.way_back()
        self.context.go(Place(Where.PREPARE, session))
        self.context.say(tr("Session {n} is open again.", n=number), tr("Undo"), way_back)

    @Slot()
    def _on_look_back_requested(self) -> None:
        self.context.go(Place(Where.CLOSE, self._session))

    @Slot()
    def _on_leave_it_requested(self) -> None:
        room, session = self.context.desk.room, self._session
        self.attempt(lambda: room.finish_wrap_up(session, WrapUp.SKIPPED))

    @Slot()
    def _on_date_requested(self) -> None:
        following = self.pair.following(self.pair.session(self._session))
        self.context.go(Place(Where.PREPARE, following.id, "date"))

    @Slot(QUrl)
    def _on_link_requested(self, url: QUrl) -> None:
        if not ask_then_open(url, self.context.dialogs) and not url.scheme():
            self.context.say(tr("This link leads nowhere outside the notes."), "", None)

    @Slot(str, bool)
    def _on_done_toggled(self, action: str, done: bool) -> None:
        self.attempt(lambda: self.context.desk.actions.set_done(action, done=done))
