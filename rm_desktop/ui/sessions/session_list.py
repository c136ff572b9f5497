"""A list of sessions: open one, or see what else can be done with it.

Purpose: the past, and what is planned later. States: as its rows; skipped ones are quiet.
Keys: Up and Down choose · Enter opens · Delete puts into the bin · Shift+F10 or the menu key opens
    the menu. A click opens, a click on the dots opens the menu.
Signals: `opened(id)`, `reopen_requested(id)`, `move_requested(id)`, `skip_requested(id)`,
    `delete_requested(id)`. Tokens: ink, ink-2, ink-3, hover, sunken, focus.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.words import tr
from rm_desktop.ui.models.rows_list import RowsList
from rm_desktop.ui.models.rows_model import Role, RowsModel
from rm_desktop.ui.sessions.delegate import SessionDelegate, dots_of
from rm_desktop.ui.sessions.rows import SessionRow

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SessionList(RowsList[SessionRow]):
    """As high as its rows: the page around it scrolls."""

    opened = Signal(str)
    reopen_requested = Signal(str)
    move_requested = Signal(str)
    skip_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, RowsModel[SessionRow](), grow=True, parent=parent)
        self.setItemDelegate(SessionDelegate(self))

    def open_menu(self, ident: str, at: QPoint | None = None) -> QMenu | None:
        """Open the menu of a row and return it."""
        row = self.row_of(ident)
        if row is None or self.findChild(QMenu) is not None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("What to do with “{title}”", title=row.title))
        for words, keys, signal in self._entries(row):
            action = QAction(f"{words}\t{keys}" if keys else words, menu)
            action.triggered.connect(self._teller(signal, ident))
            menu.addAction(action)
        rect = self.visualRect(self.rows_model.place_of(ident))
        menu.popup(at or self.viewport().mapToGlobal(rect.center()))
        return menu

    def _entries(self, row: SessionRow) -> list[tuple[str, str, object]]:
        closed = row.state == SessionState.CLOSED
        if row.live:
            return [(tr("To the room"), tr("Enter"), self.opened)]
        entries: list[tuple[str, str, object]] = []
        if closed or row.state == SessionState.PLANNED:
            words = tr("Open the summary") if closed else tr("Open the agenda")
            entries.append((words, tr("Enter"), self.opened))
        if closed:
            entries.append((tr("Reopen"), "", self.reopen_requested))
        elif row.state == SessionState.SKIPPED:
            entries.append((tr("Plan it again"), tr("Enter"), self.reopen_requested))
        else:
            entries.append((tr("Move…"), "", self.move_requested))
            entries.append((tr("Skip"), "", self.skip_requested))
        entries.append((tr("Delete"), "Del", self.delete_requested))
        return entries

    def _teller(self, signal: object, ident: str) -> Callable[[], None]:
        return lambda: signal.emit(ident)  # type: ignore[attr-defined]

    def _open(self) -> None:
        row = self.currentIndex().data(Role.ROW)
        if isinstance(row, SessionRow):
            signal = self.reopen_requested if row.quiet else self.opened
            signal.emit(row.id)

    # -- Qt ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._note_keyboard(by_key=True)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER:
            self._open()
        elif event.key() == Qt.Key.Key_Delete and self.chosen:
            if not self.currentIndex().data(Role.ROW).live:
                self.delete_requested.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self.open_menu(self.chosen)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if dots_of(self.visualRect(index)).contains(place):
            self.open_menu(self.chosen, event.globalPosition().toPoint())
        elif not index.data(Role.ROW).quiet:
            self._open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse and index.isValid():
            self.setCurrentIndex(index)
            self.open_menu(self.chosen, event.globalPos())
        elif self.chosen:
            self.open_menu(self.chosen)
