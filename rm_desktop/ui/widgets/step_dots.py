"""The rhythm as numbered dots: kept, next, planned, moved, missed.

Purpose: shows that meetings happen. States per step: kept is filled, next has a ring of accent,
    planned is plain, moved has a dashed ring, missed is struck through: shapes, not only colours.
Keys: none. Signals: none.
Tokens: accent, on-accent, sunken, ink-2, edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import font_for, hue, px

Step = Literal["kept", "next", "planned", "moved", "missed"]
_SIDE, _GAP = 28, 8


class StepDots(QWidget):
    """`show_steps(("kept", "kept", "next", "planned"))`; wraps where it is narrow."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the sessions in order; each is spoken with its number."""
        self._steps = tuple(steps)
        words: dict[Step, str] = {
            "kept": tr("kept"),
            "next": tr("next"),
            "planned": tr("planned"),
            "moved": tr("moved"),
            "missed": tr("missed"),
        }
        spoken = (f"{number} {words[step]}" for number, step in enumerate(self._steps, 1))
        self.setAccessibleName(", ".join(spoken))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._steps) // self._columns(width)) or 1
        return rows * px(_SIDE) + (rows - 1) * px(_GAP)

    def sizeHint(self) -> QSize:
        count = max(1, min(len(self._steps), 8))
        width = count * px(_SIDE) + (count - 1) * px(_GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_SIDE), px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_for("label", tabular=True))
        columns, pitch, side = self._columns(self.width()), px(_SIDE) + px(_GAP), px(_SIDE)
        for index, step in enumerate(self._steps):
            row, column = divmod(index, columns)
            place = QRectF(column * pitch, row * pitch, side, side)
            _paint_step(painter, place, str(index + 1), step)

    def _columns(self, width: int) -> int:
        return max(1, (width + px(_GAP)) // (px(_SIDE) + px(_GAP)))


def _paint_step(painter: QPainter, place: QRectF, number: str, step: Step) -> None:
    disc = QPainterPath()
    disc.addEllipse(place)
    painter.fillPath(disc, hue("accent" if step == "kept" else "sunken"))
    if step in {"next", "moved"}:
        pen = QPen(hue("accent" if step == "next" else "edge"), 2)
        if step == "moved":
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    painter.setPen(hue("on-accent" if step == "kept" else "ink-2"))
    metrics, centre = painter.fontMetrics(), place.center()
    left = centre.x() - metrics.horizontalAdvance(number) / 2
    painter.drawText(QPointF(left, centre.y() + metrics.capHeight() / 2), number)
    if step == "missed":
        painter.setPen(QPen(hue("ink-2"), 1.5))
        inset = place.width() * 0.25
        within = place.adjusted(inset, inset, -inset, -inset)
        painter.drawLine(within.bottomLeft(), within.topRight())
