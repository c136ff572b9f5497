"""Rows of frozen values for Qt's views: the smallest changes in, nothing but values out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What every row can say of itself."""

    @property
    def id(self) -> str:
        """What tells it from all others."""

    @property
    def title(self) -> str:
        """Its first line."""

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""


R = TypeVar("R", bound=Row)


class Role(IntEnum):
    """What a delegate or a test asks of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    MINUTES = Qt.ItemDataRole.UserRole + 3


class RowsModel(QAbstractListModel, Generic[R]):
    """The rows of one list; `replace` is the only way to change them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []

    @property
    def rows(self) -> tuple[R, ...]:
        """What is shown."""
        return tuple(self._rows)

    def place_of(self, ident: str) -> QModelIndex:
        """Return where a row stands, an invalid index if it is not here."""
        for n, row in enumerate(self._rows):
            if row.id == ident:
                return self.index(n)
        return QModelIndex()

    def replace(self, rows: Sequence[R]) -> None:
        """Show other rows by removing, moving, inserting and changing as few as it takes."""
        held = len(self._rows)
        if len(rows) > held and list(rows[:held]) == self._rows:
            self.beginInsertRows(QModelIndex(), held, len(rows) - 1)
            self._rows = list(rows)
            self.endInsertRows()
            return
        wanted = {row.id for row in rows}
        for n in reversed(range(len(self._rows))):
            if self._rows[n].id not in wanted:
                self.beginRemoveRows(QModelIndex(), n, n)
                del self._rows[n]
                self.endRemoveRows()
        order = [row.id for row in rows]
        for n, row in enumerate(rows):
            if n >= len(self._rows) or self._rows[n].id != row.id:
                self._settle(n, row, order)
        for n, row in enumerate(rows):
            if self._rows[n] != row:
                self._rows[n] = row
                self.dataChanged.emit(self.index(n), self.index(n))

    def _settle(self, n: int, row: R, order: list[str]) -> None:
        """Bring a row to its place, everything before it standing right already."""
        ids = [each.id for each in self._rows]
        if row.id not in ids:
            self.beginInsertRows(QModelIndex(), n, n)
            self._rows.insert(n, row)
            self.endInsertRows()
        elif ids[n + 1] == row.id:
            known = [each for each in order if each in ids]
            self._move(n, known.index(ids[n]))  # one row went down: the others stay
        else:
            self._move(ids.index(row.id), n)

    def _move(self, start: int, end: int) -> None:
        self.beginMoveRows(QModelIndex(), start, start, QModelIndex(), end + (end > start))
        self._rows.insert(end, self._rows.pop(start))
        self.endMoveRows()

    # -- Qt ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return {int(Role.ROW): row, int(Role.ID): row.id}.get(role)
