"""Who can read this: “Shared with Henrik” or “Only you”, with an icon, the same everywhere.

Purpose: stands at every place to write, before one writes. States: shared, shared no longer (this
laptop was removed, which its window knows), private. Keys: none. Signals: none. Tokens: ink-3.
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label

#: The property of a window in which nothing that one writes reaches the partner any more.
_CUT_OFF = "cut_off"


def show_cut_off(window: QWidget, *, is_cut_off: bool) -> None:
    """Let every place to write in a window say whether what one writes reaches the partner."""
    if bool(window.property(_CUT_OFF)) != is_cut_off:
        window.setProperty(_CUT_OFF, is_cut_off)
        for each in window.findChildren(Audience):
            each.look_again()


class Audience(QWidget):
    """`Audience("Henrik")` is shared with Henrik, `Audience()` is only you."""

    def __init__(self, partner: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        self._sign = IconLabel("private", "ink-3")
        self._words = Label("", "caption", "ink-3")
        self._partner = ""
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_audience(partner)

    def show_audience(self, partner: str) -> None:
        """Name the partner who can read this too; nobody means only you."""
        self._partner = partner
        self.look_again()

    def look_again(self) -> None:
        """Say what is so in this window now."""
        icon, words = "private", tr("Only you")
        if self._partner and self.window().property(_CUT_OFF):
            icon, words = "offline", tr("No longer shared with {name}", name=self._partner)
        elif self._partner:
            icon, words = "shared", tr("Shared with {name}", name=self._partner)
        self._words.show_text(words)
        self._sign.show_icon(icon, "ink-3")
        self.setAccessibleName(words)

    def showEvent(self, event: QShowEvent) -> None:
        if self._partner:
            self.look_again()
        super().showEvent(event)
