"""The ground of a panel above a window: as high as its words, scrolling where the window is small.

Purpose: passphrases asked for anywhere. States: with or without its cross. Keys: none of its own.
Signals: `close_requested`. Tokens: none.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXL, S
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

#: At 100 %: the width of such a panel, and how far below the top of its window it stands.
WIDTH, TOP = 560, 40
_HEAD = 44


class PanelGround(QWidget):
    """`PanelGround(panel)`; at large text it is the panel that scrolls, never the window."""

    close_requested = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, 0, S, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addStretch(1)
        button = IconButton("close", tr("Close"))
        button.setObjectName("private-overlay-close")
        button.clicked.connect(self.close_requested)
        head.addWidget(button)
        column.addLayout(head)
        scroll = ScrollColumn(margin=4)
        scroll.body.setContentsMargins(4, 0, XL, XL)
        scroll.body.addWidget(panel)
        scroll.body.addStretch(1)
        column.addWidget(scroll, 1)

    def sizeHint(self) -> QSize:
        width = px(WIDTH)
        inner = width - 2 * XL - S - 4
        tall = self._panel.heightForWidth(inner) if self._panel.hasHeightForWidth() else -1
        tall = tall if tall > 0 else self._panel.sizeHint().height()
        return QSize(width, tall + px(_HEAD) + XXL)
