"""A small round label: whose it is, what kind it is; and its checkable sister, the filter.

Purpose: Chip says a word about a thing; FilterChip narrows a list.
States: Chip: tone, with a dot or without. FilterChip: normal, hover, checked, disabled, focused.
Keys: FilterChip: Space, Enter. Signals: FilterChip: `toggled(bool)`, `clicked` (Qt's).
Tokens: sunken and ink-2; you, them, accent, warn, danger on their soft grounds.
"""

from __future__ import annotations

from typing import Literal

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from rm_desktop.ui.theme import set_state
from rm_desktop.ui.widgets.label import plain_text
from rm_desktop.ui.widgets.status_dot import StatusDot

ChipTone = Literal["neutral", "you", "them", "accent", "warn", "danger"]


class Chip(QLabel):
    """A word in a tone; `dot` puts a dot of the tone before it."""

    def __init__(
        self,
        text: str,
        tone: ChipTone = "neutral",
        *,
        dot: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        plain_text(self)
        self.setProperty("tone", tone)
        self.setProperty("dot", dot)
        self._dot = StatusDot(tone, parent=self) if dot else None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, text: str, tone: ChipTone = "neutral") -> None:
        """Say another word in another tone."""
        self.setText(text)
        set_state(self, "tone", tone)
        if self._dot is not None:
            self._dot.show_tone(tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._dot is not None:
            self._dot.adjustSize()
            self._dot.move(10, (self.height() - self._dot.height()) // 2)


class FilterChip(QPushButton):
    """A chip that is on or off: `FilterChip(tr("Purpose"))`."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setProperty("round", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)
