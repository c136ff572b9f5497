"""Choosing a passphrase: twice for the slip of a finger, its strength in words and as a bar.

Purpose: a passphrase for a vault, new or in place of another. States: empty, judged, busy.
Keys: Enter goes on. Signals: `chosen(str)`. Tokens: danger, warn, good for the strength.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.passphrase import STRONG, Strength, guess_bits, judge_passphrase
from rm_desktop.domain.words import tr
from rm_desktop.ui.caps_lock import CapsLock
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label, LabelTone
from rm_desktop.ui.widgets.passphrase_field import PassphraseField
from rm_desktop.ui.widgets.progress_line import LineTone, ProgressLine


class _Tone(NamedTuple):
    words: LabelTone
    bar: LineTone


_TONES = {
    Strength.WEAK: _Tone("danger", "danger"),
    Strength.FAIR: _Tone("warn", "warn"),
    Strength.STRONG: _Tone("good", "accent"),
}


class NewPassphrase(QWidget):
    """`NewPassphrase(tr("Use it"))`; nothing is chosen before it is fit and was typed twice."""

    chosen = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField(tr("New passphrase"))
        self.second = PassphraseField(tr("The passphrase once more"))
        self._first_row = FieldRow(tr("Passphrase"), self.first)
        self._second_row = FieldRow(tr("Once more"), self.second)
        self._bar = ProgressLine()
        self._strength = Label("", "caption", "ink-2", wrap=True)
        self._caps = Label(tr("Caps Lock seems to be on."), "caption", "warn", wrap=True)
        self._status = Label("", "caption", "ink-2", wrap=True)
        self.use = Button(words, "primary")
        self.use.setObjectName("use-passphrase")
        self.between = QVBoxLayout()
        self._buttons = FlowRow(gap=M, line_gap=S)
        self._lay_out()
        for field in (self.first, self.second):
            field.edited.connect(self._on_edited)
            CapsLock(field.field).noticed.connect(self._caps.setVisible)
        self.first.submitted.connect(self._on_first_submitted)
        self.second.submitted.connect(self._on_use_clicked)
        self.use.clicked.connect(self._on_use_clicked)
        self.setFocusProxy(self.first)

    def add_action(self, button: Button) -> None:
        """Put another button beside the first."""
        self._buttons.add(button)

    def show_trying(self, words: str) -> None:
        """Say what is being done; no words: nothing is."""
        for part in (self.first, self.second, self.use):
            part.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong afterwards."""
        self._second_row.show_problem(sentence)
        if sentence:
            announce(self, sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._on_edited()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._first_row)
        column.addWidget(self._bar)
        column.addWidget(self._strength)
        column.addSpacing(S)
        column.addWidget(self._second_row)
        column.addWidget(self._caps)
        column.addLayout(self.between)
        column.addSpacing(S)
        self._buttons.add(self.use)
        column.addWidget(self._buttons)
        column.addWidget(self._status)
        for part in (self._bar, self._strength, self._caps, self._status):
            part.hide()

    @Slot()
    def _on_edited(self) -> None:
        first = self.first.text()
        verdict = judge_passphrase(first, self.second.text())
        tone = _TONES[verdict.strength]
        self._strength.set_tone(tone.words)
        self._strength.show_text(verdict.words)
        self._bar.show_progress(guess_bits(first) / STRONG, verdict.words, tone.bar)
        for part in (self._strength, self._bar):
            part.setVisible(bool(verdict.words))
        self._first_row.show_problem("")
        self._second_row.show_problem("")

    def _on_first_submitted(self, _text: str) -> None:
        self.second.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_use_clicked(self) -> None:
        first, second = self.first.text(), self.second.text()
        verdict = judge_passphrase(first, second)
        if not verdict.problem:
            self.chosen.emit(first)
            return
        announce(self, verdict.problem)
        weak = verdict.strength == Strength.WEAK
        row, field = (self._first_row, self.first) if weak else (self._second_row, self.second)
        self._strength.setHidden(weak or not verdict.words)
        row.show_problem(verdict.problem)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
