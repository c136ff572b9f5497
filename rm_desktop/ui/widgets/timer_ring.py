"""The time left on a topic, as the one big thing on the screen.

Purpose: the hour. States: tone normal, warn (running out), danger (nearly out), overtime; the last
    three carry an icon and a word, so that colour is never the only sign.
Keys: none. Signals: none. A screen reader hears `announce`d milestones and a change of tone, not
    each second.
Tokens: sunken track; accent, warn, danger; ink figures (tabular), ink-3.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.ui.theme import Role, brush, px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XS, TextKind
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label, LabelTone

RingTone = Literal["normal", "warn", "danger", "overtime"]
_COLOUR: dict[RingTone, Role] = {
    "normal": "accent",
    "warn": "warn",
    "danger": "danger",
    "overtime": "ink-2",  # overrun is stated, not scolded
}
_INK: dict[RingTone, LabelTone] = {
    "normal": "ink",
    "warn": "warn",
    "danger": "danger",
    "overtime": "ink-2",
}
_DASHES = 40
#: Rings under this width, and figures from this length on, are written smaller.
_SMALL, _LONG = 100, 6


class TimerRing(QWidget):
    """A ring `diameter` px wide whose arc is the fraction that is left, clockwise from noon."""

    def __init__(self, *, diameter: int = 148, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diameter, self._fraction = diameter, 1.0
        self._tone: RingTone = "normal"
        self._named: tuple[str | None, str, str] | None = None
        self.setObjectName("timer-ring")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._big = Label("", "figure", centred=True)
        self._big.set_tabular()
        self._small = Label("", "caption", "ink-3", centred=True)
        self._small.set_tabular()
        self._sign = IconLabel("clock", "warn", side=14)
        self._word = Label("", "label")
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(self._big)
        column.addWidget(self._small)
        state = QHBoxLayout()
        state.setSpacing(XS)
        state.addStretch()
        state.addWidget(self._sign)
        state.addWidget(self._word)
        state.addStretch()
        column.addLayout(state)
        column.addStretch()
        self._show_state("")

    def show_time(
        self,
        fraction: float,
        big: str,
        small: str,
        tone: RingTone = "normal",
        word: str = "",
        *,
        topic: str | None = None,
    ) -> None:
        """Show what is left (0 to 1), the figures, a line below, and the state with its word.

        The name follows the topic, the line and the word, not each second.
        """
        spoken = " ".join(filter(None, (word, big, small)))
        changed = tone != self._tone
        named, self._named = self._named, (topic, small, word)
        self._fraction, self._tone = min(1.0, max(0.0, fraction)), tone
        self._big.show_text(big)
        self._big.set_kind(self._size_of(big))
        self._small.show_text(small)
        self._show_state(word)
        if named and changed:
            self.announce(spoken)
        elif named != self._named:
            self.setAccessibleName(spoken)
        self.update()

    def _size_of(self, figures: str) -> TextKind:
        if self._diameter < _SMALL:
            return "heading" if len(figures) < _LONG else "label"
        return "figure" if len(figures) < _LONG else "title"

    def set_diameter(self, diameter: int) -> None:
        """Be another size, in pixels at 100 %."""
        if diameter != self._diameter:
            self._diameter = diameter
            self._big.set_kind(self._size_of(self._big.text()))
            self.updateGeometry()

    def announce(self, sentence: str) -> None:
        """Speak a milestone, such as five minutes left."""
        self.setAccessibleName(sentence)
        announce(self, sentence)

    def sizeHint(self) -> QSize:
        return QSize(px(self._diameter), px(self._diameter))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        outer = QRectF(1, 1, side - 2, side - 2)
        outer.moveCenter(QRectF(self.rect()).center())
        stroke = side * 10 / 148
        inner = outer.adjusted(stroke, stroke, -stroke, -stroke)
        track = QPainterPath()
        track.addEllipse(outer)
        track.addEllipse(inner)
        painter.fillPath(track, brush("sunken"))
        if self._tone == "overtime":
            # Dashed all round: the shape says "over" to those who do not see the red.
            turn = 360 / _DASHES
            for dash in range(_DASHES):
                self._paint_arc(painter, outer, inner, 90 - dash * turn, turn * 0.6)
        elif self._fraction > 0:
            self._paint_arc(painter, outer, inner, 90, self._fraction * 360)
            self._paint_ends(painter, outer, stroke)

    def _show_state(self, word: str) -> None:
        ink = _INK[self._tone]
        self._big.set_tone(ink)
        self._word.set_tone(ink)
        self._word.show_text(word)
        self._word.setVisible(bool(word))
        self._sign.show_icon("clock" if self._tone == "warn" else "warning", _COLOUR[self._tone])
        self._sign.setVisible(bool(word) and self._tone != "normal")

    def _paint_arc(
        self, painter: QPainter, outer: QRectF, inner: QRectF, start: float, sweep: float
    ) -> None:
        """Paint part of the ring: degrees, clockwise from `start`."""
        arc = QPainterPath()
        arc.arcMoveTo(outer, start)
        arc.arcTo(outer, start, -sweep)
        arc.arcTo(inner, start - sweep, sweep)
        arc.closeSubpath()
        painter.fillPath(arc, brush(_COLOUR[self._tone]))

    def _paint_ends(self, painter: QPainter, outer: QRectF, stroke: float) -> None:
        half = stroke / 2
        for angle in (90.0, 90 - self._fraction * 360):
            middle, end = QPainterPath(), QPainterPath()
            middle.arcMoveTo(outer.adjusted(half, half, -half, -half), angle)
            end.addEllipse(middle.currentPosition(), half, half)
            painter.fillPath(end, brush(_COLOUR[self._tone]))
