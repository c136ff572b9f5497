"""What waits beside the agenda: topics carried over, with their question, and the backlog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.prepare.preparation import Question
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label

_CARRIED = frozenset({Offer.BRING_IN, Offer.PARK, Offer.DROP, Offer.DELETE})
_BACKLOG = frozenset(Offer) - {Offer.GO, Offer.PARK, Offer.DISCUSS, Offer.DROP, Offer.OUTCOME}


class CarriedCard(Card):
    """Topics left open before, in a group of their own; after the third time they are asked about.

    Signals: `all_requested`, `keep_requested(id, times)`, `park_requested(id)`,
    `drop_requested(id)`: the answers; those of the list are its own.
    """

    all_requested = Signal()
    keep_requested = Signal(str, int)
    park_requested = Signal(str)
    drop_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Carried over"), parent=parent)
        self.setObjectName("carried-card")
        every = Button(tr("Add all"), "quiet")
        every.setObjectName("bring-in-all")
        every.clicked.connect(self.all_requested)
        self.add_action(every)
        self.list = AgendaList(tr("Carried over"), _CARRIED, source="carried", grow=True)
        self.list.setObjectName("carried-list")
        hint = tr("Drag a topic into the agenda, or press Enter on it.")
        self._questions = QVBoxLayout()
        self._questions.setSpacing(S)
        self._asked: dict[str, _QuestionStrip] = {}
        self.body.addWidget(Label(hint, "caption", "ink-3", wrap=True))
        self.body.addWidget(self.list)
        self.body.addLayout(self._questions)

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked, as it is read."""
        return tuple(strip.sentence for strip in self._asked.values())

    def show_carried(self, rows: Sequence[AgendaRow], questions: Sequence[Question]) -> None:
        """Show the group, or nothing where nothing was carried over."""
        self.list.show_rows(rows)
        self.setVisible(bool(rows))
        wanted = {question.item: question for question in questions}
        for item in [each for each in self._asked if each not in wanted]:
            self._asked.pop(item).deleteLater()
        for item, question in wanted.items():
            if item in self._asked:
                self._asked[item].show_question(question)
            else:
                self._asked[item] = strip = _QuestionStrip(question)
                strip.kept.connect(self.keep_requested)
                strip.parked.connect(self.park_requested)
                strip.dropped.connect(self.drop_requested)
                self._questions.addWidget(strip)


class _QuestionStrip(Ground):
    """Keep, park or drop: one topic that keeps coming back."""

    kept = Signal(str, int)
    parked = Signal(str)
    dropped = Signal(str)

    def __init__(self, question: Question) -> None:
        super().__init__("warn")
        self._words = Label("", "body", wrap=True)
        self.show_question(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        column.addWidget(self._words)
        row = FlowRow(gap=S, line_gap=S)
        for words, name, act in (
            (tr("Keep it here"), "keep", self._on_keep_clicked),
            (tr("Park it"), "park", self._on_park_clicked),
            (tr("Drop it"), "drop", self._on_drop_clicked),
        ):
            button = Button(words)
            button.setObjectName(f"{name}-carried")
            button.clicked.connect(act)
            row.add(button)
        column.addWidget(row)

    @property
    def sentence(self) -> str:
        """What is asked, as it is read."""
        return self._words.text()

    def show_question(self, question: Question) -> None:
        """Ask about the topic as it stands now."""
        self._question = question
        self._words.show_text(question.sentence)

    def _on_keep_clicked(self) -> None:
        self.kept.emit(self._question.item, self._question.times)

    def _on_park_clicked(self) -> None:
        self.parked.emit(self._question.item)

    def _on_drop_clicked(self) -> None:
        self.dropped.emit(self._question.item)


class BacklogCard(Card):
    """Topics for some later session, folded away until they are wanted.

    Signals: `unfolded(bool)`; those of the list are its own.
    """

    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("backlog-card")
        self._fold = Button("", "quiet", icon="chevron-right")
        self._fold.setObjectName("fold-backlog")
        self.list = AgendaList(
            tr("Backlog"),
            _BACKLOG,
            source="backlog",
            accepts=frozenset({"agenda", "carried"}),
            grow=True,
        )
        self.list.setObjectName("backlog-list")
        self.list.show_placeholder(tr("Nothing is parked. Drag a topic here to keep it for later."))
        self.body.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.list)
        self.list.hide()
        self._fold.clicked.connect(self._on_fold_clicked)

    def show_backlog(self, rows: Sequence[AgendaRow]) -> None:
        """Show what is parked and how much of it there is."""
        self.list.show_rows(rows)
        count = trn("{n} topic", "{n} topics", len(rows)) if rows else tr("empty")
        self._fold.set_text(tr("Backlog · {count}", count=count))

    def set_unfolded(self, unfolded: bool) -> None:
        """Open or close the list."""
        self.list.setVisible(unfolded)
        self._fold.set_icon("chevron-down" if unfolded else "chevron-right")
        self._fold.setAccessibleDescription(tr("open") if unfolded else tr("closed"))

    def _on_fold_clicked(self) -> None:
        self.set_unfolded(self.list.isHidden())
        self.unfolded.emit(not self.list.isHidden())
