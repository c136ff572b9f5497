"""The list of a page's parts at its left: a click brings a part to the top.

Purpose: finding one's way on a long page. States: one part lit. Keys: those of its buttons.
Signals: `chosen(key)`. Tokens: those of NavButton.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.nav_button import NavButton

_WIDTH = 148


class Anchors(QWidget):
    """`Anchors((("bin", "bin", tr("Bin")), …))`: key, icon, words."""

    chosen = Signal(str)

    def __init__(
        self, parts: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Parts of the settings"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        self._buttons: dict[str, NavButton] = {}
        for key, icon, words in parts:
            button = NavButton(icon, words)
            button.clicked.connect(partial(self._on_clicked, key))
            self._buttons[key] = button
            column.addWidget(button)
        column.addStretch(1)
        self.setMinimumWidth(px(_WIDTH))  # the part that is lit is set in bold
        self.show_part(parts[0][0])

    def show_part(self, key: str) -> None:
        """Light the part that stands at the top."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)

    def offer_parts(self, keys: Collection[str]) -> None:
        """List these parts only: the others are not on the page now."""
        for each, button in self._buttons.items():
            button.setVisible(each in keys)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.show_part(key)
        self.chosen.emit(key)
