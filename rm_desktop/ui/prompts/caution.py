"""What to mind before asking: always in sight, never behind a tap.

Purpose: the caution of a prompt. States: with words or hidden. Keys: none. Signals: none.
Tokens: warn; with `ground` also warn-soft.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.ui.theme import draw_icon, px
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.label import Label


class Caution(QWidget):
    """A sign and a sentence: `show_caution(tr("Agree first what stays in the room."))`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        row.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", "caption", "warn", wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is to be minded."""
        return self._words.text()

    def show_caution(self, sentence: str) -> None:
        """Say something else; without a sentence there is nothing to mind."""
        self._words.show_text(sentence)
        self.setVisible(bool(sentence))


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(px(16), px(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_icon(QPainter(self), "warning", "warn", self.rect().adjusted(0, 1, 0, -1))
