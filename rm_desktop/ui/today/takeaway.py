"""A takeaway that one of two laptops still waits for: a quiet card for a few days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.today.takeaway_owed import Owed, owed
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow


class TakeawayCard(Card):
    """Says of which session. Signals: `write_requested(session)`."""

    write_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("takeaway-owed")
        self._session = ""
        write = Button(tr("Write your takeaway"), "secondary")
        write.setObjectName("write-takeaway")
        write.clicked.connect(self._on_write_clicked)
        row = FlowRow()
        row.add(write)
        self.body.addWidget(row)

    def show_owed(self, found: Owed | None) -> None:
        """Show what is open; nothing takes the card away."""
        self._session = found.session if found else ""
        self.set_title(found.words if found else "")
        self.setVisible(found is not None)

    def _on_write_clicked(self) -> None:
        self.write_requested.emit(self._session)


def show_takeaway(
    context: Context, card: TakeawayCard | None, column: QVBoxLayout
) -> TakeawayCard | None:
    """Show the card on top of a column while it is wanted; it is made when first needed."""
    profile, opened = context.profile, context.desk.open_pair
    found = (
        owed(opened.glance, opened.actor, profile.clock.now().wall_ms) if profile.shares else None
    )
    if card is None and found is not None:
        card = TakeawayCard()
        card.write_requested.connect(lambda session: context.go(Place(Where.CLOSE, session)))
        column.insertWidget(0, card)
    if card is not None:
        card.show_owed(found)
    return card
