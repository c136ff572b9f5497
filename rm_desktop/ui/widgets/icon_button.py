"""A button that is only an icon; its name is spoken and shown as a tooltip.

Purpose: small actions beside a thing: star, bin, more, close.
States: normal, hover, pressed, checked (if checkable), disabled, focused.
Keys: Space, Enter. Signals: `clicked`, `toggled(bool)` (Qt's).
Tokens: ink-2, accent when checked, sunken, accent-soft, faint.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from rm_desktop.ui.theme import Role, control_height, current_look, icon, px


class IconButton(QPushButton):
    """A square button: `IconButton("bin", tr("Delete"), hint="Del")`; `small` is 28 px."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        hint: str = "",
        role: Role = "ink-2",
        small: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small, self._hint = small, hint
        self.setCheckable(checkable)
        self.set_icon(icon, role)
        self.set_name(name)
        self._size()

    def set_icon(self, name: str, role: Role = "ink-2") -> None:
        """Show another icon, accent while checked."""
        self.setIcon(icon(name, role, "accent"))

    def set_name(self, name: str) -> None:
        """Say something else: screen reader and tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._hint})" if self._hint else name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _size(self) -> None:
        side = px(28) if self._small else control_height(current_look().scale)
        self.setFixedSize(side, side)
        drawing = px(18) if self._small else px(20)
        self.setIconSize(QSize(drawing, drawing))
