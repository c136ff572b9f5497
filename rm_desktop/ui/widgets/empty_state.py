"""What stands where there is nothing yet: one sentence and one button.

Purpose: says what would be here and how to begin. States: with or without a button.
Keys: those of the button. Signals: `action_requested`. Tokens: ink-2.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button, ButtonTone
from rm_desktop.ui.widgets.label import Label


class EmptyState(QWidget):
    """`EmptyState(tr("No topics yet."), tr("Add a topic"))`."""

    action_requested = Signal()

    def __init__(
        self,
        sentence: str,
        action: str = "",
        *,
        tone: ButtonTone = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self._sentence = Label("", "body", "ink-2", wrap=True)
        self._button = Button("", tone)
        self._button.clicked.connect(self.action_requested)
        column.addWidget(self._sentence)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(self._button)
        self.setFocusProxy(self._button)
        self.show_words(sentence, action)

    def show_words(self, sentence: str, action: str = "") -> None:
        """Say something else."""
        self._sentence.show_text(sentence)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
