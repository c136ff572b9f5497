"""Choosing a passphrase, shown only where the computer offers no keyring.

Purpose: says why it is asked, twice for the slip of a finger, how strong it is in words, and that
    nobody can reset it. States: empty, judged, busy. Keys: Enter goes on.
Signals: `chosen(str)`, `back_requested`. Tokens: warn-soft for what cannot be undone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.passphrase import Strength, judge_passphrase
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label, LabelTone
from rm_desktop.ui.widgets.passphrase_field import PassphraseField

_TONES: dict[Strength, LabelTone] = {
    Strength.WEAK: "danger",
    Strength.FAIR: "warn",
    Strength.STRONG: "good",
}


class PassphraseStep(Card):
    """Nothing leaves the card before a passphrase is fit and was typed twice."""

    chosen = Signal(str)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("One more step: a passphrase"), margin=24, parent=parent)
        self.first = PassphraseField(tr("Passphrase"))
        self.second = PassphraseField(tr("The passphrase once more"))
        self._first_row = FieldRow(tr("Passphrase"), self.first)
        self._second_row = FieldRow(tr("Once more"), self.second)
        self._strength = Label("", "caption", "ink-2", wrap=True)
        self.use = Button(tr("Use this passphrase"), "primary")
        self.back = Button(tr("Back"), "quiet")
        self._lay_out()
        self.first.edited.connect(self._on_edited)
        self.second.edited.connect(self._on_edited)
        self.first.submitted.connect(self._on_first_submitted)
        self.second.submitted.connect(self._on_use_clicked)
        self.use.clicked.connect(self._on_use_clicked)
        self.back.clicked.connect(self.back_requested)

    def _lay_out(self) -> None:
        why = tr(
            "This computer offers no keyring that could keep the key to your notes. So a "
            "passphrase keeps it: you type it each time the app starts."
        )
        self.body.addWidget(Label(why, "body", "ink-2", wrap=True))
        self.body.addSpacing(S)
        self.body.addWidget(self._first_row)
        self.body.addWidget(self._strength)
        self.body.addSpacing(S)
        self.body.addWidget(self._second_row)
        self.body.addSpacing(S)
        self.body.addWidget(_warning())
        self.body.addSpacing(S)
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addWidget(self.use)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._strength.hide()

    @Slot()
    def _on_edited(self) -> None:
        verdict = judge_passphrase(self.first.text(), self.second.text())
        self._strength.set_tone(_TONES[verdict.strength])
        self._strength.show_text(verdict.words)
        self._strength.setVisible(bool(verdict.words))
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
        if verdict.strength == Strength.WEAK:
            self._strength.hide()
            self._first_row.show_problem(verdict.problem)
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._second_row.show_problem(verdict.problem)
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)


def _warning() -> QWidget:
    ground = Ground("warn")
    row = QHBoxLayout(ground)
    row.setContentsMargins(M, M, M, M)
    row.setSpacing(M)
    row.addWidget(IconLabel("warning", "warn", side=20), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    sentence = tr(
        "Nobody can reset it, not even us. If it is lost, what was written here cannot be read "
        "again. Keep a copy where you keep other important papers."
    )
    column.addWidget(Label(sentence, "body", wrap=True))
    row.addLayout(column, 1)
    return ground
