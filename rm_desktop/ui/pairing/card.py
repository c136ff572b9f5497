"""A flow of pages as a card in the middle, which scrolls when it must."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.ui.pairing.flow import Flow
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXXL
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDEST = 680


class FlowCard(QWidget):
    """`FlowCard(flow)`."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        outer.addWidget(scroll)
        card = Card(margin=28)
        card.body.addWidget(flow)
        card.setMaximumWidth(px(_WIDEST))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(1)
