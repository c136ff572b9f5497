"""What this is, in which version, and what it is built of under which licences.

Purpose: versions and licences. States: components folded away or shown. Keys: those of its
    buttons. Signals: `keys_requested`. Tokens: ink-3 for versions.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from rm_desktop import __version__
from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.components import Component, components
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import XL, XS, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label


class AboutCard(Card):
    """The components are looked up when they are first asked for."""

    keys_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("About"), margin=20, parent=parent)
        name = f"rm-desktop {__version__}"
        self.body.addWidget(Label(name, "medium"))
        licence = tr(
            "Free software under the MIT licence. No account, no tracking, and no network unless "
            "you share a pair."
        )
        self.body.addWidget(Label(licence, "body", "ink-2", wrap=True))
        self.body.addSpacing(S)
        self.keys = Button(tr("List of keys"), icon="keyboard", hint="Ctrl /")
        self.components = Button(tr("Built with…"))
        self.body.addWidget(line(self.keys, self.components))
        self._table: QWidget | None = None
        self.keys.clicked.connect(self.keys_requested)
        self.components.clicked.connect(self._on_components_clicked)

    def _on_components_clicked(self) -> None:
        if self._table is None:
            self._table = _table(components())
            self.body.addSpacing(S)
            self.body.addWidget(self._table)
        else:
            self._table.setVisible(self._table.isHidden())
        shown = not self._table.isHidden()
        self.components.set_text(tr("Hide the components") if shown else tr("Built with…"))


def _table(found: tuple[Component, ...]) -> QWidget:
    shown = QWidget()
    table = QGridLayout(shown)
    table.setContentsMargins(0, 0, 0, 0)
    table.setHorizontalSpacing(XL)
    table.setVerticalSpacing(XS)
    table.setColumnStretch(2, 1)
    for row, each in enumerate(found):
        table.addWidget(Label(each.name, "caption", wrap=True), row, 0)
        table.addWidget(Label(each.version, "caption", "ink-3"), row, 1)
        table.addWidget(Label(each.licence, "caption", "ink-2", wrap=True), row, 2)
    return shown
