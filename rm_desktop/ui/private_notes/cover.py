"""What stands in the place of private words until their owner asks for them.

Purpose: nobody reads over a shoulder. The lines are always the same: they tell nothing, not even
    whether there is anything. States: normal, hovered, focused.
Keys: Space, Enter. Signals: `clicked`. Tokens: sunken, line, ink-2.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import hue, px
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, M, S
from rm_desktop.ui.widgets.label import Label

#: How long the lines are that stand for words, in parts of the width.
_LINES = (0.92, 0.78, 0.86, 0.4)
_LINE = 10


class NoteCover(QAbstractButton):
    """`NoteCover(tr("Show your private notes"))`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note-cover")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words = Label(tr("Covered. Click to read and write."), "caption", "ink-2", wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(0)
        column.addSpacing(len(_LINES) * (px(_LINE) + px(S)) + S)
        column.addWidget(self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue("hover" if self.underMouse() else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setBrush(hue("line"))
        wide, tall, top = self.width() - 2 * M, px(_LINE), M
        for part in _LINES:
            painter.drawRoundedRect(QRectF(M, top, wide * part, tall), tall / 2, tall / 2)
            top += tall + px(S)
