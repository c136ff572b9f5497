"""The way to the page about sharing this pair between two laptops.

Purpose: found where one looks for it. States: shared or not. Keys: those of its button.
Signals: `open_requested`. Tokens: those of Card.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label


class SharingCard(Card):
    """`show_shared(shared)`."""

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sharing"), margin=20, parent=parent)
        self._words = Label("", "body", "ink-2", wrap=True)
        self.open = Button("")
        self.open.setObjectName("open-sharing")
        self.open.clicked.connect(self.open_requested)
        self.body.addWidget(self._words)
        self.body.addWidget(line(self.open))

    def show_shared(self, shared: bool) -> None:
        """Say whether the pair lies on two laptops."""
        self._words.show_text(
            tr(
                "This pair is shared between two laptops. See how it stands, who sent what, which "
                "laptops have it, and what a server can read of it."
            )
            if shared
            else tr("This pair lives on this laptop only. It can be shared with a second laptop.")
        )
        self.open.set_text(tr("Open sharing") if shared else tr("Share between two laptops…"))
