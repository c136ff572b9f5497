"""What both changed without knowing of each other: a quiet card, and the way to decide it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class TwiceCard(Card):
    """Says who changed how much. Signals: `look_requested`."""

    look_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("twice")
        words = tr("Both versions are kept until one of you chooses.")
        self.body.addWidget(Label(words, "body", "ink-2", wrap=True))
        look = Button(tr("Look at them"), "secondary")
        look.setObjectName("look-at-differences")
        look.clicked.connect(self.look_requested)
        row = FlowRow(gap=M, line_gap=S)
        row.add(look)
        self.body.addWidget(row)


def show_twice(context: Context, card: TwiceCard | None, column: QVBoxLayout) -> TwiceCard | None:
    """Show the card on top of a column while something waits; it is made when first needed."""
    words = ""
    if context.desk.open_pair.glance.unsettled:
        differences = context.desk.differences
        words = differences.words(*map(context.word, differences.between))
    if card is None and words:
        card = TwiceCard()
        card.look_requested.connect(lambda: context.go(Place(Where.DIFFERENCES)))
        column.insertWidget(0, card)
    if card is not None:
        card.set_title(words)
        card.setVisible(bool(words))
    return card
