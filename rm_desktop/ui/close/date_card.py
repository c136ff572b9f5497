"""Step 4, the next date: proposed by the rhythm, typed freely, or left undecided.

Signals: `date_chosen(datetime)`.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr
from rm_desktop.ui.close.next_date import NextDate
from rm_desktop.ui.close.step_card import StepCard
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField


class DateCard(StepCard):
    """`show_choice(choice)`; a settled date is said, with a way to change it."""

    date_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, tr("Next date"), parent)
        self.setObjectName("next-date")
        self._choice: NextDate | None = None
        self._changing = False
        self._name = Label("", "label", "ink-2", wrap=True)
        self._settled = Label("", "medium", wrap=True)
        self._change = Button(tr("Change"), "quiet")
        self._change.setObjectName("change-date")
        self._change.clicked.connect(self._on_change_clicked)
        self._offers = FlowRow(gap=S, line_gap=S)
        self.field = TextField(tr("Another date"), tr("28 Nov 15:00, next Friday 15:00…"))
        self.field.setObjectName("next-date-field")
        self.field.submitted.connect(self._on_submitted)
        self.field.textEdited.connect(self._on_edited)
        self._row = FieldRow(tr("Or type one"), self.field)
        self._preview = Label("", "caption", "ink-2", wrap=True)
        self._undecided = Button("", "quiet")
        self._undecided.setObjectName("keep-undecided")
        self._undecided.clicked.connect(self._on_undecided_clicked)
        self.step.addWidget(self._name)
        self.step.addWidget(self._settled)
        for widget in (self._offers, self._row, self._preview):
            self.step.addWidget(widget)
        for button in (self._change, self._undecided):
            self.step.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_choice(self, choice: NextDate) -> None:
        """Show the date there is, or the dates there could be."""
        before, self._choice = self._choice, choice
        if before is None or before.proposals != choice.proposals:
            self._offers.clear()
            for day, words in choice.proposals:
                button = Button(words)
                button.setProperty("day", day)
                button.clicked.connect(self._on_offer_clicked)
                self._offers.add(button)
        if before is not None and before.settled != choice.settled:
            self._changing = False
        self._name.show_text(choice.title)
        self._settled.show_text(choice.settled)
        self._undecided.set_text(tr("Keep it") if choice.settled else tr("Keep it undecided"))
        self._show_parts()

    def _show_parts(self) -> None:
        settled = bool(self._choice and self._choice.settled)
        choosing = not settled or self._changing
        self._settled.setVisible(settled)
        self._change.setVisible(not choosing)
        for widget in (self._offers, self._row, self._undecided):
            widget.setVisible(choosing)
        self._preview.setVisible(choosing and bool(self._preview.text()))

    def _on_change_clicked(self) -> None:
        self._changing = True
        self._show_parts()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undecided_clicked(self) -> None:
        self.field.start_over()
        self._say("", "")
        if self._choice and self._choice.settled:
            self._changing = False
            self._show_parts()
        else:
            self.show_skipped(skipped=True)

    def _on_offer_clicked(self) -> None:
        self.date_chosen.emit(self.sender().property("day"))

    def _on_edited(self, text: str) -> None:
        """Say what was understood; what is half typed is no problem yet."""
        words = ""
        if self._choice is not None and text.strip():
            try:
                words = self._choice.preview(self._choice.read(text))
            except BadInputError:
                words = ""
        self._say(words, "")

    def _on_submitted(self, text: str) -> None:
        if self._choice is None or not text:
            return
        try:
            day: datetime = self._choice.read(text)
        except BadInputError as error:
            self._say("", f"{error.sentence} {error.next_step}")
            return
        self.field.start_over()
        self._say("", "")
        self.date_chosen.emit(day)

    def _say(self, preview: str, problem: str) -> None:
        self._preview.show_text(preview)
        self._preview.setVisible(bool(preview))
        self._row.show_problem(problem)
