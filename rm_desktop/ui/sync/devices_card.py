"""The laptops of a shared pair, and leaving it.

Purpose: who has a copy. States: one laptop, several, removed ones; a guest sees no buttons.
Keys: those of its buttons. Signals: `remove_requested(str id, str name)`, `invite_requested`.
Tokens: you, them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.sync_words import DeviceLine
from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.rows import at_left, emptied, row_with
from rm_desktop.ui.sync.shown import SharingView
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.icon_label import IconLabel


class DevicesCard(Card):
    """`show_view(view)`."""

    remove_requested = Signal(str, str)
    invite_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Laptops"), margin=20, parent=parent)
        self.setObjectName("devices")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(M)
        self.body.addLayout(self._rows)
        self.another = Button(tr("Another laptop…"), "quiet", icon="plus")
        self.another.setObjectName("another-laptop")
        self.another.clicked.connect(self.invite_requested)
        self.body.addLayout(at_left(self.another))
        self._shown: tuple[tuple[DeviceLine, ...], bool] | None = None

    def show_view(self, view: SharingView) -> None:
        """Show the laptops."""
        self.setVisible(view.is_shared)
        # to nobody one is invited again beside the headline
        self.another.setVisible(view.may_act and not view.is_alone)
        if self._shown == (view.devices, view.may_act):
            return
        self._shown = view.devices, view.may_act
        emptied(self._rows)
        for line in view.devices:
            self._rows.addWidget(self._row(line, may_act=view.may_act))

    def _row(self, line: DeviceLine, *, may_act: bool) -> QWidget:
        shown = QWidget()
        across = QHBoxLayout(shown)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(M)
        icon = IconLabel("laptop", "you" if line.is_yours else "them", side=20)
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        controls = (self._remove(line),) if line.can_go and may_act else ()
        across.addWidget(row_with(line.name, line.detail, *controls), 1)
        return shown

    def _remove(self, line: DeviceLine) -> Button:
        remove = Button(tr("Remove…"))
        remove.setObjectName(f"remove-{line.id}")
        remove.setAccessibleName(tr("Remove {name}", name=line.name))
        remove.clicked.connect(partial(self._on_remove_clicked, line))
        return remove

    def _on_remove_clicked(self, line: DeviceLine, _checked: bool = False) -> None:
        self.remove_requested.emit(line.id, line.name)
