"""A field to search in, with its icon, its key and a way to clear it.

Purpose: narrows what is below as one types. States: as TextField.
Keys: Escape clears first and cancels when empty; Enter submits; Down is the list's.
Signals: `search_changed(str)`, `submitted(str)`, `cancelled`. Tokens: as TextField, ink-3.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.theme import draw_icon, px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.text_field import TextField


class SearchField(TextField):
    """`SearchField(tr("Search prompts"), tr("Search prompts…"), hint="Ctrl F")`."""

    search_changed = Signal(str)

    def __init__(
        self, name: str, placeholder: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, placeholder, parent=parent)
        self.setProperty("writes_anew", True)
        self._cap = KeyCap(hint, parent=self) if hint else None
        self.textChanged.connect(self._on_text_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cap is not None:
            self._cap.stand_in(self, S)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(16)
        place = QRect(11, (self.height() - side) // 2, side, side)
        draw_icon(QPainter(self), "search", "ink-3", place)

    def _on_text_changed(self, text: str) -> None:
        if self._cap is not None:
            self._cap.setVisible(not text)
        self.search_changed.emit(text)
