"""Who can read this: “Shared with Henrik” or “Only you”, with an icon, the same everywhere.

Purpose: stands at every place to write, before one writes. States: shared, private.
Keys: none. Signals: none. Tokens: ink-3.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label


class Audience(QWidget):
    """`Audience("Henrik")` is shared with Henrik, `Audience()` is only you."""

    def __init__(self, partner: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        self._sign = IconLabel("private", "ink-3")
        self._words = Label("", "caption", "ink-3")
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_audience(partner)

    def show_audience(self, partner: str) -> None:
        """Name the partner who can read this too; nobody means only you."""
        words = tr("Shared with {name}", name=partner) if partner else tr("Only you")
        self._words.show_text(words)
        self._sign.show_icon("shared" if partner else "private", "ink-3")
        self.setAccessibleName(words)
