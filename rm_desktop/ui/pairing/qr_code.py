"""A QR code, painted from its squares.

Purpose: brings a link to a laptop with a camera, or a telephone. States: with or without a code.
Keys: none. Signals: none. Tokens: ink and surface, always the dark one on the light one.
"""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import current_look, hue, px

#: The side of a square and of the widest code at 100 %; readers ask for a margin of four squares.
_STEP, _WIDEST, _QUIET = 5, 260, 4


class QrCode(QWidget):
    """`show_words(link)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The invitation as a QR code"))

    def show_words(self, words: str) -> None:
        """Show some words as a code; none for no words."""
        self._rows = tuple(map(bytes, segno.make_qr(words, error="m").matrix)) if words else ()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._step * (len(self._rows) + 2 * _QUIET)
        return QSize(side, side)

    @property
    def _step(self) -> int:
        """The side of a square in pixels: a long link has more of them, and smaller ones."""
        return max(2, min(px(_STEP), px(_WIDEST) // (len(self._rows) + 2 * _QUIET)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        is_dark = current_look().theme.dark  # where ink is light, and cameras want the contrary
        painter = QPainter(self)
        painter.fillRect(self.rect(), hue("ink" if is_dark else "surface"))
        dark = hue("surface" if is_dark else "ink")
        step = self._step
        left = (self.width() - step * len(self._rows)) // 2
        top = (self.height() - step * len(self._rows)) // 2
        for down, row in enumerate(self._rows):
            for across, is_set in enumerate(row):
                if is_set:
                    painter.fillRect(left + across * step, top + down * step, step, step, dark)
