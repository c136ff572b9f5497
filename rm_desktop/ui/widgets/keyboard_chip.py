"""Who is at the keyboard while the laptop is with the partner, and the way back.

Purpose: stands in the head of screens without a rail. States: shown while handed over, else hidden.
Keys: those of the button. Signals: `give_back_requested`. Tokens: them, them-soft (Chip), accent.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.chip import Chip


class KeyboardChip(QWidget):
    """`show_person("Henrik")`; an empty name, the owner's turn, hides it."""

    give_back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chip = Chip("", "them", dot=True)
        self._back = Button(tr("Give back"), "quiet")
        self._back.setObjectName("give-back")
        self._back.clicked.connect(self.give_back_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        row.addWidget(self._chip)
        row.addWidget(self._back)
        self.hide()

    def show_person(self, name: str) -> None:
        """Name the partner who writes now; nobody means the owner does."""
        words = tr("{name} at the keyboard", name=name)
        self._chip.show_chip(words, "them")
        self.setAccessibleName(words)
        self.setVisible(bool(name))
