"""The entries of the journal, the newest first.

Purpose: find one's way back. States: as its rows; the chosen one is the one that is open.
Keys: Up and Down choose and open · Enter goes into the text · Delete puts into the bin · Shift+F10
    or the menu key opens the menu.
Signals: `item_chosen(id)`, `write_requested(id)`, `bin_requested(id)`, `more_requested` near the
    end. Tokens: ink, ink-2, ink-3, hover, accent-soft, warn-soft under hits, focus.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.delegate import EntryDelegate
from rm_desktop.ui.journal.rows import EntryRow
from rm_desktop.ui.models.rows_list import RowsList
from rm_desktop.ui.models.rows_model import RowsModel

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
#: How many rows before the last one the next stretch is asked for.
_AHEAD = 12


class EntryList(RowsList[EntryRow]):
    """Scrolls by itself, however many there are."""

    write_requested = Signal(str)
    bin_requested = Signal(str)
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Journal entries"), RowsModel[EntryRow](), grow=False, parent=parent)
        self.setObjectName("journal-list")
        self.setItemDelegate(EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def open_menu(self, at: QPoint) -> QMenu:
        """Open the menu of the chosen row and return it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("What to do with the entry"))
        ident = self.chosen
        for words, signal in (
            (f"{tr('Write')}\t{tr('Enter')}", self.write_requested),
            (f"{tr('Move to the bin')}\tDel", self.bin_requested),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, told=signal: told.emit(ident))
            menu.addAction(action)
        menu.popup(at)
        return menu

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        row = self.sizeHintForRow(0)
        if row > 0 and value > bar.maximum() - _AHEAD * row:
            self.more_requested.emit()

    # -- Qt ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and self.chosen:
            self.write_requested.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Delete and self.chosen:
            self.bin_requested.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._menu_at_choice()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self._menu_at_choice()
        elif self.indexAt(event.pos()).isValid():
            self.open_menu(event.globalPos())

    def _menu_at_choice(self) -> None:
        if self.chosen:
            rect = self.visualRect(self.currentIndex())
            self.open_menu(self.viewport().mapToGlobal(rect.center()))
