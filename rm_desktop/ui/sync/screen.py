"""The screen about sharing: what the service knows comes in, what a person decided goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.sync_state import Concern
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.ui.reader import reader_of
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.sync.page import SharingPage
from rm_desktop.ui.sync.server_page import ServerPage
from rm_desktop.ui.sync.shown import SharingView, sharing_view
from rm_desktop.ui.sync.words import (
    delete_question,
    leave_meaning,
    left_words,
    read_title,
    remove_question,
)
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.sync import Sync

#: The focus of a place that asks for the bytes.
SERVER = "server"


class SharingScreen(Screen):
    """A page, and the bytes in its place."""

    watches = frozenset({Kind.SYNC, Kind.MEMBER, Kind.ACTOR, Kind.PAIR})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("sharing")
        self._pages = QStackedWidget(self)
        self.page = SharingPage(self._pages)
        self._pages.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._workers = Workers(self, threads=1)
        self._trying = 0
        context.house.minute_passed.connect(self._on_minute_passed)
        self._connect()

    @property
    def sync(self) -> Sync:
        """The service."""
        return self.context.profile.sync

    @property
    def _pair(self) -> str:
        return self.context.desk.open_pair.id

    @cached_property
    def server(self) -> ServerPage:
        """The bytes, made when they are first asked for."""
        page = ServerPage(self._pages)
        page.back_requested.connect(self._on_back_requested)
        page.copy_requested.connect(self._on_copy_requested)
        self._pages.addWidget(page)
        return page

    # -- showing --------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.focus == SERVER and self._view().is_shared:
            self._on_server_requested()
        else:
            self._pages.setCurrentWidget(self.page)

    def refresh(self) -> None:
        view = self._view()
        self.page.show_view(view)
        if self._pages.currentWidget() is not self.page:
            if view.is_shared:
                self._show_bytes(view)
            else:
                self._on_back_requested()

    def close_work(self) -> None:
        """Wait for what was begun in a worker."""
        self._workers.close()

    def _view(self) -> SharingView:
        return sharing_view(self.sync, self._pair, reader_of(self.context.profile))

    @Slot()
    def _on_minute_passed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    # -- acting ---------------------------------------------------------------------------

    def _connect(self) -> None:
        page = self.page
        page.back_requested.connect(lambda: self.context.go(Place(Where.SETTINGS, focus="sharing")))
        page.server_requested.connect(self._on_server_requested)
        page.leave_requested.connect(self._on_leave_requested)
        for asked in (page.status.share_requested, page.devices.invite_requested):
            asked.connect(lambda: self.context.go(Place(Where.PAIRING)))
        page.status.answer_requested.connect(
            lambda: self.context.go(Place(Where.PAIRING, focus=JOIN))
        )
        page.status.sync_requested.connect(self.context.house.hurry_wanted)
        page.status.put_away_requested.connect(self._on_put_away_requested)
        page.held.remove_requested.connect(self._on_remove_them_requested)
        page.held.keep_requested.connect(self._on_keep_requested)
        page.aside.try_requested.connect(self._on_try_requested)
        page.aside.delete_requested.connect(self._on_delete_requested)
        page.devices.remove_requested.connect(self._on_remove_requested)

    @Slot(object)
    def _on_put_away_requested(self, concern: Concern) -> None:
        self.attempt(lambda: self.sync.put_away(self._pair, concern))

    @Slot(int)
    def _on_remove_them_requested(self, _number: int) -> None:
        if self.attempt(lambda: self.sync.apply_deletion(self._pair)):
            self.context.say(tr("Removed, as on the other laptop."), "", None)

    @Slot(int)
    def _on_keep_requested(self, _number: int) -> None:
        if self.attempt(lambda: self.sync.keep_all(self._pair)):
            self.context.say(tr("Kept. They come back on the other laptop, too."), "", None)

    @Slot(str, str)
    def _on_remove_requested(self, ident: str, name: str) -> None:
        title = tr("Remove {name}?", name=name)
        if self.context.dialogs.ask(title, remove_question(name), tr("Remove it")):
            self.attempt(lambda: self.sync.remove_device(self._pair, ident))

    # -- what was set aside -----------------------------------------------------------------

    @Slot(int)
    def _on_try_requested(self, number: int) -> None:
        work = self.attempt(lambda: self.sync.try_again(self._pair, number))
        if work is not None and not self._trying:
            self._trying = number
            self._workers.run(work, self._on_tried, self._on_not_tried)

    @Slot(object)
    def _on_tried(self, answer: object) -> None:
        number, self._trying = self._trying, 0
        tried: Callable[[], bool] = partial(self.sync.tried, self._pair, number, answer)  # type: ignore[arg-type]
        if self.attempt(tried):
            self.context.say(tr("It could be read this time, and is in its place."), "", None)
            self._settle_aside()
        else:
            self.context.say(tr("It still cannot be read safely. It stays set aside."), "", None)

    @Slot(object)
    def _on_not_tried(self, error: Exception) -> None:
        self._trying = 0
        if not isinstance(error, OSError):
            raise error
        self.context.say(tr("It could not be tried now. It stays set aside."), "", None)

    @Slot(int)
    def _on_delete_requested(self, number: int) -> None:
        title = tr("Delete what was set aside?")
        if not self.context.dialogs.ask(title, delete_question(), tr("Delete it")):
            return
        if self.attempt(lambda: self.sync.drop(self._pair, number)):
            self._settle_aside()

    def _settle_aside(self) -> None:
        """Once nothing is set aside there is nothing to look at any more."""
        if not self.sync.set_aside(self._pair):
            self.attempt(lambda: self.sync.put_away(self._pair, Concern.QUARANTINE))

    # -- leaving ----------------------------------------------------------------------------

    @Slot()
    def _on_leave_requested(self) -> None:
        self._leaving = self._view()
        question = "\n\n".join(leave_meaning(self._leaving))
        if not self.context.dialogs.ask(tr("Leave sharing?"), question, tr("Leave")):
            return
        work = self.attempt(lambda: self.sync.leave(self._pair))
        if work is None:
            self._say_left(told=False)
        else:
            self._workers.run(work, self._on_left, self._on_left_untold)

    @Slot(object)
    def _on_left(self, told: object) -> None:
        self._say_left(told=bool(told))

    @Slot(object)
    def _on_left_untold(self, error: Exception) -> None:
        self._say_left(told=False)
        if not isinstance(error, OSError):
            raise error

    def _say_left(self, *, told: bool) -> None:
        self.context.say(left_words(self._leaving, told=told), "", None)

    # -- the bytes --------------------------------------------------------------------------

    @Slot()
    def _on_server_requested(self) -> None:
        self._pages.setCurrentWidget(self.server)
        self._show_bytes(self._view())
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab goes on from the top of the page

    def _show_bytes(self, view: SharingView) -> None:
        envelope = self.sync.server_view(self._pair)
        self.server.show_envelope(envelope, read_title(view), view.place)

    @Slot()
    def _on_back_requested(self) -> None:
        self._pages.setCurrentWidget(self.page)
        self.page.server.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_copy_requested(self, figures: str) -> None:
        QGuiApplication.clipboard().setText(figures)
        self.context.say(tr("All bytes copied."), "", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is not self.page:
            self._on_back_requested()
        else:
            super().keyPressEvent(event)
