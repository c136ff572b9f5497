"""A box to tick: an action is done, a topic is discussed, a setting is on.

Purpose: yes or no about the words beside it. States: off, on, hover, disabled, focused.
Keys: Space. Signals: `toggled(bool)`, `clicked(bool)` (Qt's).
Tokens: edge, surface, accent, on-accent, faint.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from rm_desktop.ui.theme import Role, brush, draw_icon, px
from rm_desktop.ui.theme.tokens import S


class CheckBox(QCheckBox):
    """`CheckBox(tr("Done"))`; `bare` shows the box alone and only speaks the words."""

    def __init__(self, text: str, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = "" if bare else text
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Say something else beside the box."""
        self._words = text if self._words else ""
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words)
        width = px(20) + (S + words + 2 if self._words else 0)
        return QSize(max(px(24), width), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(18)
        box = QRect(1, (self.height() - side) // 2, side, side)
        live = self.isEnabled()
        filled = self.isChecked() and live
        _fill(painter, QRectF(box), 4, "accent" if filled else "edge" if live else "line")
        if not filled:
            _fill(painter, QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 2.5, "surface")
        if self.isChecked():
            role: Role = "on-accent" if live else "faint"
            draw_icon(painter, "check", role, box.adjusted(2, 2, -2, -2))
        if self._words:
            middle = box.center().y() + 1 + self.fontMetrics().capHeight() / 2
            painter.drawText(QPointF(box.right() + 1 + S, middle), self._words)


def _fill(painter: QPainter, box: QRectF, radius: float, role: Role) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, brush(role))
