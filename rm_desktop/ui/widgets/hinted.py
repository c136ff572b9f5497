"""A push button that can carry a key cap inside, at its right end.

Purpose: what Button, SearchButton and NavButton share. States: those of QPushButton.
Keys: Space and Enter press it. Signals: `clicked` of QPushButton. Tokens: those of the heirs.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from rm_desktop.ui.theme import set_state
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.key_cap import KeyCap


class HintedButton(QPushButton):
    """A push button with a name that is spoken, and a key cap `inset` px from its right end."""

    inset = 15

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cap: KeyCap | None = None
        # Not by `set_state`: before the first polish a property is enough, and the style's type
        # with all its enums costs 15 ms when it is first touched.
        self.setProperty("hinted", bool(hint))
        self.set_text(text)
        self.set_hint(hint)

    def set_text(self, text: str) -> None:
        """Show and speak another text; an ampersand in it is an ampersand."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_hint(self, keys: str) -> None:
        """Show the key that does the same; nothing takes it away."""
        if not keys and self._cap is None:
            return
        if self._cap is None:
            self._cap = KeyCap(keys, parent=self)
        self._cap.setText(keys)
        self._cap.setVisible(bool(keys))
        self.setAccessibleDescription(keys)
        set_state(self, "hinted", bool(keys))
        self.updateGeometry()
        self._cap.stand_in(self, self.inset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._cap is not None and not self._cap.isHidden():
            size.setWidth(size.width() + S + self._cap.sizeHint().width())
        return size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cap is not None:
            self._cap.stand_in(self, self.inset)
