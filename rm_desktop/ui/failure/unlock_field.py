"""The passphrase field with its button, and what it says while it tries and when it was wrong.

Purpose: unlocking. States: waiting for words, trying, wrong, resting. Keys: Enter unlocks.
Signals: `unlock_requested(str)`. Tokens: danger for what was wrong.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.failure.states import Tries
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.passphrase_field import PassphraseField

_SECOND_MS = 1000


class UnlockField(QWidget):
    """Whoever listens to `unlock_requested` answers with `show_wrong`, or takes the field away."""

    unlock_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tries = Tries()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._on_rested)
        self.field = PassphraseField(tr("Passphrase"))
        self._row = FieldRow(tr("Passphrase"), self.field)
        self.button = Button(tr("Unlock"), "primary")
        self._status = Label("", "caption", "ink-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._row)
        self._buttons = FlowRow(gap=M, line_gap=S)
        self._buttons.add(self.button)
        column.addWidget(self._buttons)
        column.addWidget(self._status)
        self._status.hide()
        self.setFocusProxy(self.field)
        self.field.submitted.connect(self._on_submitted)
        self.field.edited.connect(self._on_edited)
        self.button.clicked.connect(self._on_clicked)

    def add_action(self, button: Button) -> None:
        """Put another button beside *Unlock*."""
        self._buttons.add(button)

    def show_trying(self) -> None:
        """Say that the passphrase is being tried, which takes a moment by design."""
        self.setEnabled(False)
        self._row.show_problem("")
        self._status.show_text(tr("Trying the passphrase…"))
        self._status.show()

    def show_wrong(self) -> None:
        """Say that it was wrong, and rest a little after several wrong ones."""
        seconds = self._tries.miss()
        words = Tries.words(seconds)
        self._status.hide()
        self.field.clear()
        self._row.show_problem(words)
        announce(self, words)
        if seconds:
            self._resting.start(seconds * _SECOND_MS)
        else:
            self._on_rested()

    @Slot()
    def _on_rested(self) -> None:
        self.setEnabled(True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, _text: str) -> None:
        self._row.show_problem("")

    def _on_clicked(self) -> None:
        self._on_submitted(self.field.text())

    def _on_submitted(self, words: str) -> None:
        if not words:
            self._row.show_problem(tr("Type the passphrase first."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._resting.isActive():
            self.unlock_requested.emit(words)
