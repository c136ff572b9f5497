"""A dot beside a word: synced, here, waiting, wrong.

Purpose: catches the eye; the word beside it says what it means.
States: tone; good and neutral are discs, warn a ring, danger a square: shapes differ.
Keys: none. Signals: none.
Tokens: good, warn, danger, you, them, accent, ink-3.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import hue, px

DotTone = Literal["neutral", "good", "warn", "danger", "you", "them", "accent"]


class StatusDot(QWidget):
    """An 8-px dot in a tone."""

    def __init__(self, tone: DotTone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: DotTone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resize(self.sizeHint())

    def show_tone(self, tone: DotTone) -> None:
        """Show another state."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(8), px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = hue("ink-3" if self._tone == "neutral" else self._tone)
        side = min(self.width(), self.height())
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(self.rect()).center())
        if self._tone == "danger":
            painter.fillRect(disc, colour)
        elif self._tone == "warn":
            painter.setPen(QPen(colour, 2))
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        else:
            path = QPainterPath()
            path.addEllipse(disc)
            painter.fillPath(path, colour)
