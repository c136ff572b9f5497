"""The coloured bar at the left of a topic: who leads it.

Purpose: two voices at a glance; the name is written beside it or spoken.
States: you (whole), them (whole), both (upper half you, lower half them).
Keys: none. Signals: none. Tokens: you, them.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from rm_desktop.ui.theme import brush, set_state
from rm_desktop.ui.widgets.label import plain_tip

BarVoice = Literal["you", "them", "both"]


class VoiceBar(QFrame):
    """Four pixels wide, as high as its row: `show_voice("them", tr("Henrik leads"))`."""

    def __init__(
        self, voice: BarVoice = "you", words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("voice", voice)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_voice(voice, words)

    def show_voice(self, voice: BarVoice, words: str) -> None:
        """Show who leads, and say it."""
        set_state(self, "voice", voice)
        self.setAccessibleName(words)
        plain_tip(self, words)


def paint_voice(painter: QPainter, bar: QRectF, voice: BarVoice) -> None:
    """Paint the bar where there is no widget, in a delegate."""
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
        painter.fillPath(path, brush("them" if whose == "them" else "you"))
