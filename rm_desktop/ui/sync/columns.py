"""A page about sharing: a head, and two columns that scroll below it.

Purpose: what matters at the left, what belongs to it at the right. States: two columns; one below
    the other in a narrow window. Keys: none. Signals: `back_requested`. Tokens: none.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page


class ColumnsPage(QWidget):
    """`narrow` is the width, at 100 %, below which the columns stand below each other.

    Cards are best made on `ground`, and set by `show_columns`.
    """

    back_requested = Signal()

    def __init__(self, back: str, narrow: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = narrow
        page = lay_out_page(self)
        self.header = PageHeader()
        self.header.set_back(back)
        self.header.back_requested.connect(self.back_requested)
        page.addWidget(in_line(self.header))
        self.column = ScrollColumn(gutter=BAR, parent=self)
        page.addWidget(self.column, 1)
        self.ground = self.column.ground
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(XL)
        self.column.body.addLayout(self._row)
        self.column.body.addStretch(1)

    def show_columns(self, *columns: tuple[QWidget, ...]) -> None:
        """Set the cards of the left column, and those of the narrower right one."""
        for cards, share in zip(columns, (8, 5), strict=True):
            column = QVBoxLayout()
            column.setSpacing(XL)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addLayout(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        two = self.width() >= px(self._narrow)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if two else down)
