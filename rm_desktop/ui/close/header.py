"""The head and the foot of the close: what this is, the quiet timer, and the two ways to end.

Signals: `back_requested`, `give_back_requested` (head), `not_now_requested`, `finish_requested`
(foot).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from rm_desktop.ui.close.landing import Landing
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.keyboard_chip import KeyboardChip
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.page_header import PageHeader

#: Below this width (at 100 %) who is at the keyboard stands in a line of its own.
_ONE_LINE = 640


class CloseHead(QWidget):
    """`show_landing(landing)`."""

    back_requested = Signal()
    give_back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PageHeader()
        self._header.set_back("")
        self._header.back_requested.connect(self.back_requested)
        self._keyboard = KeyboardChip()
        self._keyboard.give_back_requested.connect(self.give_back_requested)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(M)
        self._row.addWidget(self._header, 1)
        self._row.addWidget(self._keyboard, 0, Qt.AlignmentFlag.AlignRight)

    def show_landing(self, landing: Landing) -> None:
        """Name the session and who is at the keyboard."""
        self._header.show_words(landing.title, landing.subtitle)
        self._header.set_back(landing.back)
        self._keyboard.show_person(landing.keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if self.width() < px(_ONE_LINE) else across)


class CloseFoot(QWidget):
    """`show_landing(landing)`, `show_timer(words)`."""

    not_now_requested = Signal()
    finish_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = Label("", "body", "ink-2")
        self._timer.setObjectName("close-timer")
        self._not_now = Button("", "quiet")
        self._not_now.setObjectName("no-time")
        self._not_now.clicked.connect(self.not_now_requested)
        self._finish = Button("", "primary")
        self._finish.setObjectName("finish")
        self._finish.clicked.connect(self.finish_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._timer)
        row.addStretch(1)
        row.addWidget(self._not_now)
        row.addWidget(self._finish)

    def show_landing(self, landing: Landing) -> None:
        """Name what ends the close."""
        self._not_now.set_text(landing.not_now)
        self._finish.set_text(landing.finish)

    def show_timer(self, words: str) -> None:
        """Say how long there is; it is never urgent here."""
        self._timer.show_text(words)
        self._timer.setVisible(bool(words))
