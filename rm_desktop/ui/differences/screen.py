"""The page of open questions: each field that both changed, and what may stand there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.differences import Difference
from rm_desktop.domain.words import tr
from rm_desktop.ui.differences.card import QuestionCard
from rm_desktop.ui.differences.questions import Asking, Question
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.theme.tokens import XL
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page


class DifferencesScreen(Screen):
    """What both changed without knowing of each other, one card a question."""

    watches = frozenset(
        {
            *(Kind.MEMBER, Kind.SESSION, Kind.ITEM, Kind.ACTION, Kind.OBJECTIVE, Kind.MARK),
            *(Kind.CHARTER, Kind.AGREEMENT, Kind.ACTOR),
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("differences")
        self._asking = Asking(context.voice, context.word)
        self._way_back = Place(Where.TODAY)
        self.cards: list[QuestionCard] = []
        self.header = PageHeader(tr("Two versions"))
        self.header.back_requested.connect(self._on_back_requested)
        self._words = Label("", "body", "ink-2", wrap=True)
        self._empty = EmptyState(
            tr(
                "Nothing to decide. Where you both change the same line at once, "
                "both versions wait here."
            )
        )
        scroll = ScrollColumn(spacing=XL, gutter=BAR)
        scroll.body.addWidget(self._words)
        scroll.body.addWidget(self._empty)
        scroll.body.addStretch(1)
        self._body = scroll.body
        column = lay_out_page(self)
        column.addWidget(in_line(self.header))
        column.addWidget(scroll, 1)

    def refresh(self) -> None:
        differences = self.context.desk.differences
        found = differences.open()
        words = differences.words(*map(self.context.word, differences.between))
        self._words.show_text(
            tr(
                "{changed} while neither could see the other’s words. Nothing is lost: "
                "choose what stays. An answer counts for both of you, and can be undone.",
                changed=words,
            )
        )
        running = self.context.desk.room.running()
        self._way_back = Place(Where.ROOM, running.id) if running else Place(Where.TODAY)
        self.header.set_back(tr("To the room") if running else tr("Today"))
        self._words.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._show([self._asking.question(each) for each in found])

    def _show(self, questions: list[Question]) -> None:
        """Show questions; cards of those that stay as they are stay too, with the focus."""
        former = {card.question.difference.key: card for card in self.cards}
        gone_at = next((n for n, card in enumerate(self.cards) if card.has_focus), None)
        self.cards = []
        for question in questions:
            card = former.pop(question.difference.key, None)
            if card is None or card.question != question:
                if card is not None:
                    _drop(card)
                card = QuestionCard(question)
                card.kept.connect(self._on_kept)
                card.both_kept.connect(self._on_both_kept)
            self._body.insertWidget(1 + len(self.cards), card)
            self.cards.append(card)
        for card in former.values():
            _drop(card)
        if gone_at is not None and not any(card.has_focus for card in self.cards):
            self._focus(gone_at)

    def _focus(self, place: int) -> None:
        """Put the focus on the next question, or on the way back after the last one."""
        if self.cards:
            self.cards[min(place, len(self.cards) - 1)].buttons[0].setFocus()
        else:
            back = self.header.findChild(Button, "header-back")
            (back or self).setFocus()

    def _answer(self, act: Callable[[], object], said: str) -> None:
        if self.attempt(act) is not None:
            self.context.say(said, tr("Undo"), self.context.desk.open_pair.history.way_back())

    @Slot(object, int)
    def _on_kept(self, question: Question, place: int) -> None:
        difference: Difference = question.difference
        version, offer = difference.versions[place], question.offers[place]
        said = tr("{name}: “{words}” stays.", name=question.name, words=_short(offer.words))
        self._answer(lambda: self.context.desk.differences.choose(difference, version), said)

    @Slot(object)
    def _on_both_kept(self, question: Question) -> None:
        difference: Difference = question.difference
        said = tr("{name}: both stay.", name=question.name)
        self._answer(lambda: self.context.desk.differences.keep_both(difference), said)

    @Slot()
    def _on_back_requested(self) -> None:
        self.context.go(self._way_back)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"


def _drop(card: QuestionCard) -> None:
    card.hide()
    card.setParent(None)
    card.deleteLater()
