"""The fields of a rhythm; each is kept when one leaves it.

Purpose: a preset, or one's own pace. States: a preset or one's own; with a problem.
Keys: Enter keeps a field, Escape puts it back. Signals: `plan_changed(callable)` with how to make
    the new rhythm of the old one. Tokens: those of FieldRow and Label.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.rhythm import read_rhythm
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.together.rhythm import RhythmPlan, preset_choices, unit_choices
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.text_field import TextField

PlanChange = Callable[[RhythmPlan], RhythmPlan]


class RhythmForm(QWidget):
    """`show_plan(plan)`; a field that is being typed in is left alone."""

    plan_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = MenuButton("", preset_choices())
        self.preset.setObjectName("rhythm-preset")
        self.every = _Field(tr("How often: a number"))
        self.unit = MenuButton("", unit_choices())
        self.count = _Field(tr("Number of sessions"), tr("open"))
        self.minutes = _Field(tr("Length of a session"))
        self.zone = _Field(tr("Time zone"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(M)
        pace = QWidget()
        row = QHBoxLayout(pace)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.every, 1)
        row.addWidget(self.unit, 2)
        column.addWidget(self.preset)
        column.addWidget(FieldRow(tr("Every"), pace))
        column.addWidget(FieldRow(tr("Number of sessions (empty: no end)"), self.count))
        column.addWidget(FieldRow(tr("Length of a session"), self.minutes))
        column.addWidget(FieldRow(tr("Time zone"), self.zone))
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self.preset.chosen.connect(self._on_preset_chosen)
        self.unit.chosen.connect(self._on_pace_changed)
        self.every.entered.connect(self._on_pace_changed)
        self.count.entered.connect(partial(self._emit, RhythmPlan.with_count))
        self.minutes.entered.connect(partial(self._emit, RhythmPlan.with_minutes))
        self.zone.entered.connect(partial(self._emit, RhythmPlan.with_zone))

    @property
    def in_turn(self) -> tuple[QWidget, ...]:
        """Its controls in the order in which Tab goes through them."""
        return (self.preset, self.every, self.unit, self.count, self.minutes, self.zone)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, empty if nothing is."""
        return self._problem.text()

    def show_plan(self, plan: RhythmPlan) -> None:
        """Show a rhythm."""
        rhythm = read_rhythm(plan.every)
        self.preset.show_choice(plan.preset)
        self.unit.show_choice(rhythm.unit)
        self.every.show_value(str(rhythm.every))
        self.count.show_value(str(plan.count) if plan.count else "")
        self.minutes.show_value(format_minutes(plan.minutes))
        self.zone.show_value(plan.zone)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong."""
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))

    def flush(self) -> None:
        """Hand on a field that was typed in and not left."""
        for field in (self.every, self.count, self.minutes, self.zone):
            field.enter()

    def _emit(self, change: Callable[[RhythmPlan, str], RhythmPlan], text: str) -> None:
        self.plan_changed.emit(lambda plan: change(plan, text))

    def _on_preset_chosen(self, key: str) -> None:
        self.plan_changed.emit(lambda plan: plan.with_preset(key))

    def _on_pace_changed(self, _text: str) -> None:
        number, unit = self.every.text(), self.unit.choice
        self.plan_changed.emit(lambda plan: plan.with_every(number, unit))


class _Field(TextField):
    """A field that hands on what was typed by Enter or on leaving."""

    entered = Signal(str)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder, max_length=60)
        self._before = ""
        self.submitted.connect(self.enter)
        self.cancelled.connect(self._on_cancelled)

    def show_value(self, text: str) -> None:
        if self.hasFocus() and self.text() != self._before:
            return
        self._before = text
        self.show_text(text)

    def enter(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.entered.emit(self.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.enter()

    def _on_cancelled(self) -> None:
        self.show_text(self._before)
