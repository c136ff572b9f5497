"""One topic at the close: a tick for discussed, what came of it, and where it goes if not.

Signals: `discussed_toggled(id, bool)`, `choice_made(id, choice)`, `outcome_entered(id, text)`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from rm_desktop.domain.text import FIELD_LIMIT
from rm_desktop.domain.words import tr
from rm_desktop.ui.close.landing import Choice, TopicLine
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.text_field import TextField
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class TopicRow(QWidget):
    """`show_topic(line)`; what is being typed in it stays."""

    discussed_toggled = Signal(str, bool)
    choice_made = Signal(str, str)
    outcome_entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: TopicLine | None = None
        self._box = CheckBox(tr("Discussed"), bare=True)
        self._box.clicked.connect(self._on_box_clicked)
        self._bar = VoiceBar()
        self._title = Label("", "medium", wrap=True)
        self._note = Label("", "caption", "ink-2", wrap=True)
        self._outcome = TextField(
            tr("Outcome"), tr("What came of it?"), max_length=FIELD_LIMIT, frameless=True
        )
        self._outcome.editingFinished.connect(self.flush)
        self._choice = MenuButton("")
        self._choice.chosen.connect(self._on_choice_chosen)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._box, 0, 0, top)
        grid.addWidget(self._bar, 0, 1, 3, 1)
        grid.addWidget(self._title, 0, 2)
        grid.addWidget(self._note, 1, 2)
        grid.addWidget(self._outcome, 2, 2)
        grid.addWidget(self._choice, 0, 3, 3, 1, top)

    def show_topic(self, line: TopicLine) -> None:
        """Show a topic as it stands."""
        if line == self._line:
            return
        self._line = line
        self._box.setChecked(line.discussed)
        self._box.set_text(tr("“{title}” was discussed", title=line.title))
        self._bar.show_voice(line.voice, line.leads)
        self._title.show_text(line.title)
        self._note.show_text(" · ".join(filter(None, (line.leads, line.minutes))))
        self._outcome.setAccessibleName(tr("Outcome of “{title}”", title=line.title))
        if not (self._outcome.hasFocus() and self._outcome.isModified()):
            self._outcome.show_text(line.outcome)
            self._outcome.setCursorPosition(0)
        self._outcome.setVisible(line.discussed or bool(line.outcome))
        stays = tr("Not reached") if line.segment else tr("Carry over")
        choices = ((Choice.CARRY, stays), (Choice.PARK, tr("Park")), (Choice.DROP, tr("Drop")))
        self._choice.show_choices(choices, line.choice)
        words = self._choice.text()
        name = tr("What becomes of “{title}”: {choice}", title=line.title, choice=words)
        self._choice.setAccessibleName(name)
        self._choice.setVisible(not line.discussed)

    def flush(self) -> None:
        """Hand on an outcome that was typed."""
        if self._line is not None and self._outcome.isModified():
            self._outcome.setModified(False)
            self.outcome_entered.emit(self._line.id, self._outcome.text().strip())

    def _on_box_clicked(self, checked: bool) -> None:
        if self._line is not None:
            self.discussed_toggled.emit(self._line.id, checked)

    def _on_choice_chosen(self, choice: str) -> None:
        if self._line is not None:
            self.choice_made.emit(self._line.id, choice)
