"""A list over a `RowsModel`: chooses, notes the keyboard, and grows with its rows if wanted.

Purpose: what every painted list shares. States: as its rows; the chosen one wears its own focus
    ring, which a delegate paints where the property `by_keyboard` is set.
Keys: Up, Down, Home, End choose. Signals: `item_chosen(id)`, by a person only. Tokens: none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from rm_desktop.ui.models.rows_model import Index, Role, Row, RowsModel
from rm_desktop.ui.theme import px

R = TypeVar("R", bound=Row)

_BY_TAB = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_NEW_SIZES = {QEvent.Type.FontChange, QEvent.Type.StyleChange}


class Sight(QWidget):
    """The part of a list that is seen, on the ground Qt's own would have.

    One of ours: to find out what Qt's own is, PySide wakes every widget there is, 15 ms.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)


class RowsList(QListView, Generic[R]):
    """With `grow` it is as high as its rows, and the page around it scrolls."""

    item_chosen = Signal(str)

    def __init__(
        self, name: str, model: RowsModel[R], *, grow: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setViewport(Sight(self))
        self.rows_model, self._grow = model, grow
        self._telling = True
        self._height: int | None = None  # of all rows, kept because layouts ask all the time
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("focus_ring", False)
        self.setProperty("by_keyboard", False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if grow:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[R, ...]:
        """What is shown."""
        return self.rows_model.rows

    @property
    def chosen(self) -> str:
        """The id of the chosen row, empty if there is none."""
        return str(self.currentIndex().data(Role.ID) or "")

    def row_of(self, ident: str) -> R | None:
        """Return a row by id, None if it is not here."""
        return next((row for row in self.rows if row.id == ident), None)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; choice, scroll position and a half-typed edit stay."""
        if tuple(rows) == self.rows:
            return
        self._telling = False
        self.rows_model.replace(rows)
        self._telling = True
        self._fit()

    def show_chosen(self, ident: str) -> None:
        """Choose a row without telling anybody; an unknown id chooses none."""
        if ident == self.chosen:
            return
        self._telling = False
        place = self.rows_model.place_of(ident)
        if place.isValid():
            self.setCurrentIndex(place)
        else:
            self.clearSelection()
            self.selectionModel().clearCurrentIndex()
        self._telling = True

    def _fit(self) -> None:
        self._height = None
        self.scheduleDelayedItemsLayout()
        if self._grow:
            self.updateGeometry()

    def _height_when_empty(self) -> int:
        return 2

    def _note_keyboard(self, *, by_key: bool) -> None:
        if self.property("by_keyboard") != by_key:
            self.setProperty("by_keyboard", by_key)
            self.viewport().update()

    # -- Qt ---------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._telling and current.isValid():
            self.item_chosen.emit(self.chosen)

    def sizeHint(self) -> QSize:
        if not self._grow:
            return QSize(px(280), px(240))
        if self._height is None:
            places = map(self.rows_model.index, range(len(self.rows)))
            self._height = sum(self.sizeHintForIndex(each).height() for each in places)
        return QSize(px(280), self._height or self._height_when_empty())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height() if self._grow else px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            # rows wrap: their heights follow the width, and ours follows theirs
            self._height = None
            QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _NEW_SIZES:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._note_keyboard(by_key=True)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._note_keyboard(by_key=False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_TAB:
            self._note_keyboard(by_key=True)
            if not self.currentIndex().isValid() and self.rows:
                self.setCurrentIndex(self.rows_model.index(0))
        super().focusInEvent(event)
