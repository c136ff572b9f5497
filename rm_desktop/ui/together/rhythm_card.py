"""How often the two meet, what was kept, and the next dates as text to copy.

Purpose: a rhythm that is kept. States: with dates or none yet; with a word about a gap; changing.
Keys: those of its fields and buttons. Signals: `date_requested`, `copy_requested(str)`,
    `plan_changed(callable)` with how to make the new rhythm of the old one.
Tokens: those of Card, Label, Button.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.together.rhythm import RhythmPlan, RhythmView
from rm_desktop.ui.together.rhythm_form import RhythmForm
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class RhythmCard(Card):
    """`show_rhythm(view, plan)`."""

    date_requested = Signal()
    copy_requested = Signal(str)
    plan_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rhythm"), parent=parent)
        self.audience = Audience()
        self.add_action(self.audience)
        self._words = Label("", "body", wrap=True)
        self._counts = Label("", "caption", "ink-2", wrap=True)
        self._gap = Label("", "body", "ink-2", wrap=True)
        self._heading = Label(tr("Next dates"), "label", "ink-2")
        self._dates = Label("", "body", wrap=True)
        self._dates.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._dates.setAccessibleDescription(tr("Next dates"))
        for label in (self._words, self._counts, self._gap, self._heading, self._dates):
            self.body.addWidget(label)
        self.set_date = Button(tr("Set a date"))
        self.set_date.setObjectName("rhythm-set-date")
        self.copy = Button(tr("Copy dates"), icon="copy")
        self.copy.setObjectName("rhythm-copy")
        self.change = Button(tr("Change…"), "quiet")
        self.change.setObjectName("rhythm-change")
        buttons = FlowRow(gap=S, parent=self)
        for button in (self.set_date, self.copy, self.change):
            buttons.add(button)
        self.body.addWidget(buttons)
        self._plan: RhythmPlan | None = None
        self.set_date.clicked.connect(self.date_requested)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.change.clicked.connect(self._on_change_clicked)

    @cached_property
    def form(self) -> RhythmForm:
        """The fields, made when somebody first wants to change something."""
        form = RhythmForm(self)
        form.hide()
        self.body.addWidget(form)
        if self._plan is not None:
            form.show_plan(self._plan)
        before: QWidget = self.change
        for field in form.in_turn:
            self.setTabOrder(before, field)
            before = field
        form.plan_changed.connect(self.plan_changed)
        return form

    @property
    def _made(self) -> RhythmForm | None:
        form: RhythmForm | None = self.__dict__.get("form")
        return form

    @property
    def dates(self) -> str:
        """The next dates as they are copied."""
        return self._dates.text()

    def show_rhythm(self, view: RhythmView, plan: RhythmPlan, partner: str) -> None:
        """Show the rhythm as it stands."""
        self.audience.show_audience(partner)
        self._words.show_text(view.words)
        self._counts.show_text(view.counts)
        self._gap.show_text(view.gap)
        self._gap.setVisible(bool(view.gap))
        missing = tr("The next session has no date yet.")
        self._heading.setVisible(bool(view.dates))
        self._dates.show_text(view.dates or missing)
        self._dates.set_tone("ink" if view.dates else "ink-2")
        self.set_date.setVisible(not view.dates)
        self.copy.setVisible(bool(view.dates))
        self._plan = plan
        if (form := self._made) is not None:
            form.show_plan(plan)

    def flush(self) -> None:
        """Hand on a field that was typed in and not left."""
        if (form := self._made) is not None:
            form.flush()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with what was typed."""
        self.form.show_problem(sentence)

    def _on_copy_clicked(self) -> None:
        self.copy_requested.emit(self.dates)

    def _on_change_clicked(self) -> None:
        opening = self.form.isHidden()
        self.form.setVisible(opening)
        self.change.set_text(tr("Done") if opening else tr("Change…"))
        if opening:
            self.form.preset.setFocus()
