"""Step 3, actions: those of today, one more if there is one, and what is still open from before.

Signals: `add_requested(text, owner, due)`, `done_toggled(id, bool)`, `owner_chosen(id, member)`,
`due_chosen(id, due)`. A due date is an ISO date, `next`, `?` (ask for one) or empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.entities import DUE_NEXT_SESSION
from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import OTHER_DATE, ActionLine
from rm_desktop.ui.close.action_row import ActionRow, Choices
from rm_desktop.ui.close.step_card import StepCard
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.text_field import TextField


class ActionsCard(StepCard):
    """`show_choices(people, dates, actor)`, `show_actions(today, before)`."""

    add_requested = Signal(str, str, str)
    done_toggled = Signal(str, bool)
    owner_chosen = Signal(str, str)
    due_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(3, tr("Actions"), parent)
        self.setObjectName("close-actions")
        self._people: Choices = ()
        self._dates: Choices = ()
        self._rows: dict[str, ActionRow] = {}
        self._today, self._before = QVBoxLayout(), QVBoxLayout()
        self._earlier = Label(tr("Still open from before"), "label", "ink-2")
        self.field = TextField(tr("New action"), tr("Who does what until when?"))
        self.field.setObjectName("new-action")
        self.field.setProperty("writes_anew", True)
        self.field.submitted.connect(self._on_submitted)
        self._owner, self._due = MenuButton(tr("Who")), MenuButton(tr("Until"))
        self._due.chosen.connect(self._on_new_due_chosen)
        choices = FlowRow(gap=S, line_gap=S)
        choices.add(self._owner)
        choices.add(self._due)
        for layout in (self._today, self._before):
            layout.setSpacing(S)
        self.step.addLayout(self._today)
        self.step.addWidget(self.field)
        self.step.addWidget(choices)
        self.step.addWidget(self._earlier)
        self.step.addLayout(self._before)

    def show_choices(self, people: Choices, dates: Choices, actor: str) -> None:
        """Name who can own an action, and until when it can be due."""
        if people != self._people:
            self._owner.show_choices(people, actor)
        if dates != self._dates:
            self._due.show_choices(dates, self._due.choice or DUE_NEXT_SESSION)
        self._people, self._dates = people, dates

    def show_new_due(self, due: str, words: str) -> None:
        """Take a date that was typed for the new action."""
        self._due.show_choices((*self._dates, (due, words)), due)

    def show_actions(self, today: Sequence[ActionLine], before: Sequence[ActionLine]) -> None:
        """Show the actions; rows stay, so the focus does too."""
        wanted = {line.id for line in (*today, *before)}
        for gone in set(self._rows) - wanted:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for layout, lines in ((self._today, today), (self._before, before)):
            for place, line in enumerate(lines):
                row = self._rows.get(line.id) or self._new_row(line.id)
                if layout.indexOf(row) != place:
                    layout.insertWidget(place, row)
                row.show_action(line, self._people, self._dates)
        self._earlier.setVisible(bool(before))

    def flush(self) -> None:
        """Add what was typed and not yet entered."""
        self._on_submitted(self.field.text().strip())

    def _new_row(self, action: str) -> ActionRow:
        row = self._rows[action] = ActionRow()
        row.setObjectName(f"action-{action}")
        row.done_toggled.connect(self.done_toggled)
        row.owner_chosen.connect(self.owner_chosen)
        row.due_chosen.connect(self.due_chosen)
        return row

    def _on_submitted(self, text: str) -> None:
        if text:
            self.field.start_over()
            self.add_requested.emit(text, self._owner.choice, self._due.choice)

    def _on_new_due_chosen(self, due: str) -> None:
        if due == OTHER_DATE:
            self._due.show_choice(DUE_NEXT_SESSION)
            self.due_chosen.emit("", OTHER_DATE)
