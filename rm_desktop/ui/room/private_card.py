"""The owner's own notes in the side column of the room, gone as soon as somebody else may look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private_notes.panel import PrivateNotes
from rm_desktop.ui.widgets.card import Card

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context


class PrivateCard(Card):
    """`notes.show_item(topic)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(margin=18, fill=True, parent=parent)
        self.setObjectName("room-private")
        self.setAccessibleName(tr("Private notes"))
        self.notes = PrivateNotes(context, folded=True)
        self.notes.wanted.connect(self.setVisible)
        self.notes.opened.connect(self._on_opened)
        self.body.addWidget(self.notes)
        self._on_opened(False)
        self.hide()

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:
        """Take what height is left while one writes, and no more than needed otherwise."""
        tall = QSizePolicy.Policy.Expanding if is_open else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
