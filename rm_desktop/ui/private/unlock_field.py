"""A field for a passphrase with its button, and what it says while it tries and when it was wrong.

Purpose: unlocking. States: waiting for words, trying, wrong, resting with a countdown, Caps Lock.
Keys: Enter unlocks. Signals: `unlock_requested(str)`. Tokens: danger for what was wrong, warn for
    Caps Lock.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.caps_lock import CapsLock
from rm_desktop.ui.private.tries import rest_words
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.passphrase_field import PassphraseField


class UnlockField(QWidget):
    """Whoever listens to `unlock_requested` answers with `show_trying` and `show_problem`."""

    unlock_requested = Signal(str)

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PassphraseField(tr("Passphrase"))
        self._row = FieldRow(tr("Passphrase"), self.field)
        self.button = Button(words or tr("Unlock"), "primary")
        self.button.setObjectName("private-unlock")
        self._status = Label("", "caption", "ink-2", wrap=True)
        self._caps = Label(tr("Caps Lock seems to be on."), "caption", "warn", wrap=True)
        self._resting = 0
        self._is_trying = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._row)
        column.addWidget(self._caps)
        column.addWidget(self._status)
        self._buttons = FlowRow(gap=M, line_gap=S)
        self._buttons.add(self.button)
        column.addWidget(self._buttons)
        self._status.hide()
        self._caps.hide()
        self.setFocusProxy(self.field)
        self.field.submitted.connect(self._on_submitted)
        self.field.edited.connect(self._on_edited)
        self.button.clicked.connect(self._on_clicked)
        CapsLock(self.field.field).noticed.connect(self._caps.setVisible)

    def add_action(self, button: Button) -> None:
        """Put another button beside *Unlock*."""
        self._buttons.add(button)

    def show_door(self, trying: str, problem: str, resting: int) -> None:
        """Show what the door does; what was wrong with a try is said once."""
        ended, self._is_trying = self._is_trying and not trying, bool(trying)
        self.show_trying(trying)
        if not trying:
            self.show_resting(resting)
        if ended and problem:
            self.show_problem(problem)

    def show_trying(self, words: str) -> None:
        """Say that a passphrase is being tried, a moment by design; without words: it is not."""
        self.field.setEnabled(not words)
        self.button.setEnabled(not words and not self._resting)
        if words:
            self._row.show_problem("")
        self._say(words)

    def show_problem(self, sentence: str) -> None:
        """Say what was wrong, and forget what was typed."""
        if sentence:
            self.field.clear()
            announce(self, sentence)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._row.show_problem(sentence)

    def show_resting(self, seconds: int) -> None:
        """Count down to the next try; one may type meanwhile."""
        begun = bool(seconds) and not self._resting
        self._resting = seconds
        self.button.setEnabled(not seconds and self.field.isEnabled())
        words = rest_words(seconds)
        self._say(words)
        if begun:
            announce(self, words)

    def _say(self, words: str) -> None:
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def _on_edited(self, _text: str) -> None:
        self._row.show_problem("")

    @Slot()
    def _on_clicked(self) -> None:
        self._on_submitted(self.field.text())

    def _on_submitted(self, words: str) -> None:
        if not words:
            self._row.show_problem(tr("Type the passphrase first."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._resting:
            self.unlock_requested.emit(words)
