"""Who sent what, and when.

Purpose: to see that it works, and whose laptop was heard of last. States: empty, the latest, more.
Keys: those of its button. Signals: none. Tokens: you and them on their soft grounds.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rm_desktop.domain.sync_words import ParcelLine
from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.rows import at_left, emptied
from rm_desktop.ui.sync.shown import SharingView, more_words
from rm_desktop.ui.theme.tokens import L, M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.label import Label

#: Rows at first, and how many more each press shows.
_FIRST, _MORE = 8, 40


class ParcelsCard(Card):
    """`show_view(view)`; the latest comes first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who sent what"), margin=20, parent=parent)
        self.setObjectName("parcels")
        words = tr("Nothing has been sent yet.")
        self._none = Label(words, "body", "ink-2", wrap=True)
        self.body.addWidget(self._none)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(M)
        self._rows.setVerticalSpacing(L)
        self._rows.setColumnStretch(1, 1)
        self.body.addLayout(self._rows)
        self.more = Button("", "quiet")
        self.more.setObjectName("parcels-more")
        self.more.clicked.connect(self._on_more_clicked)
        self.body.addLayout(at_left(self.more))
        self._most = _FIRST
        self._all: tuple[ParcelLine, ...] = ()
        self._shown: tuple[ParcelLine, ...] | None = None

    def show_view(self, view: SharingView) -> None:
        """Show what was sent."""
        self.setVisible(view.is_shared)
        self._all = view.parcels
        self._show()

    def _show(self) -> None:
        lines = self._all[: self._most]
        self._none.setVisible(not lines)
        words = more_words(self._most, self._all)
        self.more.set_text(words)
        self.more.setVisible(bool(words))
        if lines == self._shown:
            return
        self._shown = lines
        emptied(self._rows)
        for at, line in enumerate(lines):
            chip = Chip(line.who, "you" if line.is_yours else "them")
            self._rows.addWidget(chip, at, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(_words(line), at, 1)

    def _on_more_clicked(self) -> None:
        self._most += _MORE
        self._show()


def _words(line: ParcelLine) -> QWidget:
    shown = QWidget()
    shown.setAccessibleName(f"{line.who} · {line.what} · {line.when}")
    words = QVBoxLayout(shown)
    words.setContentsMargins(0, 0, 0, 0)
    words.setSpacing(0)
    words.addWidget(Label(line.what, "body", wrap=True))
    words.addWidget(Label(line.when, "caption", "ink-2", wrap=True))
    return shown
