"""Initials in a disc of one's voice; two of them overlapping are the pair.

Purpose: says who, with a letter as well as a colour. States: voice, size.
Keys: none. Signals: none.
Tokens: you, them, on-accent; the gap between two is the ground they stand on (sunken by default).
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import Role, font_for, hue, px

Voice = Literal["you", "them"]
_GAP = 2


def initials(name: str) -> str:
    """First letters of the first and the last word: “Maya Okafor” is MO, “Henrik” is H."""
    words = name.split()
    letters = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in letters)


class Avatar(QWidget):
    """One person: `Avatar("Maya Okafor", "you")`."""

    def __init__(
        self, name: str = "", voice: Voice = "you", *, size: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._voice = name, voice
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person(name, voice)

    def show_person(self, name: str, voice: Voice) -> None:
        """Show somebody; the name is spoken."""
        self._name, self._voice = name, voice
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _disc(painter, QRectF(self.rect()), self._name, self._voice)


class AvatarPair(QWidget):
    """The two of a pair, me on the left: `show_pair("Maya Okafor", "Henrik Berg")`."""

    def __init__(
        self,
        mine: str = "",
        theirs: str = "",
        *,
        size: int = 28,
        ground: Role = "sunken",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._ground = size, ground
        self._mine, self._theirs = mine, theirs
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_pair(mine, theirs)

    def show_pair(self, mine: str, theirs: str) -> None:
        """Show two people; both names are spoken."""
        self._mine, self._theirs = mine, theirs
        self.setAccessibleName(", ".join(filter(None, (mine, theirs))))
        self.update()

    def sizeHint(self) -> QSize:
        side = px(self._size)
        return QSize(side * 2 - px(3), side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(min(self.height(), px(self._size)))
        left = QRectF(0, (self.height() - side) / 2, side, side)
        right = left.translated(self.width() - side, 0)
        _disc(painter, left, self._mine, "you")
        _fill(painter, right.adjusted(-_GAP, -_GAP, _GAP, _GAP), hue(self._ground))
        _disc(painter, right, self._theirs, "them")


def _disc(painter: QPainter, place: QRectF, name: str, voice: Voice) -> None:
    _fill(painter, place, hue(voice))
    font = font_for("label")
    font.setPixelSize(max(8, round(place.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(hue("on-accent"))
    letters, metrics = initials(name), QFontMetricsF(font)
    left = place.center().x() - metrics.horizontalAdvance(letters) / 2
    painter.drawText(QPointF(left, place.center().y() + metrics.capHeight() / 2), letters)


def _fill(painter: QPainter, place: QRectF, colour: QColor) -> None:
    path = QPainterPath()
    path.addEllipse(place)
    painter.fillPath(path, colour)
