"""A thin bar that fills.

Purpose: how far an objective or the hour's plan has come. States: fraction, tone, overfull.
Keys: none. Signals: none.
Tokens: sunken track; accent, you, them, warn.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import brush, px

LineTone = Literal["accent", "you", "them", "warn", "danger"]


class ProgressLine(QWidget):
    """Six pixels high; `show_progress(0.8, tr("nearly there"))` speaks the words."""

    def __init__(self, tone: LineTone = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction, self._tone = 0.0, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, fraction: float, words: str, tone: LineTone | None = None) -> None:
        """Fill the bar (0 to 1) and say in words what that means."""
        self._fraction = min(1.0, max(0.0, fraction))
        self._tone = tone or self._tone
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(self.rect())
        _fill(painter, bar, brush("sunken"))
        if self._fraction > 0:
            bar.setWidth(max(bar.height(), bar.width() * self._fraction))
            _fill(painter, bar, brush(self._tone))


def _fill(painter: QPainter, bar: QRectF, colour: QBrush) -> None:
    path = QPainterPath()
    path.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
    painter.fillPath(path, colour)
