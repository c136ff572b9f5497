"""The rows of an agenda for Qt's views: frozen values in, the smallest changes out.

Editing and dropping never change the model: they are intents, and what comes of them arrives by
`replace`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rm_desktop.ui.agenda.row import AgendaRow, Offer

MIME = "application/x-rm-desktop-topic"
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate or a test asks of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    MINUTES = Qt.ItemDataRole.UserRole + 3


class AgendaModel(QAbstractListModel):
    """The rows of one list; `source` names it to lists that its rows are dragged to.

    Signals: `title_edited(id, text)`, `minutes_edited(id, minutes)` after an edit in place;
    `dropped(id, before, source)` after a row of any list was dropped on this one (`before` is
    empty for the end).
    """

    title_edited = Signal(str, str)
    minutes_edited = Signal(str, int)
    dropped = Signal(str, str, str)

    def __init__(
        self,
        source: str = "agenda",
        offers: frozenset[Offer] = frozenset(),
        accepts: frozenset[str] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._offers, self._accepts = source, offers, accepts
        self._rows: list[AgendaRow] = []

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """What is shown."""
        return tuple(self._rows)

    def place_of(self, ident: str) -> QModelIndex:
        """Return where a topic stands, an invalid index if it is not here."""
        for n, row in enumerate(self._rows):
            if row.id == ident:
                return self.index(n)
        return QModelIndex()

    def replace(self, rows: Sequence[AgendaRow]) -> None:
        """Show other rows by removing, moving, inserting and changing as few as it takes."""
        wanted = {row.id for row in rows}
        for n in reversed(range(len(self._rows))):
            if self._rows[n].id not in wanted:
                self.beginRemoveRows(QModelIndex(), n, n)
                del self._rows[n]
                self.endRemoveRows()
        for n, row in enumerate(rows):
            self._settle(n, row, [each.id for each in rows])
        for n, row in enumerate(rows):
            if self._rows[n] != row:
                self._rows[n] = row
                self.dataChanged.emit(self.index(n), self.index(n))

    def _settle(self, n: int, row: AgendaRow, order: list[str]) -> None:
        """Bring a row to its place, everything before it standing right already."""
        ids = [each.id for each in self._rows]
        if row.id not in ids:
            self.beginInsertRows(QModelIndex(), n, n)
            self._rows.insert(n, row)
            self.endInsertRows()
        elif ids[n] != row.id and ids[n + 1] == row.id:
            known = [each for each in order if each in ids]
            self._move(n, known.index(ids[n]))  # one row went down: the others stay
        elif ids[n] != row.id:
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
        known: dict[int, object] = {Role.ROW: row, Role.ID: row.id, Role.MINUTES: row.minutes}
        return known.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.EditRole and str(value) != row.title:
            self.title_edited.emit(row.id, str(value))
        elif role == Role.MINUTES and isinstance(value, int) and value != row.minutes:
            self.minutes_edited.emit(row.id, value)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        own |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return own | Qt.ItemFlag.ItemIsEditable if Offer.EDIT in self._offers else own

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        if indexes:
            row = self._rows[indexes[0].row()]
            mime.setData(MIME, json.dumps({"id": row.id, "source": self._source}).encode())
        return mime

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return read_drag(data)[1] in {self._source, *self._accepts}

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        ident, source = read_drag(data)
        at = parent.row() if parent.isValid() else row if row >= 0 else len(self._rows)
        after = [each.id for each in self._rows[at:] if each.id != ident]
        if source == self._source and self._stands(ident, after):
            return False
        self.dropped.emit(ident, after[0] if after else "", source)
        return True

    def _stands(self, ident: str, after: list[str]) -> bool:
        ids = [each.id for each in self._rows]
        return ident in ids and ids[ids.index(ident) + 1 :] == after


def read_drag(data: QMimeData) -> tuple[str, str]:
    """Return the topic that is dragged and the list it comes from, empty for anything else."""
    raw = bytes(data.data(MIME).data())
    if not raw:
        return "", ""
    told = json.loads(raw)
    return str(told["id"]), str(told["source"])
