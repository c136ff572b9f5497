"""Choosing a passphrase, shown only where the computer offers no keyring.

Purpose: says why it is asked, and that nobody can reset it. States: those of NewPassphrase.
Keys: Enter goes on. Signals: `chosen(str)`, `back_requested`. Tokens: warn-soft for what cannot be
    undone.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.new_passphrase import NewPassphrase
from rm_desktop.ui.widgets.note import Note


class PassphraseStep(Card):
    """Nothing leaves the card before a passphrase is fit and was typed twice."""

    chosen = Signal(str)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("One more step: a passphrase"), margin=24, parent=parent)
        why = tr(
            "This computer offers no keyring that could keep the key to your notes. So a "
            "passphrase keeps it: you type it each time the app starts."
        )
        warning = tr(
            "Nobody can reset it, not even us. If it is lost, what was written here cannot be read "
            "again. Keep a copy where you keep other important papers."
        )
        self.form = NewPassphrase(tr("Use this passphrase"), self)
        self.form.between.addSpacing(S)
        self.form.between.addWidget(Note("warn", "warning", warning))
        self.back = Button(tr("Back"), "quiet")
        self.form.add_action(self.back)
        self.body.addWidget(Label(why, "body", "ink-2", wrap=True))
        self.body.addSpacing(S)
        self.body.addWidget(self.form)
        self.form.chosen.connect(self.chosen)
        self.back.clicked.connect(self.back_requested)
