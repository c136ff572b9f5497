"""Actions from one topic: a line each, and a line to add the next one.

Signals: `add_requested(text, owner, due)`, `done_toggled(id, bool)`, `owner_chosen(id, member)`,
`due_chosen(id, due)`, `other_due_requested(id)` ("" is the new one), `edit_requested(id)`,
`delete_requested(id)`. A due date is an ISO date, `next` or empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.entities import DUE_NEXT_SESSION
from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import OTHER_DATE, ActionLine
from rm_desktop.ui.room.action_row import ActionRow, Pairs
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.widgets.text_field import TextField

#: As high as the list grows before it scrolls, in pixels at 100 %.
_HIGHEST = 150


class ActionsList(QWidget):
    """`show_actions(lines)`, `show_choices(people, dates, actor)`, `begin_new()`."""

    add_requested = Signal(str, str, str)
    done_toggled = Signal(str, bool)
    owner_chosen = Signal(str, str)
    due_chosen = Signal(str, str)
    other_due_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ActionRow] = []
        self._people: Pairs = ()
        self._dates: Pairs = ()
        head = QHBoxLayout()
        head.addWidget(Label(tr("Actions from this topic"), "label", "ink-2"), 1)
        self._add = Button(tr("Add"), "quiet", hint="A")
        self._add.setAccessibleName(tr("Add an action"))
        self._add.setObjectName("action-add")
        self._add.clicked.connect(self._on_add_clicked)
        head.addWidget(self._add)
        self._field = TextField(tr("New action"), tr("Who promised what?"))
        self._field.setObjectName("action-new")
        self._field.setProperty("writes_anew", True)
        self._field.submitted.connect(self._on_submitted)
        self._field.cancelled.connect(self._on_cancelled)
        self._owner = MenuButton(tr("Who"))
        self._due = MenuButton(tr("Until"))
        self._due.chosen.connect(self._on_new_due_chosen)
        self._new = QWidget()
        new = QVBoxLayout(self._new)
        new.setContentsMargins(0, 0, 0, S)
        new.setSpacing(S)
        choices = FlowRow(gap=S, line_gap=S)
        choices.add(self._owner)
        choices.add(self._due)
        new.addWidget(self._field)
        new.addWidget(choices)
        self._new.hide()
        self._scroll = ScrollColumn(spacing=0, margin=2)
        self._scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._new)
        column.addWidget(self._scroll)
        self.show_actions(())

    def begin_new(self) -> None:
        """Open the line for a new action and write in it."""
        self._new.show()
        # as if by a click: a shortcut would select what is half typed, and the next key end it
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand on an action that was typed and not yet added."""
        self._on_submitted(self._field.text().strip())

    def show_choices(self, people: Pairs, dates: Pairs, actor: str) -> None:
        """Name who can own an action and until when it can be due."""
        if people != self._people or not self._owner.choice:
            self._owner.show_choices(people, actor)
        if dates != self._dates or not self._due.choice:
            self._due.show_choices(dates, DUE_NEXT_SESSION)
        self._people, self._dates = people, dates

    def show_new_due(self, due: str, words: str) -> None:
        """Take a date that was typed for the new action."""
        self._due.show_choices((*self._dates, (due, words)), due)

    def show_actions(self, lines: Sequence[ActionLine]) -> None:
        """Show the actions; rows stay where they are, so the focus does too."""
        while len(self._rows) < len(lines):
            row = ActionRow()
            row.done_toggled.connect(self.done_toggled)
            row.owner_chosen.connect(self.owner_chosen)
            row.due_chosen.connect(self._on_due_chosen)
            row.edit_requested.connect(self.edit_requested)
            row.delete_requested.connect(self.delete_requested)
            self._scroll.body.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line, self._people, self._dates)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(lines))
        self._scroll.setVisible(bool(lines))
        self._fit()

    @property
    def half_typed(self) -> str:
        """What stands in the new line."""
        return self._field.text()

    def _fit(self) -> None:
        """Be as high as the rows are, up to a limit."""
        column = self._scroll.body
        wide = self._scroll.viewport().width()
        high = column.totalHeightForWidth(wide) if column.hasHeightForWidth() else -1
        high = max(high, column.totalSizeHint().height())
        self._scroll.setFixedHeight(min(px(_HIGHEST), high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_submitted(self, text: str) -> None:
        if text:
            self._field.start_over()
            self.add_requested.emit(text, self._owner.choice, self._due.choice)

    def _on_add_clicked(self) -> None:
        self.flush()
        self.begin_new()

    def _on_cancelled(self) -> None:
        self._new.hide()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new_due_chosen(self, due: str) -> None:
        if due == OTHER_DATE:
            self._due.show_choice(DUE_NEXT_SESSION)
            self.other_due_requested.emit("")

    def _on_due_chosen(self, action: str, due: str) -> None:
        if due == OTHER_DATE:
            self.other_due_requested.emit(action)
        else:
            self.due_chosen.emit(action, due)
