"""The head of a page: title and one line of subtitle left, actions right.

Purpose: says where one is. States: with or without subtitle, way back and actions.
Keys: those of its buttons. Signals: `back_requested`.
Tokens: ink, ink-2, accent for the way back.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.elided_label import ElidedLabel


class PageHeader(QWidget):
    """Title, subtitle, actions: `header.add_action(Button(tr("New prompt"), "primary"))`."""

    back_requested = Signal()

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
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
        """Put a button or field at the right end."""
        self._row.addWidget(widget)
