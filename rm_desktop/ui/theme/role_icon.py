"""An icon as QIcon, for buttons, fields and menus. Imported on first use: QIcon costs 3 ms."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from rm_desktop.ui.theme.icons import draw_icon, pixmap
from rm_desktop.ui.theme.tokens import Role

#: How much of the square is the icon, the rest being space at its right.
_BESIDE = 18 / 22


def role_icon(name: str, role: Role, chosen: Role, *, beside: bool = False) -> QIcon:
    """An icon that asks for the colour of its role each time it is drawn."""
    return QIcon((_IconBeside if beside else _RoleIcon)(name, role, chosen))


class _RoleIcon(QIconEngine):
    def __init__(self, name: str, role: Role, chosen: Role) -> None:
        super().__init__()
        self._name, self._role, self._chosen = name, role, chosen

    def clone(self) -> QIconEngine:
        return type(self)(self._name, self._role, self._chosen)

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


class _IconBeside(_RoleIcon):
    """An icon at the left of its square; the words come at the right."""

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        whole = round(min(size.width(), size.height()) / scale)
        side = round(whole * _BESIDE)
        square = QPixmap(round(whole * scale), round(whole * scale))
        square.fill(QColor(0, 0, 0, 0))
        square.setDevicePixelRatio(scale)
        painter = QPainter(square)
        place = QRect(0, (whole - side) // 2, side, side)
        draw_icon(painter, self._name, self._role_in(mode, state), place)
        painter.end()
        return square
