"""A button that is only an icon; its name is spoken and shown as a tooltip.

Purpose: small actions beside a thing: star, bin, more, close.
States: normal, hover, pressed, checked (if checkable), disabled, focused.
Keys: Space, Enter. Signals: `clicked`, `toggled(bool)` (Qt's).
Tokens: ink-2, accent when checked, sunken, accent-soft, faint.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from rm_desktop.ui.theme import Role
from rm_desktop.ui.theme import icon as icon_of
from rm_desktop.ui.widgets.label import plain_tip


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
        self._hint = hint
        self.setProperty("small", small)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCheckable(checkable)
        self.set_icon(icon, role)
        self.set_name(name)

    def set_icon(self, name: str, role: Role = "ink-2") -> None:
        """Show another icon, accent while checked."""
        self.setIcon(icon_of(name, role, "accent"))

    def set_name(self, name: str) -> None:
        """Say something else: screen reader and tooltip."""
        self.setAccessibleName(name)
        plain_tip(self, f"{name} ({self._hint})" if self._hint else name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)
