"""The coloured bar at the left of a topic: who leads it.

Purpose: two voices at a glance; the name is written beside it or spoken.
States: you (whole), them (whole), both (upper half you, lower half them).
Keys: none. Signals: none.
Tokens: you, them.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import hue, px

BarVoice = Literal["you", "them", "both"]


class VoiceBar(QWidget):
    """Four pixels wide, as high as its row: `show_voice("them", tr("Henrik leads"))`."""

    def __init__(
        self, voice: BarVoice = "you", words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._voice: BarVoice = voice
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_voice(voice, words)

    def show_voice(self, voice: BarVoice, words: str) -> None:
        """Show who leads, and say it."""
        self._voice = voice
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4, px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_voice(QPainter(self), QRectF(self.rect()), self._voice)


def paint_voice(painter: QPainter, bar: QRectF, voice: BarVoice) -> None:
    """Paint the bar; for delegates too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halves = [(bar, voice)]
    if voice == "both":
        middle = bar.center().y()
        upper, lower = QRectF(bar), QRectF(bar)
        upper.setBottom(middle - 1)
        lower.setTop(middle + 1)
        halves = [(upper, "you"), (lower, "them")]
    for place, whose in halves:
        path = QPainterPath()
        path.addRoundedRect(place, 2, 2)
        painter.fillPath(path, hue("them" if whose == "them" else "you"))
