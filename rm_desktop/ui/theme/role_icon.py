"""An icon as QIcon, for buttons, fields and menus. Imported on first use: QIcon costs 3 ms."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from rm_desktop.ui.theme.icons import draw_icon, pixmap
from rm_desktop.ui.theme.tokens import Role


def role_icon(name: str, role: Role, chosen: Role) -> QIcon:
    """An icon that asks for the colour of its role each time it is drawn."""
    return QIcon(_RoleIcon(name, role, chosen))


class _RoleIcon(QIconEngine):
    def __init__(self, name: str, role: Role, chosen: Role) -> None:
        super().__init__()
        self._name, self._role, self._chosen = name, role, chosen

    def clone(self) -> QIconEngine:
        return _RoleIcon(self._name, self._role, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, self._name, self._role_in(mode, state), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, self._role_in(mode, state), side, scale)

    def _role_in(self, mode: QIcon.Mode, state: QIcon.State) -> Role:
        if mode == QIcon.Mode.Disabled:
            return "faint"
        return self._chosen if state == QIcon.State.On else self._role
