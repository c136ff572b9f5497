"""The working agreement at a glance: where it stands, what it is about, the way in.

Purpose: one look says whether both have agreed. States: draft, waiting, agreed, changed since.
Keys: those of its button. Signals: `open_requested`. Tokens: those of Card, StatusDot, Label.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.together.agreement_words import AgreementView
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label, LabelTone
from rm_desktop.ui.widgets.status_dot import DotTone, StatusDot

_TONES: dict[str, tuple[DotTone, LabelTone]] = {
    "good": ("good", "good"),
    "warn": ("warn", "warn"),
    "neutral": ("neutral", "ink-2"),
}


class Standing(QWidget):
    """A dot and the words for where the agreement stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self._dot = StatusDot()
        self._words = Label("", "medium", wrap=True)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        """Where it stands."""
        return self._words.text()

    def show_standing(self, view: AgreementView) -> None:
        """Show where it stands."""
        dot, tone = _TONES[view.tone]
        self._dot.show_tone(dot)
        self._words.set_tone(tone)
        self._words.show_text(view.state)


class AgreementCard(Card):
    """`show_agreement(view)`."""

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Working agreement"), parent=parent)
        self.audience = Audience()
        self.add_action(self.audience)
        self.standing = Standing()
        self._gist = Label("", "body", "ink-2", wrap=True)
        self.open = Button("")
        self.open.setObjectName("agreement-open")
        self.open.clicked.connect(self.open_requested)
        self.body.addWidget(self.standing)
        self.body.addWidget(self._gist)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_agreement(self, view: AgreementView, partner: str) -> None:
        """Show the agreement in a few lines."""
        self.audience.show_audience(partner)
        self.standing.show_standing(view)
        self._gist.show_text(view.gist)
        self.open.set_text(tr("Read and sign") if view.may_sign else tr("Read"))
