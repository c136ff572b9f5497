"""What was deleted in the last 30 days, each with a way back.

Purpose: undoing a deletion days later. States: empty, with rows. Keys: those of its buttons.
Signals: `restore_requested(entity)`, `empty_requested`. Tokens: line between rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.services.bin import Binned
from rm_desktop.ui.settings.words import BinRow
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label

#: Rows shown at once; a bin after ten years may hold thousands.
_MOST = 50


class BinCard(Card):
    """The latest comes first."""

    restore_requested = Signal(object)
    empty_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Bin"), margin=20, parent=parent)
        self.empty = Button(tr("Empty the bin…"), "quiet")
        self.empty.clicked.connect(self.empty_requested)
        self.add_action(self.empty)
        note = tr("What you delete stays here for 30 days.")
        self._note = Label(note, "body", "ink-2", wrap=True)
        self.body.addWidget(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(S)
        self.body.addLayout(self._rows)
        self._shown: tuple[BinRow, ...] | None = None

    def show_rows(self, rows: Sequence[BinRow]) -> None:
        """Show what is in the bin."""
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        self.empty.setVisible(bool(rows))
        self._note.show_text(
            tr("What you delete stays here for 30 days.")
            if rows
            else tr("The bin is empty. What you delete stays here for 30 days.")
        )
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows[:_MOST]:
            self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(row))
        if len(rows) > _MOST:
            more = tr("{n} more are not shown.", n=len(rows) - _MOST)
            self._rows.addWidget(Label(more, "caption", "ink-3"))

    def _row(self, row: BinRow) -> QWidget:
        shown = QWidget()
        layout = QHBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(row.title, wrap=True))
        words.addWidget(Label(row.detail, "caption", "ink-3", wrap=True))
        layout.addLayout(words, 1)
        restore = Button(tr("Bring back"))
        restore.setAccessibleName(tr("Bring back “{title}”", title=row.title))
        restore.clicked.connect(partial(self._on_restore_clicked, row.entity))
        layout.addWidget(restore)
        return shown

    def _on_restore_clicked(self, entity: Binned, _checked: bool = False) -> None:
        self.restore_requested.emit(entity)
