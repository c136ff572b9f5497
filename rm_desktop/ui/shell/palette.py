"""Ctrl+K: find anything of the open pair, and any action, by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import draw_icon, font_for, hue, px
from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.search_field import SearchField

Index = QModelIndex | QPersistentModelIndex
_ROW, _SHOWN = 48, 9


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it is called, what it is, and what choosing it does.

    `also` are other words by which people look for it.
    """

    title: str
    detail: str
    icon: str
    act: Callable[[], object]
    keys: str = ""
    also: str = ""


#: Returns what belongs to the words typed so far.
Source = Callable[[str], Sequence[Entry]]


class EntryModel(QAbstractListModel):
    """The entries on show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace what is on show."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return one entry."""
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.title, entry.detail, entry.keys)))
        return entry if role == Qt.ItemDataRole.UserRole else None


class EntryDelegate(QStyledItemDelegate):
    """Paints icon, title, detail and keys of an entry."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(200), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        place: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.save()
        if chosen:
            painter.fillRect(place, hue("accent-soft"))
        inner = place.adjusted(px(L), 0, -px(L), 0)
        side = px(18)
        mark = QRect(inner.left(), inner.center().y() - side // 2, side, side)
        draw_icon(painter, entry.icon, "accent" if chosen else "ink-2", mark)
        words = inner.adjusted(side + px(M), px(4), -px(90) if entry.keys else 0, -px(4))
        half = words.height() // 2
        self._line(
            painter, QRect(words.topLeft(), QSize(words.width(), half)), entry.title, "medium"
        )
        below = QRect(words.left(), words.top() + half, words.width(), half)
        self._line(painter, below, entry.detail, "caption")
        if entry.keys:
            painter.setFont(font_for("caption"))
            painter.setPen(hue("ink-3"))
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, end, entry.keys)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, place: QRect, words: str, kind: str) -> None:
        painter.setFont(font_for("medium" if kind == "medium" else "caption"))
        painter.setPen(hue("ink" if kind == "medium" else "ink-2"))
        cut = painter.fontMetrics().elidedText(
            harmless(words), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class Palette(QWidget):
    """The field and the list.

    Signals: `done` when an entry was chosen or the person gave up.
    """

    done = Signal()

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        column = QVBoxLayout(self)
        column.setContentsMargins(px(L), 0, px(L), 0)  # the card has its own above and below
        column.setSpacing(px(S))
        self.field = SearchField(tr("Search or jump to"), tr("Search or jump to…"))
        self.field.setObjectName("palette-field")
        self.field.search_changed.connect(self._on_search_changed)
        self.field.submitted.connect(self._on_submitted)
        self.field.cancelled.connect(self.done)
        self.field.installEventFilter(self)
        self._model = EntryModel(self)
        self._list = QListView()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName(tr("What was found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_list_clicked)
        self._nothing = Label(tr("Nothing found. Try fewer letters."), "body", "ink-2")
        column.addWidget(self.field)
        column.addWidget(self._list)
        column.addWidget(self._nothing)

    def start(self) -> None:
        """Begin with an empty field and the actions."""
        self.field.clear()
        self._show(self._source(""))

    def sizeHint(self) -> QSize:
        rows = max(1, min(self._model.rowCount(), _SHOWN))
        return QSize(px(640), px(_ROW * rows + 64))

    def _show(self, entries: Sequence[Entry]) -> None:
        self._model.show_entries(entries)
        self._nothing.setVisible(not entries)
        self._list.setVisible(bool(entries))
        if entries:
            self._list.setCurrentIndex(self._model.index(0))
        self.updateGeometry()

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            entry = self._model.entry(row)
            self.done.emit()
            entry.act()

    def _on_search_changed(self, text: str) -> None:
        self._show(self._source(text))

    def _on_submitted(self, _text: str) -> None:
        self._choose(self._list.currentIndex().row())

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through the list while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.done.emit()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._model.rowCount():
                row = (self._list.currentIndex().row() + step) % self._model.rowCount()
                self._list.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)
