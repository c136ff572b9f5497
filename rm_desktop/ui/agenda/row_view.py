"""A view of agenda rows that knows how to choose, drag, drop and grow; no meaning of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollArea, QSizePolicy, QWidget

from rm_desktop.ui.agenda.delegate import AgendaDelegate
from rm_desktop.ui.agenda.model import AgendaModel
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.models.rows_model import Index, Role
from rm_desktop.ui.theme import font_for, hue, px
from rm_desktop.ui.theme.tokens import M, S

_BY_TAB = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_REACH = 48
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class RowView(QListView):
    """Rows of one model. With `grow` it is as high as they are and the page around it scrolls.

    Signals: `item_chosen(id)`, by a person only.
    """

    item_chosen = Signal(str)

    def __init__(
        self, name: str, model: AgendaModel, *, grow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows_model, self._grow = model, grow
        self._telling = True
        self._drop_row: int | None = None
        self._placeholder = ""
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("focus_ring", False)
        self.setProperty("by_keyboard", False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        if grow:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """What is shown."""
        return self.rows_model.rows

    @property
    def chosen(self) -> str:
        """The id of the chosen row, empty if there is none."""
        return str(self.currentIndex().data(Role.ID) or "")

    def row_of(self, ident: str) -> AgendaRow | None:
        """Return a row by id, None if it is not here."""
        return next((row for row in self.rows if row.id == ident), None)

    def show_placeholder(self, sentence: str) -> None:
        """Say what this list is for while it is empty; it can be dropped on all the same."""
        self._placeholder = sentence
        self.setAccessibleDescription("" if self.rows else sentence)
        self._fit()

    def show_rows(self, rows: Sequence[AgendaRow]) -> None:
        """Show other rows; choice, scroll position and a half-typed edit stay."""
        if tuple(rows) == self.rows:
            return
        self._telling = False
        self.rows_model.replace(rows)
        self._telling = True
        self.setAccessibleDescription("" if self.rows else self._placeholder)
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
        self.doItemsLayout()
        if self._grow:
            self.updateGeometry()

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

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._telling and current.isValid():
            self.item_chosen.emit(self.chosen)

    def sizeHint(self) -> QSize:
        if not self._grow:
            return QSize(px(280), px(240))
        if not self.rows and self._placeholder:
            width = max(self.viewport().width() - 2 * M, px(120))
            return QSize(px(280), _laid(self._placeholder, width).height() + 2 * M)
        heights = (self.sizeHintForIndex(self.rows_model.index(n)) for n in range(len(self.rows)))
        return QSize(px(280), max(sum(size.height() for size in heights), 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height() if self._grow else px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            # rows wrap: their heights follow the width, and ours follows theirs
            QTimer.singleShot(0, self, self._fit)

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

    def _note_keyboard(self, *, by_key: bool) -> None:
        if self.property("by_keyboard") != by_key:
            self.setProperty("by_keyboard", by_key)
            self.viewport().update()


def _laid(text: str, width: int) -> QRect:
    metrics = QFontMetrics(font_for("body"))
    return metrics.boundingRect(QRect(0, 0, width, 10_000), int(_WRAPPED), text)
