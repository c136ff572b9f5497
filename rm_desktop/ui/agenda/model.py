"""The rows of an agenda for Qt's views: frozen values in, the smallest changes out.

Editing and dropping never change the model: they are intents, and what comes of them arrives by
`replace`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.models.rows_model import Index, Role, RowsModel

MIME = "application/x-rm-desktop-topic"


class AgendaModel(RowsModel[AgendaRow]):
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

    # -- Qt ---------------------------------------------------------------------------------

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
