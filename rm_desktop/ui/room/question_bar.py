"""One question in the room, with at most two answers; never a box in the way.

Signals: `answered(bool)`: True for the first answer.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.ground import Ground, GroundKind
from rm_desktop.ui.widgets.label import Label


class QuestionBar(Ground):
    """`show_question(sentence, yes, no)`; an empty sentence takes it away."""

    answered = Signal(bool)

    def __init__(self, kind: GroundKind = "warn", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.setObjectName("room-question")
        self._words = Label("", "medium", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._yes, self._no = Button(""), Button("")
        self._yes.setObjectName("question-yes")
        self._no.setObjectName("question-no")
        self._yes.clicked.connect(self._on_yes_clicked)
        self._no.clicked.connect(self._on_no_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, S, S)
        row.setSpacing(S)
        row.addWidget(self._words, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is asked, empty if nothing is."""
        return self._words.text()

    def show_question(self, sentence: str, yes: str = "", no: str = "") -> None:
        """Ask; the same question again changes nothing."""
        if sentence == self.sentence:
            return
        self._words.show_text(sentence)
        self._yes.set_text(yes)
        self._no.set_text(no)
        self._no.setVisible(bool(no))
        self.setVisible(bool(sentence))
        self.setAccessibleName(sentence)
        if sentence:
            announce(self, sentence)

    def _on_yes_clicked(self) -> None:
        self.answered.emit(True)

    def _on_no_clicked(self) -> None:
        self.answered.emit(False)
