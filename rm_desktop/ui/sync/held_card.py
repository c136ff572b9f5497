"""A large deletion that waits for a yes.

Purpose: nobody loses much by somebody else's slip. States: folded, with its titles. Keys: those of
    its buttons. Signals: `remove_requested(int)`, `keep_requested(int)`. Tokens: warn-soft.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.sync.rows import emptied
from rm_desktop.ui.sync.shown import HeldRow, SharingView
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label

#: Titles shown at most; ten years' topics would be 900.
_MOST = 100


class HeldCard(Card):
    """`show_view(view)`; hidden where nothing waits."""

    remove_requested = Signal(int)
    keep_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("A large deletion waits for you"), margin=20, parent=parent)
        self.setObjectName("held-back")
        self._row: HeldRow | None = None
        self._words = Label("", "body", wrap=True)
        self._titles = QVBoxLayout()
        self._titles.setSpacing(XS)
        self._list = QWidget()
        self._list.setLayout(self._titles)
        self._titles.setContentsMargins(M, S, 0, S)
        self._buttons = FlowRow(gap=M, line_gap=S)
        self.show_titles = Button("")
        self.show_titles.setObjectName("held-show")
        self.keep = Button(tr("Keep them all"))
        self.keep.setObjectName("held-keep")
        self.remove = Button(tr("Remove them"), "danger")
        self.remove.setObjectName("held-remove")
        for button in (self.show_titles, self.keep, self.remove):
            self._buttons.add(button)
        meaning = tr(
            "Kept, they come back on the other laptop, too. Removed, they go here as they went "
            "there."
        )
        self._meaning = Label(meaning, "caption", "ink-2", wrap=True)
        for part in (self._words, self._list, self._buttons, self._meaning):
            self.body.addWidget(part)
        self.show_titles.clicked.connect(self._on_show_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_view(self, view: SharingView) -> None:
        """Show what waits; whether the titles are unfolded stays as it is."""
        self.setVisible(view.held is not None)
        for button in (self.keep, self.remove, self._meaning):
            button.setVisible(not view.owner)
        if view.held is None or view.held == self._row:
            self._row = view.held
            return
        if self._row is None:
            self._list.hide()
        self._row = view.held
        self._words.show_text(view.held.what)
        emptied(self._titles)
        for title in view.held.titles[:_MOST]:
            self._titles.addWidget(Label(f"– {title}", "body", "ink-2", wrap=True))
        left = len(view.held.titles) - _MOST
        if left > 0:
            words = trn("and {n} more", "and {n} more", left)
            self._titles.addWidget(Label(words, "caption", "ink-2"))
        self._name_show()

    def _on_show_clicked(self) -> None:
        self._list.setVisible(self._list.isHidden())
        self._name_show()

    def _on_keep_clicked(self) -> None:
        if self._row is not None:
            self.keep_requested.emit(self._row.number)

    def _on_remove_clicked(self) -> None:
        if self._row is not None:
            self.remove_requested.emit(self._row.number)

    def _name_show(self) -> None:
        count = len(self._row.titles) if self._row else 0
        shown = not self._list.isHidden()
        words = tr("Hide the list") if shown else trn("Show it", "Show the {n}", count)
        self.show_titles.set_text(words)
