"""The agenda at the left of the room: topics, what was carried over, the backlog, a new topic.

Signals: those of the lists, told apart by what the room does with them; see the class.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.agenda.add_topic import AddTopic
from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_HERE = frozenset(
    {
        Offer.GO,
        Offer.EDIT,
        Offer.LEADS,
        Offer.OBJECTIVE,
        Offer.SHIFT,
        Offer.DISCUSS,
        Offer.PARK,
        Offer.DELETE,
    }
)
_WAITING = frozenset({Offer.GO, Offer.BRING_IN})


class AgendaPanel(Card):
    """`show_topics`, `show_waiting`, `show_end`.

    Signals: `topic_chosen(id)` to look at it; `go_requested(id)` to go on with it, from any list;
    `bring_in_requested(id)`; `versions_requested(id)`, where both changed a topic;
    `dropped(id, before)`; `add_requested(title, minutes)`.
    """

    topic_chosen = Signal(str)
    go_requested = Signal(str)
    bring_in_requested = Signal(str)
    versions_requested = Signal(str)
    dropped = Signal(str, str)
    add_requested = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agenda"), fill=True, parent=parent)
        self.setObjectName("room-agenda")
        self._end = Label("", "caption", "ink-3")
        self._end.setObjectName("room-end")
        self.add_action(self._end)
        accepts = frozenset({"carried", "backlog"})
        self.topics = AgendaList(tr("Agenda"), _HERE, accepts=accepts, grow=True)
        self._carried = _Waiting("carried", self)
        self._backlog = _Waiting("backlog", self)
        self.add_topic = AddTopic()
        self._empty = Label("", "body", "ink-2", wrap=True)
        column = ScrollColumn(spacing=S, margin=0)
        column.body.addWidget(self._empty)
        column.body.addWidget(self.topics)
        for waiting in (self._carried, self._backlog):
            column.body.addWidget(waiting.fold, 0, Qt.AlignmentFlag.AlignLeft)
            column.body.addWidget(waiting.list)
        column.body.addStretch(1)
        self.body.addWidget(column, 1)
        self.body.addWidget(self.add_topic)
        self.topics.item_chosen.connect(self.topic_chosen)
        self.topics.next_requested.connect(self.go_requested)
        self.topics.go_requested.connect(self.go_requested)
        self.topics.versions_requested.connect(self.versions_requested)
        self.topics.drop_requested.connect(self._on_drop_requested)
        self.add_topic.add_requested.connect(self.add_requested)

    def show_end(self, words: str) -> None:
        """Say how long the session still is."""
        if words != self._end.text():
            self._end.show_text(words)

    def show_topics(self, rows: Sequence[AgendaRow], choices: Choices, empty: str) -> None:
        """Show the topics of this session."""
        self.topics.show_choices(choices)
        self.topics.show_rows(rows)
        self.topics.setVisible(bool(rows))
        self._empty.show_text(empty)
        self._empty.setVisible(not rows)

    def show_waiting(self, carried: Sequence[AgendaRow], backlog: Sequence[AgendaRow]) -> None:
        """Show what could be brought in; both groups begin folded."""
        self._carried.show_rows(carried, trn("{n} carried over", "{n} carried over", len(carried)))
        self._backlog.show_rows(
            backlog, trn("{n} in the backlog", "{n} in the backlog", len(backlog))
        )

    def _on_drop_requested(self, item: str, before: str, _source: str) -> None:
        self.dropped.emit(item, before)


class _Waiting:
    """A folded group: a button with the count, and the list below it."""

    def __init__(self, source: str, panel: AgendaPanel) -> None:
        name = tr("Carried over") if source == "carried" else tr("Backlog")
        self.list = AgendaList(name, _WAITING, source=source, grow=True)
        self.fold = Button("", "quiet", icon="chevron-right")
        self.fold.setObjectName(f"fold-{source}")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._on_toggled)
        self.list.next_requested.connect(panel.bring_in_requested)
        self.list.bring_in_requested.connect(panel.bring_in_requested)
        self.list.versions_requested.connect(panel.versions_requested)
        self.list.go_requested.connect(panel.go_requested)
        self.list.hide()
        self.fold.hide()

    def show_rows(self, rows: Sequence[AgendaRow], words: str) -> None:
        self.list.show_rows(rows)
        self.fold.set_text(words)
        self.fold.setVisible(bool(rows))
        self.list.setVisible(bool(rows) and self.fold.isChecked())

    def _on_toggled(self, unfolded: bool) -> None:
        self.fold.set_icon("chevron-down" if unfolded else "chevron-right")
        self.list.setVisible(unfolded)
