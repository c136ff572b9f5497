"""A page that stands in the place of the entry for a while, with the way back to it.

Purpose: earlier versions, the bin, sharing. States: one. Keys: Escape goes back.
Signals: `back_requested`. Tokens: surface, line, ink.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import XL, L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn


class SidePage(Card):
    """Put things into `column`, which scrolls when it must."""

    back_requested = Signal()

    def __init__(self, title: str, back: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=L, fill=True, parent=parent)
        self.setAccessibleName(title)
        self.back = Button(back, "quiet", icon="chevron-left")
        self.back.setObjectName("side-back")
        self.back.clicked.connect(self.back_requested)
        self.heading = Label(title, "subtitle", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        scroll = ScrollColumn(spacing=M)
        self.column: QVBoxLayout = scroll.body
        self.column.setContentsMargins(XL, S, XL, S)
        self.column.addWidget(self.heading)
        self.body.addLayout(head)
        self.body.addWidget(scroll, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
