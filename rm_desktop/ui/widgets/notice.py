"""A quiet bar that says what happened and offers one way back.

Purpose: instead of a dialog: do it, tell quietly, offer undo. Never takes the focus.
States: shown or hidden; with or without an action. When to go is the caller's decision.
Keys: its buttons by Tab. Signals: `action_requested`, `dismissed`.
Tokens: surface, edge, ink, accent.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label


class Notice(QFrame):
    """`show_notice(tr("Topic deleted"), tr("Undo"))`; `hide()` takes it away."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(M + XS, XS, XS, XS)
        row.setSpacing(S)
        self._words = Label("", "body", wrap=True)
        self._action = Button("", "quiet")
        self._action.setObjectName("notice-action")
        self._action.clicked.connect(self.action_requested)
        close = IconButton("close", tr("Dismiss"), small=True)
        close.setObjectName("notice-close")
        close.clicked.connect(self._on_close_clicked)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What the notice says."""
        return self._words.text()

    def show_notice(self, text: str, action: str = "") -> None:
        """Say something, with one action if there is one, and speak it to a screen reader."""
        self._words.show_text(text)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.fit()
        announce(self, text)

    def fit(self) -> None:
        """Take the room its words need, as after another text size or width."""
        row = self.layout()
        if row is not None:
            row.invalidate()
            row.activate()
        self.adjustSize()

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
