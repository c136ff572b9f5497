"""The agenda with its sum against the hour, a row to add to it, and two ways to fill it at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.add_topic import AddTopic
from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.prepare.preparation import Suggestion, Sum
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.progress_line import ProgressLine

_OFFERS = frozenset(Offer) - {Offer.GO, Offer.BRING_IN}


class AgendaCard(Card):
    """Topics, sum and add row; `list` and `add` have signals of their own.

    Signals: `suggestion_requested`, `templates_requested`, `paste_requested`.
    """

    suggestion_requested = Signal()
    templates_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agenda"), parent=parent)
        self.setObjectName("agenda-card")
        self._sum = Label("", "caption", "ink-2")
        self._sum.setObjectName("agenda-sum")
        self.add_action(self._sum)
        self._line = ProgressLine()
        self.list = AgendaList(
            tr("Agenda"), _OFFERS, accepts=frozenset({"carried", "backlog"}), grow=True
        )
        self.list.setObjectName("agenda-list")
        self.list.show_placeholder(tr("Nothing here yet: type a topic, or begin with a template."))
        self._suggest = Button("", "secondary", icon="plus")
        self._suggest.setObjectName("use-suggestion")
        self.add = AddTopic(minutes=True)
        paste = Button(tr("Paste a list…"), "quiet", icon="paste")
        paste.setObjectName("paste-list")
        templates = Button(tr("Templates…"), "quiet", icon="folder")
        templates.setObjectName("templates")
        more = FlowRow(gap=S, line_gap=0)
        more.add(paste)
        more.add(templates)
        self._audience = Audience()
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(more, 1)
        foot.addWidget(self._audience)
        suggest = FlowRow()
        suggest.add(self._suggest)
        self._suggest_row = suggest
        for widget in (self._line, self.list, suggest, self.add):
            self.body.addWidget(widget)
        self.body.addLayout(foot)
        self._suggest.clicked.connect(self.suggestion_requested)
        templates.clicked.connect(self.templates_requested)
        paste.clicked.connect(self.paste_requested)
        self.list.paste_requested.connect(self.paste_requested)
        self.add.paste_requested.connect(self.paste_requested)

    @property
    def sum_words(self) -> str:
        """What the minutes add up to, as it is read."""
        return self._sum.text()

    def show_agenda(self, rows: Sequence[AgendaRow], found: Sum, suggestion: Suggestion) -> None:
        """Show the topics, what they add up to, and how to begin if there are none."""
        self.list.show_rows(rows)
        self._sum.show_text(found.words)
        self._sum.set_tone("warn" if found.over else "ink-2")
        self._line.show_progress(found.fraction, found.words, "warn" if found.over else "accent")
        words = tr("Use “{title}”, {n} min", title=suggestion.title, n=suggestion.minutes)
        self._suggest.set_text(words)
        self._suggest_row.setVisible(not rows)

    def show_audience(self, partner: str) -> None:
        """Say who can read what is typed here."""
        self._audience.show_audience(partner)

    def add_below(self, title: str) -> None:
        """Say where the next topic will stand, an empty title meaning at the end."""
        words = tr("Add below “{title}”…", title=title) if title else tr("Add a topic…")
        self.add.title.setPlaceholderText(words)
