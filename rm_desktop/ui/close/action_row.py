"""One action at the close: a tick, what was promised, by whom and until when.

Signals: `done_toggled(id, bool)`, `owner_chosen(id, member)`, `due_chosen(id, due)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import ActionLine
from rm_desktop.ui.theme.tokens import XS, M
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.voice_bar import VoiceBar

Choices = Sequence[tuple[str, str]]


class ActionRow(QWidget):
    """`show_action(line, people, dates)`."""

    done_toggled = Signal(str, bool)
    owner_chosen = Signal(str, str)
    due_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._box = CheckBox(tr("Done"), bare=True)
        self._box.clicked.connect(self._on_box_clicked)
        self._bar = VoiceBar()
        self._text = Label("", "body", wrap=True)
        self._owner, self._due = MenuButton(""), MenuButton("")
        for button in (self._owner, self._due):
            button.set_tone("quiet")
        self._owner.chosen.connect(self._on_owner_chosen)
        self._due.chosen.connect(self._on_due_chosen)
        choices = FlowRow(gap=XS, line_gap=0)
        choices.add(self._owner)
        choices.add(self._due)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(choices)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._bar)
        row.addLayout(words, 1)

    def show_action(self, line: ActionLine, people: Choices, dates: Choices) -> None:
        """Show an action as it stands."""
        self._id = line.id
        self._box.setChecked(line.done)
        self._box.set_text(tr("“{text}” is done", text=line.text))
        self._bar.show_voice(line.voice, line.owner_word)
        self._text.show_text(line.text)
        self._text.set_tone("ink-2" if line.done else "ink")
        self._owner.show_choices(people, line.owner)
        who = tr("Who does “{text}”: {who}", text=line.text, who=line.owner_word)
        self._owner.setAccessibleName(who)
        until = line.due_word or tr("no date")
        known = [key for key, _ in dates]
        dated = dates if line.due in known else (*dates, (line.due, until))
        self._due.show_choices(dated, line.due)
        due = tr("Until when “{text}”: {due}", text=line.text, due=until)
        self._due.setAccessibleName(due)

    def _on_box_clicked(self, checked: bool) -> None:
        self.done_toggled.emit(self._id, checked)

    def _on_owner_chosen(self, member: str) -> None:
        self.owner_chosen.emit(self._id, member)

    def _on_due_chosen(self, due: str) -> None:
        self.due_chosen.emit(self._id, due)
