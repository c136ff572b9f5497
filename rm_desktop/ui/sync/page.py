"""Everything about sharing on one page: how it stands, what waits, who sent what, whose laptops.

Purpose: trust, and the few things one can do. States: not shared, shared; one column, two.
Keys: those of its parts. Signals: those of its cards; `back_requested`, `server_requested`,
    `leave_requested`. Tokens: those of its cards.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.aside_card import AsideCard
from rm_desktop.ui.sync.columns import ColumnsPage
from rm_desktop.ui.sync.devices_card import DevicesCard
from rm_desktop.ui.sync.held_card import HeldCard
from rm_desktop.ui.sync.parcels_card import ParcelsCard
from rm_desktop.ui.sync.rows import at_left
from rm_desktop.ui.sync.shown import SharingView
from rm_desktop.ui.sync.status_card import StatusCard
from rm_desktop.ui.sync.words import leave_meaning, read_title, subtitle
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label

#: Below this width (at 100 %) the two columns stand below each other.
_TWO_COLUMNS = 760


class SharingPage(ColumnsPage):
    """The cards are public: the screen listens to them."""

    server_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), _TWO_COLUMNS, parent)
        ground = self.ground
        self.held, self.status, self.aside = HeldCard(ground), StatusCard(ground), AsideCard(ground)
        self.parcels, self.devices = ParcelsCard(ground), DevicesCard(ground)
        self._server, self._leave = self._make_server(ground), self._make_leave(ground)
        self._columns = (
            (self.held, self.status, self.aside, self.parcels),
            (self.devices, self._server, self._leave),
        )
        self.show_columns(*self._columns)

    def show_view(self, view: SharingView) -> None:
        """Show how things stand."""
        self.header.show_words(tr("Sharing"), subtitle(view))
        self._server.set_title(read_title(view))
        for card in (self.status, self.held, self.aside, self.parcels, self.devices):
            card.show_view(view)
        self._server.setVisible(view.is_shared)
        self._leave.setVisible(view.is_shared and not view.owner)
        both, between = leave_meaning(view)
        self._both.show_text(both)
        self._between.show_text(between)
        QTimer.singleShot(0, self, self._order_tabs)  # once what is new has its place

    @Slot()
    def _order_tabs(self) -> None:
        """Let Tab go down the left column, then down the right one; rows come and go."""
        former: QWidget = self.header
        for card in (card for cards in self._columns for card in cards):
            for control in sorted(card.findChildren(QAbstractButton), key=partial(_place, card)):
                self.setTabOrder(former, control)
                former = control

    def _make_server(self, ground: QWidget) -> Card:
        card = Card(tr("What can the server read?"), margin=20, parent=ground)
        words = tr("See the very bytes of what this laptop sent last, and what they tell.")
        card.body.addWidget(Label(words, "body", "ink-2", wrap=True))
        self.server = Button(tr("Show the bytes"))
        self.server.setObjectName("show-bytes")
        self.server.clicked.connect(self.server_requested)
        card.body.addLayout(at_left(self.server))
        return card

    def _make_leave(self, ground: QWidget) -> Card:
        card = Card(tr("Leave sharing"), margin=20, parent=ground)
        self._both = Label("", "body", "ink-2", wrap=True)
        self._between = Label("", "body", "ink-2", wrap=True)
        self.leave = Button(tr("Leave…"), "danger")
        self.leave.setObjectName("leave-sharing")
        self.leave.setAccessibleName(tr("Leave sharing…"))
        self.leave.clicked.connect(self.leave_requested)
        for part in (self._both, self._between):
            card.body.addWidget(part)
        card.body.addLayout(at_left(self.leave))
        return card


def _place(card: QWidget, control: QWidget) -> tuple[int, int]:
    at = control.mapTo(card, QPoint())
    return at.y(), at.x()
