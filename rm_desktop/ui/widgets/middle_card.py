"""One card in the middle of a page, which scrolls when it must.

Purpose: holds a flow of steps, one at a time, at a width that can be read. States: none.
Keys: those of what it holds. Signals: none. Tokens: those of Card.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXXL
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDEST = 680


class MiddleCard(QWidget):
    """`MiddleCard(flow)`."""

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        outer.addWidget(scroll)
        card = Card(margin=28)
        card.body.addWidget(held)
        card.setMaximumWidth(px(_WIDEST))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(1)
