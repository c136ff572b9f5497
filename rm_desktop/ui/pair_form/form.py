"""The form about two people and their first date, side by side or below each other.

Purpose: everything a pair needs, in under two minutes. States: empty, with problems, busy.
Keys: Enter goes on, Ctrl+Enter submits from anywhere. Signals: `submitted`.
Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.entities import Role
from rm_desktop.domain.words import tr
from rm_desktop.ui.pair_form.answers import (
    FIRST,
    NAME,
    PARTNER,
    Judged,
    Typed,
    first_words,
    judge,
    role_line,
)
from rm_desktop.ui.pair_form.person_card import PersonCard, PersonWords
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, L
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.segmented import Segmented
from rm_desktop.ui.widgets.text_field import TextField

#: Below this width (at 100 %) the two people stand below each other.
_SIDE_BY_SIDE = 700


class PairForm(QWidget):
    """`now` tells the local time, which dates are read against."""

    submitted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._role = Segmented(
            tr("Your role"),
            ((Role.MENTOR, tr("I am the mentor")), (Role.MENTEE, tr("I am the executive"))),
        )
        self._their_role = Label("", "body", "ink-2", wrap=True)
        self._their_role.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.you = PersonCard("you", PersonWords(you=True), self._role)
        self.partner = PersonCard("them", PersonWords(you=False), self._their_role)
        self.first = TextField(tr("First session"), tr("For example: next Thursday 15:00"))
        self._first_row = FieldRow(tr("First session, if you have a date already"), self.first)
        self._first_words = Label("", "caption", "ink-2", wrap=True)
        self._lay_out()
        self._connect()
        self._show_their_role()
        self._show_first_words()

    def typed(self) -> Typed:
        """Return what stands in the form."""
        return Typed(
            name=self.you.name.text(),
            role=self._role.choice,
            wants=self.you.wants.toPlainText(),
            gives=self.you.gives.toPlainText(),
            partner=self.partner.name.text(),
            partner_wants=self.partner.wants.toPlainText(),
            partner_gives=self.partner.gives.toPlainText(),
            first=self.first.text(),
        )

    def read(self) -> Judged:
        """Read the form and show what is missing, the focus on the first of it."""
        judged = judge(self.typed(), self._now())
        self.show_problems(judged.problems)
        return judged

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it; nothing typed is lost."""
        self.you.show_problem(problems.get(NAME, ""))
        self.partner.show_problem(problems.get(PARTNER, ""))
        self._first_row.show_problem(problems.get(FIRST, ""))
        self._first_words.setVisible(FIRST not in problems)
        fields = {NAME: self.you.name, PARTNER: self.partner.name, FIRST: self.first}
        for name, field in fields.items():
            if name in problems:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def offer_name(self, name: str) -> None:
        """Fill in one's own name where none was typed."""
        if not self.you.name.text().strip():
            self.you.show_name(name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        self._people = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._people.setSpacing(L)
        self._people.addWidget(self.you, 1)
        self._people.addWidget(self.partner, 1)
        column.addLayout(self._people)
        date = Card(margin=20)
        date.body.addWidget(self._first_row)
        date.body.addSpacing(XS)
        date.body.addWidget(self._first_words)
        date.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(date)

    def _connect(self) -> None:
        self._role.chosen.connect(self._on_role_chosen)
        self.partner.edited.connect(self._show_their_role)
        self.first.textEdited.connect(self._on_first_edited)
        self.first.submitted.connect(self._on_submitted)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.submitted)
        for area in (self.you.wants, self.you.gives, self.partner.wants, self.partner.gives):
            area.submitted.connect(self._on_submitted)

    @Slot()
    def _show_their_role(self) -> None:
        typed = self.typed()
        self._their_role.show_text(role_line(typed.partner, typed.partner_role))
        self.you.show_role(typed.role)
        self.partner.show_role(typed.partner_role)

    def _show_first_words(self) -> None:
        words = first_words(self.first.text(), self._now())
        note = tr("An hour is set aside; date and length can change at any time.")
        self._first_words.show_text(f"{words} · {note}" if words else note)
        self._first_words.show()

    def _on_role_chosen(self, _role: str) -> None:
        self._show_their_role()

    def _on_first_edited(self, _text: str) -> None:
        self._first_row.show_problem("")
        self._show_first_words()

    def _on_submitted(self, _text: str) -> None:
        self.submitted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # so that the fields of both stand on one line
        self._their_role.setMinimumHeight(self._role.sizeHint().height())
        wide = self.width() >= px(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._people.direction() != way:
            self._people.setDirection(way)
