"""A list of sessions: open one, or see what else can be done with it.

Purpose: the past, and what is planned later. States: as its rows; skipped ones are quiet.
Keys: Up and Down choose · Enter opens · Delete puts into the bin · Shift+F10 or the menu key opens
    the menu. A click opens, a click on the dots opens the menu.
Signals: `opened(id)`, `reopen_requested(id)`, `move_requested(id)`, `skip_requested(id)`,
    `delete_requested(id)`. Tokens: ink, ink-2, ink-3, hover, sunken, focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QSizePolicy, QWidget

from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.words import tr
from rm_desktop.ui.models.rows_model import Role, RowsModel
from rm_desktop.ui.sessions.delegate import SessionDelegate, dots_of
from rm_desktop.ui.sessions.rows import SessionRow
from rm_desktop.ui.theme import px

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SessionList(QListView):
    """As high as its rows: the page around it scrolls."""

    opened = Signal(str)
    reopen_requested = Signal(str)
    move_requested = Signal(str)
    skip_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = RowsModel[SessionRow](self)
        self.setModel(self.rows_model)
        self.setItemDelegate(SessionDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("focus_ring", False)
        self.setProperty("by_keyboard", False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(never)
        self.setVerticalScrollBarPolicy(never)

    @property
    def rows(self) -> tuple[SessionRow, ...]:
        """What is shown."""
        return self.rows_model.rows

    @property
    def chosen(self) -> str:
        """The id of the chosen row, empty if there is none."""
        return str(self.currentIndex().data(Role.ID) or "")

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show other rows; what is chosen stays."""
        self.rows_model.replace(rows)
        self._fit()

    def open_menu(self, ident: str, at: QPoint | None = None) -> QMenu | None:
        """Open the menu of a row and return it."""
        row = next((each for each in self.rows if each.id == ident), None)
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
            return [(tr("Back to the room"), tr("Enter"), self.opened)]
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

    def _fit(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    # -- Qt ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        heights = (self.sizeHintForIndex(self.rows_model.index(n)) for n in range(len(self.rows)))
        return QSize(px(280), max(2, sum(size.height() for size in heights)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self._fit)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._note_keyboard(by_key=False)
        super().mousePressEvent(event)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._note_keyboard(by_key=True)
            if not self.currentIndex().isValid() and self.rows:
                self.setCurrentIndex(self.rows_model.index(0))
        super().focusInEvent(event)

    def _note_keyboard(self, *, by_key: bool) -> None:
        if self.property("by_keyboard") != by_key:
            self.setProperty("by_keyboard", by_key)
            self.viewport().update()
