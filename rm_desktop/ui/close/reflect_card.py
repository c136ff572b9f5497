"""The last step of the close, for the owner alone: three minutes in the journal.

Purpose: the hour is freshest now. States: there or not (the partner writes, the screen is shared);
    skipped. Keys: those of its buttons. Signals: `write_requested`. Tokens: those of Card.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.close.step_card import StepCard
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.label import Label


class ReflectCard(StepCard):
    """`show_wanted(wanted=…)`."""

    write_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(5, tr("Reflect, each alone"), parent=parent)
        self.setObjectName("close-reflect")
        words = tr("Three minutes, three questions, in your own journal. Close first, then write.")
        write = Button(tr("Close and write"), icon="private")
        write.setObjectName("close-and-write")
        write.clicked.connect(self.write_requested)
        self.step.addWidget(Audience())
        self.step.addWidget(Label(words, "body", "ink-2", wrap=True))
        self.step.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_wanted(self, *, wanted: bool) -> None:
        """Be there for the owner, and for nobody else."""
        self.setVisible(wanted)
