"""Our icons, drawn in a role: `resources/icons/<name>.svg`, whose `currentColor` we fill in.

QtSvg is imported when the first icon is drawn; drawings live in Qt's own pixmap cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache

from rm_desktop import resources
from rm_desktop.ui.theme.look import current_look
from rm_desktop.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def icon(
    name: str, role: Role = "ink-2", chosen: Role | None = None, *, beside: bool = False
) -> QIcon:
    """A QIcon that follows theme, pixel ratio and state; `chosen` is its role when checked.

    One that stands `beside` words brings some of the space between them: Qt itself leaves 4 px.
    """
    from rm_desktop.ui.theme.role_icon import role_icon

    return role_icon(name, role, chosen or role, beside=beside)


def pixmap(name: str, role: Role, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon `side` logical pixels square, for a screen with that pixel ratio."""
    colour = current_look().theme.colours[role]
    key = f"{name} {colour} {side} {ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    from PySide6.QtSvg import QSvgRenderer

    drawing = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    result = QPixmap(round(side * ratio), round(side * ratio))
    result.fill(QColor(0, 0, 0, 0))
    painter = QPainter(result)
    QSvgRenderer(drawing.encode()).render(painter)
    painter.end()
    result.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, result)
    return result


def draw_icon(painter: QPainter, name: str, role: Role, rect: QRect) -> None:
    """Paint an icon in the middle of a rectangle, as large as fits."""
    side = min(rect.width(), rect.height())
    place = QRect(QPoint(), QSize(side, side))
    place.moveCenter(rect.center())
    painter.drawPixmap(place, pixmap(name, role, side, painter.device().devicePixelRatio()))
