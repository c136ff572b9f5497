"""Our icons as Qt wants them, tinted by role when they are painted.

A QIcon from `icon` follows the theme, the screen's pixel ratio and the disabled state by itself.
QtSvg is imported when the first icon is drawn; drawings live in Qt's own pixmap cache.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from rm_desktop import resources
from rm_desktop.ui.theme.look import current_look
from rm_desktop.ui.theme.tokens import Role


class _RoleIcon(QIconEngine):
    """An icon engine that asks for the colour of its roles each time it draws."""

    def __init__(self, name: str, role: Role, chosen: Role) -> None:
        super().__init__()
        self._name, self._role, self._chosen = name, role, chosen

    def clone(self) -> QIconEngine:
        return _RoleIcon(self._name, self._role, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = QRect(QPoint(), QSize(side, side))
        place.moveCenter(rect.center())
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(place, self.scaledPixmap(place.size() * ratio, mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        role: Role = self._chosen if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "faint"
        return _drawing(self._name, role, min(size.width(), size.height()), scale)


def icon(name: str, role: Role = "ink-2", chosen: Role | None = None) -> QIcon:
    """The icon `resources/icons/<name>.svg` in a role; `chosen` is its role when checked."""
    return QIcon(_RoleIcon(name, role, chosen or role))


def pixmap(name: str, role: Role, side: int, ratio: float) -> QPixmap:
    """An icon `side` logical pixels square, for a widget that paints it itself."""
    return _drawing(name, role, round(side * ratio), ratio)


def draw_icon(painter: QPainter, name: str, role: Role, rect: QRect) -> None:
    """Paint an icon in the middle of a rectangle, as large as fits."""
    side = min(rect.width(), rect.height())
    drawing = pixmap(name, role, side, painter.device().devicePixelRatio())
    place = QRect(QPoint(), QSize(side, side))
    place.moveCenter(rect.center())
    painter.drawPixmap(place, drawing)


def _drawing(name: str, role: Role, side: int, ratio: float) -> QPixmap:
    colour = current_look().theme.colours[role]
    key = f"{name} {colour} {side} {ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    from PySide6.QtSvg import QSvgRenderer

    drawing = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    result = QPixmap(side, side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    result.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, result)
    return result
