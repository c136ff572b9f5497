"""The lock on private pages: their state, the passphrase, when they lock, the way back in.

Purpose: what only the owner reads stays so. States: none yet, locked, open; a guest sees none.
Keys: those of its controls. Signals: `lock_requested`, `unlock_requested`, `change_requested`,
    `at_start_chosen(bool)`, `minutes_chosen(int)`, `recovery_requested`. Tokens: warn for what is
    not recoverable.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr, trn
from rm_desktop.services.private import PrivateState
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton

#: Minutes without input after which private pages are locked; 0 for never.
MINUTES = (2, 5, 10, 30, 60, 0)


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """What the card shows; `recovery` says whether a lost key can be survived."""

    state: PrivateState
    at_start: bool
    minutes: int
    recovery: str
    recoverable: bool


class PrivacyCard(Card):
    """`show_privacy(view)`."""

    lock_requested = Signal()
    unlock_requested = Signal()
    change_requested = Signal()
    at_start_chosen = Signal(bool)
    minutes_chosen = Signal(int)
    recovery_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Private pages"), margin=20, parent=parent)
        self._state = Label("", "body", wrap=True)
        self.lock = Button(tr("Lock now"), icon="lock", hint="Ctrl L")
        self.unlock = Button(tr("Unlock…"), icon="lock")
        self.change = Button(tr("Change passphrase…"))
        self.at_start = CheckBox(tr("Open at start on this laptop"))
        meaning = tr(
            "A copy of the key lies in this computer’s keyring until you lock: whoever can sign in "
            "as you can then read these pages."
        )
        choices = tuple((str(n), _minutes_words(n)) for n in MINUTES)
        self.minutes = MenuButton(tr("Lock by itself"), choices)
        self._note = Label(
            tr(
                "Minutes without a touch; never during a session. They lock too when the laptop "
                "sleeps or changes hands."
            ),
            *("caption", "ink-3"),
            wrap=True,
        )
        self._recovery = Label("", "body", wrap=True)
        self.recovery = Button(tr("Recovery phrase…"))
        self.recovery.setObjectName("settings-recovery")
        self.body.addWidget(self._state)
        self.body.addWidget(line(self.lock, self.unlock, self.change))
        self.body.addSpacing(S)
        self.body.addWidget(line(self.at_start))
        self.body.addWidget(Label(meaning, "caption", "ink-3", wrap=True))
        self.body.addSpacing(S)
        self.body.addWidget(line(self.minutes))
        self.body.addWidget(self._note)
        self.body.addSpacing(S)
        self.body.addWidget(Divider())
        self.body.addSpacing(S)
        self.body.addWidget(Label(tr("A way back in"), "strong"))
        self.body.addWidget(self._recovery)
        self.body.addWidget(line(self.recovery))
        self._connect()

    def show_privacy(self, view: PrivacyView) -> None:
        """Show how things stand, without telling anybody."""
        is_open, is_locked = (
            view.state == each for each in (PrivateState.OPEN, PrivateState.LOCKED)
        )
        self._state.show_text(_state_words(view.state))
        self.lock.setVisible(is_open)
        self.unlock.setVisible(is_locked)
        self.change.setVisible(is_open)
        self.at_start.setEnabled(is_open)
        self.at_start.blockSignals(True)
        self.at_start.setChecked(view.at_start)
        self.at_start.blockSignals(False)
        nearest = min(MINUTES, key=lambda n: abs((n or 10_000) - (view.minutes or 10_000)))
        self.minutes.show_choice(str(nearest))
        self._recovery.show_text(view.recovery)
        self._recovery.set_tone("ink-2" if view.recoverable else "warn")

    def _connect(self) -> None:
        self.lock.clicked.connect(self.lock_requested)
        self.unlock.clicked.connect(self.unlock_requested)
        self.change.clicked.connect(self.change_requested)
        self.at_start.toggled.connect(self.at_start_chosen)
        self.minutes.chosen.connect(lambda key: self.minutes_chosen.emit(int(key)))
        self.recovery.clicked.connect(self.recovery_requested)


def _state_words(state: PrivateState) -> str:
    return {
        PrivateState.NONE: tr("Your first private word will ask for a passphrase."),
        PrivateState.LOCKED: tr("Locked. Your passphrase opens them."),
        PrivateState.OPEN: tr("Open now, for you alone."),
    }[state]


def _minutes_words(minutes: int) -> str:
    if not minutes:
        return tr("never")
    return trn("after {n} minute", "after {n} minutes", minutes)
