"""Step 1, what was covered and what was not, and which objective got minutes.

Signals: `discussed_toggled(id, bool)`, `choice_made(id, choice)`, `outcome_entered(id, text)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.close.landing import ObjectiveLine, TopicLine
from rm_desktop.ui.close.step_card import StepCard
from rm_desktop.ui.close.topic_row import TopicRow
from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label, LabelTone


class CoveredCard(StepCard):
    """`show_topics(lines)`, `show_objectives(lines)`."""

    discussed_toggled = Signal(str, bool)
    choice_made = Signal(str, str)
    outcome_entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, tr("What was covered"), parent)
        self.setObjectName("covered")
        self._rows: dict[str, TopicRow] = {}
        self._empty = Label(tr("There was no agenda. That is fine."), "body", "ink-2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(L)
        self._objectives = QGridLayout()
        self._objectives.setHorizontalSpacing(M)
        self._objectives.setVerticalSpacing(S)
        self._objectives.setColumnStretch(0, 1)
        self._divider = Divider()
        self.step.addWidget(self._empty)
        self.step.addLayout(self._list)
        self.step.addSpacing(S)
        self.step.addWidget(self._divider)
        self.step.addLayout(self._objectives)

    def show_topics(self, lines: Sequence[TopicLine]) -> None:
        """Show the topics; rows stay, and what is typed in them."""
        wanted = [line.id for line in lines]
        for gone in set(self._rows) - set(wanted):
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, line in enumerate(lines):
            row = self._rows.get(line.id) or self._new_row(line.id)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            row.show_topic(line)
        self._empty.setVisible(not lines)

    def show_objectives(self, lines: Sequence[ObjectiveLine]) -> None:
        """Show what each objective got today; words, not a score."""
        while (item := self._objectives.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for row, line in enumerate(lines):
            tone: LabelTone = "warn" if line.neglected else "ink-2"
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            self._objectives.addWidget(Label(line.text, "caption", "ink-2", wrap=True), row, 0)
            self._objectives.addWidget(Label(line.words, "caption", tone), row, 1, right)
        self._divider.setVisible(bool(lines))

    def flush(self) -> None:
        """Hand on every outcome that was typed."""
        for row in self._rows.values():
            row.flush()

    def _new_row(self, topic: str) -> TopicRow:
        row = self._rows[topic] = TopicRow()
        row.setObjectName(f"topic-{topic}")
        row.discussed_toggled.connect(self.discussed_toggled)
        row.choice_made.connect(self.choice_made)
        row.outcome_entered.connect(self.outcome_entered)
        return row
