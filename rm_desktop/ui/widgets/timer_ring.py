"""The time left on a topic, as the one big thing on the screen.

Purpose: the hour. States: tone normal, warn (running out), danger (nearly out), overtime; the last
    three carry an icon and a word, so that colour is never the only sign.
Keys: none. Signals: none. A screen reader hears `announce`d milestones and a change of tone, not
    each second.
Tokens: sunken track; accent, warn, danger; ink figures (tabular), ink-3.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
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
_DASHES = 40


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
        painter.setPen(QPen(hue("sunken"), stroke))
        painter.drawEllipse(ring)
        if self._tone == "overtime":
            # Dashed all round: the shape says "over" to those who do not see the red.
            for dash in range(_DASHES):
                turn = 360 / _DASHES
                self._paint_arc(painter, ring, stroke, 90 - dash * turn, turn * 0.6)
        elif self._fraction > 0:
            self._paint_arc(painter, ring, stroke, 90, self._fraction * 360, round_ends=True)
        self._paint_words(painter, ring, stroke)

    def _paint_arc(
        self,
        painter: QPainter,
        ring: QRectF,
        stroke: float,
        start: float,
        sweep: float,
        *,
        round_ends: bool = False,
    ) -> None:
        """Paint part of the ring: degrees, clockwise from `start`."""
        colour, half = hue(_COLOUR[self._tone]), stroke / 2
        outer, inner = (
            ring.adjusted(-half, -half, half, half),
            ring.adjusted(half, half, -half, -half),
        )
        arc = QPainterPath()
        arc.arcMoveTo(outer, start)
        arc.arcTo(outer, start, -sweep)
        arc.arcTo(inner, start - sweep, sweep)
        arc.closeSubpath()
        painter.fillPath(arc, colour)
        for angle in (start, start - sweep) if round_ends else ():
            middle = QPainterPath()
            middle.arcMoveTo(ring, angle)
            end = QPainterPath()
            end.addEllipse(middle.currentPosition(), half, half)
            painter.fillPath(end, colour)

    def _paint_words(self, painter: QPainter, ring: QRectF, stroke: float) -> None:
        small = font_for("caption", tabular=True)
        big = self._big_font(ring, stroke)
        line = QFontMetricsF(small).height() * 1.15
        figure = QFontMetricsF(big).capHeight()
        rows = [small, font_for("label")] if self._word else [small]
        total = figure + line * (len(rows) + 0.35)
        colour = hue("ink" if self._tone == "normal" else _COLOUR[self._tone])
        painter.setPen(colour)
        baseline = ring.center().y() - total / 2 + figure
        _write(painter, self._big, big, QPointF(ring.center().x(), baseline))
        painter.setPen(hue("ink-3"))
        baseline += line * 1.2
        _write(painter, self._small, small, QPointF(ring.center().x(), baseline))
        if self._word:
            painter.setPen(colour)
            self._paint_state(painter, QPointF(ring.center().x(), baseline + line))

    def _big_font(self, ring: QRectF, stroke: float) -> QFont:
        font = font_for("figure", tabular=True)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97)
        font.setPixelSize(max(1, round(ring.height() * 0.235)))
        room = ring.width() - stroke * 2.6
        wide = QFontMetricsF(font).horizontalAdvance(self._big)
        if wide > room:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
        return font

    def _paint_state(self, painter: QPainter, foot: QPointF) -> None:
        font, sign, gap = font_for("label"), px(14), px(3)
        if self._tone == "normal":
            sign = gap = 0
        left = foot.x() - (QFontMetricsF(font).horizontalAdvance(self._word) + sign + gap) / 2
        if sign:
            middle = foot.y() - QFontMetricsF(font).capHeight() / 2
            place = QRect(round(left), round(middle - sign / 2), sign, sign)
            name = "clock" if self._tone == "warn" else "warning"
            draw_icon(painter, name, _COLOUR[self._tone], place)
        painter.setFont(font)
        painter.drawText(QPointF(left + sign + gap, foot.y()), self._word)


def _write(painter: QPainter, text: str, font: QFont, foot: QPointF) -> None:
    """Write text centred above a point of its baseline."""
    painter.setFont(font)
    left = foot.x() - QFontMetricsF(font).horizontalAdvance(text) / 2
    painter.drawText(QPointF(left, foot.y()), text)
