"""The time left on a topic, as the one big thing on the screen.

Purpose: the hour. States: tone normal, warn (running out), danger (nearly out), overtime; the last
    three carry an icon and a word, so that colour is never the only sign.
Keys: none. Signals: none. A screen reader hears `announce`d milestones and a change of tone, not
    each second.
Tokens: sunken track; accent, warn, danger; ink figures (tabular), ink-3.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import Role, draw_icon, font_for, hue, px

RingTone = Literal["normal", "warn", "danger", "overtime"]
_COLOUR: dict[RingTone, Role] = {
    "normal": "accent",
    "warn": "warn",
    "danger": "danger",
    "overtime": "danger",
}


class TimerRing(QWidget):
    """A ring `diameter` px wide whose arc is the fraction that is left, clockwise from noon."""

    def __init__(self, *, diameter: int = 148, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diameter = diameter
        self._fraction, self._big, self._small, self._word = 1.0, "", "", ""
        self._tone: RingTone = "normal"
        self.setObjectName("timer-ring")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_time(
        self, fraction: float, big: str, small: str, tone: RingTone = "normal", word: str = ""
    ) -> None:
        """Show what is left (0 to 1), the figures, a line below, and the state with its word."""
        spoken = " ".join(filter(None, (word, big, small)))
        new_tone = tone != self._tone
        self._fraction = min(1.0, max(0.0, fraction))
        self._big, self._small, self._tone, self._word = big, small, tone, word
        if not self.accessibleName():
            self.setAccessibleName(spoken)
        elif new_tone:
            self.announce(spoken)
        self.update()

    def announce(self, sentence: str) -> None:
        """Speak a milestone, such as five minutes left."""
        self.setAccessibleName(sentence)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def sizeHint(self) -> QSize:
        return QSize(px(self._diameter), px(self._diameter))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        stroke = side * 10 / 148
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QRectF(self.rect()).center())
        ring.adjust(stroke / 2 + 1, stroke / 2 + 1, -stroke / 2 - 1, -stroke / 2 - 1)
        self._paint_ring(painter, ring, stroke)
        self._paint_words(painter, ring, stroke)

    def _paint_ring(self, painter: QPainter, ring: QRectF, stroke: float) -> None:
        painter.setPen(QPen(hue("sunken"), stroke))
        painter.drawEllipse(ring)
        pen = QPen(hue(_COLOUR[self._tone]), stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._tone == "overtime":
            # A dashed full ring: the shape says "over" to those who do not see the red.
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([0.5, 0.35])
            painter.setPen(pen)
            painter.drawEllipse(ring)
        elif self._fraction > 0:
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, -round(self._fraction * 360 * 16))

    def _paint_words(self, painter: QPainter, ring: QRectF, stroke: float) -> None:
        big = font_for("figure", tabular=True)
        big.setPixelSize(max(1, round(ring.height() * 0.235)))
        room = ring.width() - stroke * 2.6
        wide = QFontMetrics(big).horizontalAdvance(self._big)
        if wide > room:
            big.setPixelSize(max(1, int(big.pixelSize() * room / wide)))
        big.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97)
        small = font_for("caption", tabular=True)
        line = QFontMetrics(small).height() * 1.15
        figure = QFontMetrics(big).capHeight()
        total = figure + line * (2 if self._word else 1) + line * 0.35
        centre = ring.center()
        baseline = centre.y() - total / 2 + figure
        painter.setFont(big)
        painter.setPen(hue("ink" if self._tone == "normal" else _COLOUR[self._tone]))
        painter.drawText(
            QPointF(centre.x() - QFontMetrics(big).horizontalAdvance(self._big) / 2, baseline),
            self._big,
        )
        below = QRectF(ring.left(), baseline + line * 0.35, ring.width(), line)
        painter.setFont(small)
        painter.setPen(hue("ink-3"))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._small)
        if self._word:
            self._paint_state(painter, below.translated(0, line))

    def _paint_state(self, painter: QPainter, row: QRectF) -> None:
        colour = _COLOUR[self._tone]
        font = font_for("label")
        sign = 0 if self._tone == "normal" else px(14)
        wide = QFontMetrics(font).horizontalAdvance(self._word)
        left = row.center().x() - (wide + sign + (px(3) if sign else 0)) / 2
        if sign:
            name = "clock" if self._tone == "warn" else "warning"
            top = row.center().y() - sign / 2
            draw_icon(painter, name, colour, QRect(round(left), round(top), sign, sign))
            left += sign + px(3)
        painter.setFont(font)
        painter.setPen(hue(colour))
        place = QRectF(left, row.top(), wide + 2, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._word)
