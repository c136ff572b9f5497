"""The bin of the journal: what was deleted in the last 30 days.

Purpose: bring back, or erase before time. States: empty, entries. Keys: those of its buttons.
Signals: `restore_requested(id)`, `erase_requested(id)`, `back_requested`. Tokens: ink, ink-3, line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.side_page import SidePage
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Binned:
    """An entry in the bin: what it was and how long it stays."""

    id: str
    title: str
    words: str


class BinPage(SidePage):
    """`show_binned(entries)`."""

    restore_requested = Signal(str)
    erase_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Bin"), tr("Back to the journal"), parent)
        self.setObjectName("journal-bin")
        self._sentence = Label("", "body", "ink-2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(S)
        self._made: list[QWidget] = []
        self._shown: tuple[Binned, ...] | None = None
        self.column.addWidget(self._sentence)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_binned(self, entries: Sequence[Binned]) -> None:
        """Show what can be brought back."""
        if tuple(entries) == self._shown:
            return
        self._shown = tuple(entries)
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made = []
        self._sentence.show_text(
            tr("Entries stay here for 30 days, then they go for good.")
            if entries
            else tr("The bin is empty. What you delete waits here for 30 days.")
        )
        for entry in entries:
            for widget in (Divider(), self._row(entry)):
                self._rows.addWidget(widget)
                self._made.append(widget)

    def _row(self, entry: Binned) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(entry.title, "medium", wrap=True))
        words.addWidget(Label(entry.words, "caption", "ink-3", wrap=True))
        restore = Button(tr("Bring back"))
        restore.setAccessibleName(tr("Bring back “{title}”", title=entry.title))
        restore.setObjectName("bin-restore")
        restore.clicked.connect(partial(self._on_restore, entry.id))
        erase = Button(tr("Erase for ever…"), "danger")
        erase.setAccessibleName(tr("Erase “{title}” for ever", title=entry.title))
        erase.setObjectName("bin-erase")
        erase.clicked.connect(partial(self._on_erase, entry.id))
        buttons = FlowRow(gap=S, line_gap=S)
        buttons.add(restore)
        buttons.add(erase)
        line.addLayout(words, 1)
        line.addWidget(buttons, 1)
        return row

    def _on_restore(self, ident: str, _checked: bool = False) -> None:
        self.restore_requested.emit(ident)

    def _on_erase(self, ident: str, _checked: bool = False) -> None:
        self.erase_requested.emit(ident)
