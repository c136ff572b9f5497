"""Setting or moving the date: type it as one says it, or take one of three quick answers.

Purpose: opens below the header. States: nothing typed, readable (said in full), not readable.
Keys: Enter sets the date, Escape closes. Signals: `date_chosen(starts, minutes)` with a datetime,
    `closed`. Tokens: those of its parts.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr
from rm_desktop.ui.prepare.date_choice import DateChoice
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.minutes_edit import MinutesEdit
from rm_desktop.ui.widgets.text_field import TextField


class DatePanel(Card):
    """`show_choice(choice)` opens it with what is; hidden until then."""

    date_chosen = Signal(object, int)
    length_chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("When do you meet?"), parent=parent)
        self.setObjectName("date-panel")
        self._choice: DateChoice | None = None
        self.when = TextField(tr("Date and time"), tr("28 Nov 15:00, next Friday 15:00…"))
        self.when.setObjectName("date-field")
        self.length = MinutesEdit(tr("Length of the session"))
        self.length.setObjectName("length-field")
        self._when_row = FieldRow(tr("Date and time"), self.when)
        self._length_row = FieldRow(tr("Length"), self.length)
        fields = QHBoxLayout()
        fields.setSpacing(M)
        fields.addWidget(self._when_row, 3, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._length_row, 1, Qt.AlignmentFlag.AlignTop)
        self._quick = FlowRow(gap=S, line_gap=S)
        self._preview = Label("", "body", "ink-2", wrap=True)
        self._zone = Label("", "caption", "warn", wrap=True)
        self._set = Button(tr("Set the date"), "primary")
        self._set.setObjectName("set-date")
        cancel = Button(tr("Cancel"), "quiet")
        buttons = FlowRow(gap=S)
        buttons.add(self._set)
        buttons.add(cancel)
        self.body.addLayout(fields)
        for widget in (self._quick, self._preview, self._zone, buttons):
            self.body.addWidget(widget)
        self.when.textEdited.connect(self._on_edited)
        self.length.textEdited.connect(self._on_edited)
        self.when.submitted.connect(self._on_submitted)
        self.length.submitted.connect(self._on_submitted)
        self._set.clicked.connect(self._on_submitted)
        cancel.clicked.connect(self.closed)
        self.hide()

    @property
    def preview(self) -> str:
        """The date as it was understood, in full."""
        return self._preview.text()

    @property
    def problem(self) -> str:
        """What cannot be read, empty if all is well."""
        return self.when.accessibleDescription() or self.length.accessibleDescription()

    def show_choice(self, choice: DateChoice) -> None:
        """Open with the present date and begin to type."""
        self._choice = choice
        self.set_title(tr("Move the session") if choice.planned else tr("When do you meet?"))
        self.when.show_text(choice.typed)
        self.length.show_minutes(str(choice.session.minutes))
        self._zone.show_text(choice.zone_note)
        self._zone.setVisible(bool(choice.zone_note))
        self._quick.clear()
        for words, typed in choice.quick():
            button = Button(words)
            button.setProperty("typed", typed)
            button.clicked.connect(self._on_quick_clicked)
            self._quick.add(button)
        self._show_problems("", "")
        self._preview.show_text("")
        self.show()
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)
        self.when.selectAll()

    def _on_quick_clicked(self) -> None:
        self.when.show_text(str(self.sender().property("typed")))
        self._on_edited()
        self._set.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        """Say what was understood while typing; what is half typed is no problem yet."""
        self._show_problems("", "")
        choice = self._choice
        if choice is None:
            return
        try:
            words = choice.preview(choice.read(self.when.text(), self.length.text()))
        except BadInputError:
            words = ""
        self._preview.show_text(words)

    def _on_submitted(self) -> None:
        choice = self._choice
        if choice is None:
            return
        when, length, minutes = "", "", 0
        starts: datetime | None = None
        try:
            minutes = choice.read_length(self.length.text())
        except BadInputError as error:
            length = f"{error.sentence} {error.next_step}".strip()
        try:
            if self.when.text().strip():
                starts = choice.read(self.when.text(), "").local
        except BadInputError as error:
            when = f"{error.sentence} {error.next_step}".strip()
        self._show_problems(when, length)
        if when or length:
            wrong = self.when if when else self.length
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        elif starts is None:
            self.length_chosen.emit(minutes)
        else:
            self.date_chosen.emit(starts, minutes)

    def _show_problems(self, when: str, length: str) -> None:
        self._when_row.show_problem(when)
        self._length_row.show_problem(length)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
