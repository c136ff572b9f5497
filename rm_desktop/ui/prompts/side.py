"""The panel beside the grid: one page at a time, with a title and a way to close it.

Purpose: a prompt in full, a drawn card, depth and limits, a form, a pack: without leaving the grid.
States: a page with its title. Keys: Escape closes. Signals: `closed`. Tokens: those of Card.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS, L
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.scroll_column import ScrollColumn


class Side(Card):
    """`show_page(page, tr("Depth and limits"))`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill=True, parent=parent)
        self.setObjectName("prompt-side")
        close = IconButton("close", tr("Close"), hint="Esc", small=True)
        close.setObjectName("side-close")
        close.clicked.connect(self.closed)
        self.add_action(close)
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages)
        self.body.setContentsMargins(-XS, 0, -XS, 0)
        self._columns: dict[QWidget, ScrollColumn] = {}

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, None while the panel is closed."""
        if self.isHidden():
            return None
        column = self._pages.currentWidget()
        return next((p for p, each in self._columns.items() if each is column), None)

    def show_page(self, page: QWidget, title: str) -> None:
        """Bring a page to the front."""
        if page not in self._columns:
            column = ScrollColumn(spacing=L, margin=XS)
            column.body.addWidget(page)
            column.body.addStretch(1)
            self._columns[page] = column
            self._pages.addWidget(column)
        self._pages.setCurrentWidget(self._columns[page])
        self.set_title(title)
        self.show()

    def focus_first(self) -> None:
        """Give the focus to the first control of the page."""
        if self.page is not None:
            controls = (w for w in self.page.findChildren(QWidget) if w.isVisibleTo(self))
            first = (w for w in controls if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
            next(first, self).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
