"""The head of a page: title and one line of subtitle left, actions right.

Purpose: says where one is. States: with or without subtitle, way back and actions.
Keys: those of its buttons. Signals: `back_requested`.
Tokens: ink, ink-2, accent for the way back.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.elided_label import ElidedLabel

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class PageHeader(QWidget):
    """Title, subtitle, actions: `header.add_action(Button(tr("New prompt"), "primary"))`."""

    back_requested = Signal()

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(M)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = ElidedLabel(title, "title")
        self._subtitle = ElidedLabel(subtitle, "body", "ink-2")
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._row.addLayout(words, 1)
        self._back: Button | None = None
        self._actions = QHBoxLayout()
        self._actions.setSpacing(M)
        self._row.addLayout(self._actions)
        self.show_words(title, subtitle)

    def show_words(self, title: str, subtitle: str = "") -> None:
        """Say where one is, and one line about it."""
        self._title.show_text(title)
        self._subtitle.show_text(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)

    def set_back(self, text: str) -> None:
        """Offer a way back at the left, such as “Leave”."""
        if self._back is None:
            self._back = Button(text, "quiet", icon="chevron-left")
            self._back.setObjectName("header-back")
            self._back.clicked.connect(self.back_requested)
            self._row.insertWidget(0, self._back)
        self._back.set_text(text)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field at the right end; below, where words need the width."""
        self._actions.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = max(self._title.sizeHint().width(), self._subtitle.sizeHint().width())
        actions = self._actions.sizeHint().width()
        back = self._back.sizeHint().width() + M if self._back is not None else 0
        fits = back or not actions or words + M + actions <= self.width()
        if not fits:
            self._row.setAlignment(self._actions, QtCore.Qt.AlignmentFlag.AlignLeft)
        self._row.setDirection(_ACROSS if fits else _DOWN)
