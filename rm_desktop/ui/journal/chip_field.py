"""A field as small as a chip, for a fact that is typed where it stands.

Purpose: a date, a tag. States: as TextField. Keys: Enter submits, Escape leaves.
Signals: `submitted(str)`, `left` when the focus or the person goes. Tokens: as TextField.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import px
from rm_desktop.ui.widgets.text_field import TextField

_WIDE = 150


class ChipField(TextField):
    """`ChipField(tr("New tag"), tr("For example: listening"))`."""

    left = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, max_length=80, parent=parent)
        self.setProperty("chip", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
