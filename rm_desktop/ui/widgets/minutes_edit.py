"""Minutes, typed freely: `15`, `1.5h`, `1:30`.

Purpose: the length of a topic. What the words mean is the domain's; this only hands them on.
States: normal, invalid (`show_problem`), disabled, focused.
Keys: Enter and leaving the field hand on, Escape puts the old text back.
Signals: `minutes_entered(str)`, only if the text changed. Tokens: as TextField.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.theme import font_for
from rm_desktop.ui.widgets.text_field import TextField


class MinutesEdit(TextField):
    """A narrow field: `show_minutes("15")` fills it, `minutes_entered` says what was typed."""

    minutes_entered = Signal(str)

    def __init__(
        self, name: str, *, frameless: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, max_length=20, frameless=frameless, parent=parent)
        self._before = ""
        self.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight)
        self.setFont(font_for("body", tabular=True))
        self.submitted.connect(self._on_submitted)
        self.cancelled.connect(self._on_cancelled)

    def show_minutes(self, text: str) -> None:
        """Show a length; what is being typed is lost."""
        self._before = text
        self.setText(text)
        self.show_problem("")

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance("0 h 00 min") + 24)
        return size

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance("1.5h") + 24)
        return size

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            self._on_submitted(self.text().strip())

    def _on_submitted(self, text: str) -> None:
        if text != self._before:
            self._before = text
            self.minutes_entered.emit(text)

    def _on_cancelled(self) -> None:
        self.show_minutes(self._before)
