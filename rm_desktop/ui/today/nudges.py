"""The quiet cards of Today: what was left open, and the rhythm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.step_dots import StepDots


class WrapUpCard(Card):
    """A session that was closed without its closing minutes.

    Signals: `look_back_requested`, `leave_requested` (for ever).
    """

    look_back_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Look back together"), parent=parent)
        self.setObjectName("wrap-up")
        self._words = Label("", "body", "ink-2", wrap=True)
        self.body.addWidget(self._words)
        row = FlowRow(gap=M, line_gap=S)
        back = Button(tr("Look back now"), "secondary")
        back.setObjectName("look-back")
        back.clicked.connect(self.look_back_requested)
        leave = Button(tr("Leave it"), "quiet")
        leave.setObjectName("leave-it")
        leave.clicked.connect(self.leave_requested)
        row.add(back)
        row.add(leave)
        self.body.addWidget(row)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show the card with its sentence; without one it is not there."""
        self._words.show_text(words)
        self.setVisible(bool(words))


class PassageCard(Card):
    """Words that the partner showed to the person at the keyboard, who has not read them yet.

    Signals: `read_requested`.
    """

    read_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("passage")
        self._words = Label("", "body", "ink-2", wrap=True)
        self.body.addWidget(self._words)
        read = Button(tr("Read it"), "secondary")
        read.setObjectName("read-passage")
        read.clicked.connect(self.read_requested)
        row = FlowRow(gap=M, line_gap=S)
        row.add(read)
        self.body.addWidget(row)

    def show_words(self, title: str, words: str) -> None:
        """Say who shared how much; without a title it is not there."""
        self.set_title(title)
        self._words.show_text(words)
        self.setVisible(bool(title))


class RhythmCard(Card):
    """Sessions kept, next and to come, and a neutral word when the gap grows.

    Signals: `rescue_requested` (a 20-minute session).
    """

    rescue_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your rhythm"), parent=parent)
        self.setObjectName("rhythm")
        self._dots = StepDots()
        self._words = Label("", "caption", "ink-2", wrap=True)
        self._gap = Label("", "body", wrap=True)
        self._rescue = Button(tr("Plan a 20-minute session"), "secondary")
        self._rescue.setObjectName("plan-rescue")
        self._rescue.clicked.connect(self.rescue_requested)
        for part in (self._dots, self._words, self._gap, self._rescue):
            self.body.addWidget(part)

    def show_rhythm(
        self, steps: Sequence[str], first: int, words: str, gap: str, *, rescue: bool
    ) -> None:
        """Show the steps from a number on, the rhythm in words, and what the gap suggests."""
        self._dots.show_steps(steps, first)  # type: ignore[arg-type]
        self._words.show_text(words)
        self._gap.show_text(gap)
        self._gap.setVisible(bool(gap))
        self._rescue.setVisible(rescue)
