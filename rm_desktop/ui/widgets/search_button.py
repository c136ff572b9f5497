"""Looks like a search field, opens the palette: “Search or jump to… [Ctrl K]”.

Purpose: the way to everything, at the top right of a page. States: those of a button.
Keys: Space, Enter (Ctrl+K is the shell's). Signals: `clicked` (Qt's).
Tokens: surface, edge, ink-3.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px
from rm_desktop.ui.widgets.hinted import HintedButton


class SearchButton(HintedButton):
    """A button in the clothes of a field, 280 px wide where there is room."""

    inset = 11

    def __init__(self, hint: str = "Ctrl K", parent: QWidget | None = None) -> None:
        super().__init__(tr("Search or jump to…"), hint, parent)
        self.setObjectName("search-button")

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(max(size.width(), px(280)))
        return size

    def minimumSizeHint(self) -> QSize:
        return super().sizeHint()
