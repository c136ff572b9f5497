"""A list of topics that can be dragged and dropped on; no meaning of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from rm_desktop.ui.agenda.delegate import AgendaDelegate, mark_of, minutes_of
from rm_desktop.ui.agenda.model import AgendaModel
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.models.rows_list import RowsList
from rm_desktop.ui.models.rows_model import Role
from rm_desktop.ui.theme import font_for, hue, px
from rm_desktop.ui.theme.tokens import M, S

_HAND = Qt.CursorShape.PointingHandCursor
_REACH = 48
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class RowView(RowsList[AgendaRow]):
    """Rows of one agenda, with a sentence in their place while there are none.

    Signals: `mark_pressed(id)` where the words were that lead to two versions;
    `minutes_pressed(id)` where the minutes of the chosen row were, or twice where others were.
    """

    mark_pressed = Signal(str)
    minutes_pressed = Signal(str)

    def __init__(
        self, name: str, model: AgendaModel, *, grow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, model, grow=grow, parent=parent)
        self._drop_row: int | None = None
        self._placeholder = self._pressed_mark = self._pressed_minutes = ""
        self.setItemDelegate(AgendaDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

    def show_placeholder(self, sentence: str) -> None:
        """Say what this list is for while it is empty; it can be dropped on all the same."""
        self._placeholder = sentence
        self.setAccessibleDescription("" if self.rows else sentence)
        self._fit()

    def show_rows(self, rows: Sequence[AgendaRow]) -> None:
        super().show_rows(rows)
        self.setAccessibleDescription("" if self.rows else self._placeholder)

    def _height_when_empty(self) -> int:
        if not self._placeholder:
            return super()._height_when_empty()
        width = max(self.viewport().width() - 2 * M, px(120))
        return _laid(self._placeholder, width).height() + 2 * M

    def _row_for_drop(self, place: QPoint) -> int:
        index = self.indexAt(place)
        if not index.isValid():
            return len(self.rows) if place.y() > 0 else 0
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def _show_drop(self, row: int | None) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    # -- Qt ---------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self._mark_at(event.position().toPoint())
        self.viewport().setCursor(_HAND if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self._pressed_mark, minutes = self._mark_at(place), self._minutes_at(place)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_minutes = minutes if left and minutes == self.chosen else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        pressed, self._pressed_mark = self._pressed_mark, ""
        minutes, self._pressed_minutes = self._pressed_minutes, ""
        super().mouseReleaseEvent(event)
        if pressed and pressed == self._mark_at(place):
            self.mark_pressed.emit(pressed)
        elif minutes and minutes == self._minutes_at(place):
            self.minutes_pressed.emit(minutes)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if minutes := self._minutes_at(event.position().toPoint()):
            self.minutes_pressed.emit(minutes)
        else:
            super().mouseDoubleClickEvent(event)

    def _mark_at(self, place: QPoint) -> str:
        """Return the topic whose mark of two versions is there, empty if none is."""
        index = self.indexAt(place)
        row: AgendaRow | None = index.data(Role.ROW) if index.isValid() else None
        if row is None or not mark_of(row, self.visualRect(index)).contains(QPointF(place)):
            return ""
        return row.id

    def _minutes_at(self, place: QPoint) -> str:
        """Return the topic whose minutes are there, empty if none is."""
        index = self.indexAt(place)
        row: AgendaRow | None = index.data(Role.ROW) if index.isValid() else None
        if row is None or not minutes_of(row, self.visualRect(index)).contains(place):
            return ""
        return row.id

    def startDrag(self, supported: Qt.DropAction) -> None:
        self._pressed_minutes = ""  # it is carried somewhere, not pressed
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.rows_model.mimeData([index]))
        drag.setPixmap(self._ghost(index))
        drag.setHotSpot(QPoint(px(24), px(24)))
        drag.exec(supported, Qt.DropAction.MoveAction)

    def _ghost(self, index: QModelIndex) -> QPixmap:
        """A row to be seen through while it is dragged, so that the line below it shows."""
        solid = self.viewport().grab(self.visualRect(index))
        ghost = QPixmap(solid.size())
        ghost.setDevicePixelRatio(solid.devicePixelRatio())
        ghost.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ghost)
        painter.setOpacity(0.6)
        painter.drawPixmap(0, 0, solid)
        painter.end()
        return ghost

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        row = self._row_for_drop(place)
        action = Qt.DropAction.MoveAction
        if not self.rows_model.canDropMimeData(event.mimeData(), action, row, 0, QModelIndex()):
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        self._show_drop(row)
        self._keep_in_sight(place)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._row_for_drop(event.position().toPoint())
        self._show_drop(None)
        # accepted as a copy: the list it comes from must not remove a row by itself
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        action = Qt.DropAction.MoveAction
        self.rows_model.dropMimeData(event.mimeData(), action, row, 0, QModelIndex())

    def _keep_in_sight(self, place: QPoint) -> None:
        """Let the page around scroll while a row is dragged over its edge."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if self._grow and around is not None and (page := around.widget()) is not None:
            there = self.viewport().mapTo(page, place)
            around.ensureVisible(there.x(), there.y(), 0, _REACH)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows and self._placeholder:
            painter = QPainter(self.viewport())
            painter.setPen(hue("ink-2"))
            area = self.viewport().rect().adjusted(S, M, -S, -M)
            painter.drawText(area, int(_WRAPPED), self._placeholder)
            painter.end()
        if self._drop_row is None:
            return
        last = len(self.rows) - 1
        index = self.rows_model.index(min(self._drop_row, last))
        rect = self.visualRect(index)
        y = rect.top() if self._drop_row <= last else rect.bottom()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(hue("accent"), 2))
        y = max(1, min(self.viewport().height() - 1, y))
        painter.drawLine(8, y, self.viewport().width() - 8, y)


def _laid(text: str, width: int) -> QRect:
    metrics = QFontMetrics(font_for("body"))
    return metrics.boundingRect(QRect(0, 0, width, 10_000), int(_WRAPPED), text)
