"""An icon that only stands there: beside a word, before a state.

Purpose: a shape beside words. States: icon, role. Keys: none. Signals: none. Tokens: any role.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import Role, draw_icon, px


class IconLabel(QWidget):
    """`IconLabel("lock", "ink-3")`, `side` px square; the words beside it are what is spoken."""

    def __init__(
        self, name: str, role: Role = "ink-2", *, side: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._side = name, role, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, role: Role) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self._name, self._role, self.rect())
