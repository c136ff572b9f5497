"""Erasing everything: what goes, what others would still hold, and a word to type.

Purpose: leaving without a trace here. States: one. Keys: those of its button.
Signals: `erase_requested`. Tokens: danger.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label


class EraseCard(Card):
    """Says what erasing reaches before it is asked for."""

    erase_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Erase everything"), margin=20, parent=parent)
        for sentence in reaches():
            self.body.addWidget(Label(sentence, "body", "ink-2", wrap=True))
        self.erase = Button(tr("Erase everything…"), "danger")
        self.erase.setObjectName("erase-everything")
        self.body.addSpacing(S)
        self.body.addWidget(line(self.erase))
        self.erase.clicked.connect(self.erase_requested)


def reaches() -> tuple[str, ...]:
    """Say what erasing takes away, and what it does not reach."""
    return (
        tr(
            "All pairs, your private pages, every backup we keep (in the second folder, too), the "
            "keys in this computer’s keyring, the log and the settings."
        ),
        what_others_hold(),
    )


def what_others_hold() -> str:
    """Name what a partner or a relay would still hold; the same for a pair and for everything."""
    return tr(
        "Not reached: what was exported, printed or copied elsewhere; your partner’s own copy, "
        "where you use this on two laptops; and, where a relay carried it between them, the sealed "
        "copies it holds, which it cannot read."
    )


def erase_word() -> str:
    """Return the word that has to be typed."""
    return tr("erase")
