"""A field to search in, with its icon, its key and a way to clear it.

Purpose: narrows what is below as one types. States: as TextField.
Keys: Escape clears first and cancels when empty; Enter submits; Down is the list's.
Signals: `search_changed(str)`, `submitted(str)`, `cancelled`. Tokens: as TextField, ink-3.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from rm_desktop.ui.theme import icon
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.text_field import TextField


class SearchField(TextField):
    """`SearchField(tr("Search prompts"), tr("Search prompts…"), hint="Ctrl F")`."""

    search_changed = Signal(str)

    def __init__(
        self, name: str, placeholder: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, placeholder, parent=parent)
        self.addAction(icon("search", "ink-3"), QLineEdit.ActionPosition.LeadingPosition)
        self._cap = KeyCap(hint, parent=self) if hint else None
        self.textChanged.connect(self._on_text_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        if self._cap is not None:
            self._cap.adjustSize()
            left = self.width() - self._cap.width() - 8
            self._cap.move(left, (self.height() - self._cap.height()) // 2)

    def _on_text_changed(self, text: str) -> None:
        if self._cap is not None:
            self._cap.setVisible(not text)
        self.search_changed.emit(text)
