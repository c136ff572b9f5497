"""The chosen topic: who leads, what should come of it, which objective it serves.

Purpose: beside the agenda. States: a topic or hidden. Keys: those of its fields.
Signals: see the class. Tokens: those of its parts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.text import FIELD_LIMIT, writable
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.text_area import TextArea

#: What is typed is stored when the typing rests this long, in milliseconds.
_REST_MS = 700


class TopicCard(Card):
    """One topic's details.

    Signals: `leads_chosen(id, member)`, `objective_chosen(id, objective)`,
    `outcome_edited(id, text)` when the typing rests, `menu_requested(id, QPoint)` with the place
    below its button on the screen.
    """

    leads_chosen = Signal(str, str)
    objective_chosen = Signal(str, str)
    outcome_edited = Signal(str, str)
    menu_requested = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Topic"), parent=parent)
        self.setObjectName("topic-card")
        self._item = ""
        self._stored = ""
        self._more = IconButton("more", tr("More about this topic"), hint="Shift+F10", small=True)
        self._more.setObjectName("topic-menu")
        self.add_action(self._more)
        self._title = Label("", "strong", wrap=True)
        self._leads = MenuButton(tr("Leads"))
        self._leads.setObjectName("topic-leads")
        self._objective = MenuButton(tr("Objective"))
        self._objective.setObjectName("topic-objective")
        self._audience = Audience()
        self.outcome = TextArea(
            tr("Outcome"), tr("What should come out of it?"), max_length=FIELD_LIMIT
        )
        self.outcome.setObjectName("topic-outcome")
        choices = FlowRow(gap=S, line_gap=S)
        choices.add(self._leads)
        choices.add(self._objective)
        self.body.addWidget(self._title)
        self.body.addWidget(choices)
        self.body.addWidget(FieldRow(tr("Outcome"), self.outcome, self._audience))
        self._private = QVBoxLayout()
        self.body.addLayout(self._private)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.store)
        self.outcome.edited.connect(self._on_outcome_edited)
        self.outcome.submitted.connect(self._on_outcome_submitted)
        self._leads.chosen.connect(self._on_leads_chosen)
        self._objective.chosen.connect(self._on_objective_chosen)
        self._more.clicked.connect(self._on_more_clicked)
        self.hide()

    @property
    def item(self) -> str:
        """The id of the topic that is shown, empty if none is."""
        return self._item

    def show_topic(
        self, row: AgendaRow | None, outcome: str, choices: Choices, partner: str
    ) -> None:
        """Show a topic; an outcome that is being typed stays."""
        if row is None or row.id != self._item:
            self.store()
        self.setVisible(row is not None)
        if row is None:
            self._item = ""
            return
        other = row.id != self._item
        self._item = row.id
        self._title.show_text(row.title)
        self._leads.show_choices(choices.people, row.leads)
        known = row.objective if row.objective in dict(choices.objectives) else ""
        self._objective.show_choices(choices.objectives, known)
        self._objective.setVisible(len(choices.objectives) > 1)
        self._audience.show_audience(partner)
        if other or (not self._rest.isActive() and outcome != self._stored):
            self._stored = outcome
            self.outcome.show_text(outcome)

    def put_below(self, private: QWidget) -> None:
        """Have something below the fields, such as what only the owner reads."""
        self._private.addWidget(private)

    def store(self) -> None:
        """Hand on what was typed and not stored yet."""
        self._rest.stop()
        text = self.outcome.toPlainText().strip()
        if self._item and text != writable(self._stored):
            self._stored = text
            self.outcome_edited.emit(self._item, text)

    def _on_outcome_edited(self, _text: str) -> None:
        self._rest.start()

    def _on_outcome_submitted(self, _text: str) -> None:
        self.store()

    def _on_leads_chosen(self, member: str) -> None:
        self.leads_chosen.emit(self._item, member)

    def _on_objective_chosen(self, objective: str) -> None:
        self.objective_chosen.emit(self._item, objective)

    def _on_more_clicked(self) -> None:
        below = self._more.mapToGlobal(self._more.rect().bottomLeft())
        self.menu_requested.emit(self._item, below)


def focus_outcome(card: TopicCard) -> None:
    """Begin to write the outcome."""
    card.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
