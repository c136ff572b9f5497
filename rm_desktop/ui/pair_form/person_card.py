"""One of the two: a name, what they want to learn and what they can give.

Purpose: half of the form. States: you (with the choice of a role), partner (told their role);
    with problems. Keys: Enter goes on to the next field. Signals: `edited`.
Tokens: you or them for the initials.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.entities import Role
from rm_desktop.domain.text import FIELD_LIMIT, harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.avatar import Avatar, Voice
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField


class PersonCard(Card):
    """`role` is the widget that chooses or tells the person's role."""

    edited = Signal()

    def __init__(self, voice: Voice, words: PersonWords, role: QWidget) -> None:
        super().__init__(margin=20)
        self._voice: Voice = voice
        self.setAccessibleName(words.title)
        self.name = TextField(words.name)
        self.wants = TextArea(words.wants, max_length=FIELD_LIMIT)
        self.gives = TextArea(words.gives, max_length=FIELD_LIMIT)
        self._avatar = Avatar("?", voice, large=True)
        self._name_row = FieldRow(words.name, self.name)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(self._avatar)
        head.addWidget(Label(words.title, "heading"), 1)
        self.body.addLayout(head)
        self.body.addSpacing(S)
        self.body.addWidget(self._name_row)
        self.body.addSpacing(S)
        self.body.addWidget(role)
        self.body.addSpacing(S)
        self.body.addWidget(FieldRow(words.wants, self.wants))
        self.body.addSpacing(S)
        self.body.addWidget(FieldRow(words.gives, self.gives))
        self.name.textEdited.connect(self._on_name_edited)
        self.name.submitted.connect(self._on_name_submitted)
        self.wants.edited.connect(self.edited)
        self.gives.edited.connect(self.edited)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the name."""
        self._name_row.show_problem(sentence)

    def show_name(self, name: str) -> None:
        """Fill in a name."""
        self.name.show_text(name)
        self._on_name_edited(name)

    def show_role(self, role: str) -> None:
        """Give examples that suit a role."""
        wants, gives = _examples(role)
        self.wants.setPlaceholderText(wants)
        self.gives.setPlaceholderText(gives)

    def _on_name_edited(self, name: str) -> None:
        self._avatar.show_person(harmless(name).strip() or "?", self._voice)
        self.show_problem("")
        self.edited.emit()

    def _on_name_submitted(self) -> None:
        self.focusNextChild()


class PersonWords:
    """What a card calls its fields."""

    def __init__(self, *, you: bool) -> None:
        self.title = tr("You") if you else tr("Your partner")
        self.name = tr("Your name") if you else tr("Your partner’s name")
        self.wants = tr("I want to learn") if you else tr("They want to learn")
        self.gives = tr("I can give") if you else tr("They can give")


def _examples(role: str) -> tuple[str, str]:
    """Return an example of what somebody with a role wants to learn and can give."""
    if role == Role.MENTOR:
        return (
            tr("For example: how a budget is really decided"),
            tr("For example: short video, and our data tool"),
        )
    return (
        tr("For example: judging short video without an agency"),
        tr("For example: how money is decided here"),
    )
