"""The pages of the recovery phrase; the screen shows one at a time.

Purpose: a way back in that only paper holds. States: one class each. Keys: Enter goes on.
Signals: as each says. Tokens: those of their parts; good when it is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.theme.tokens import XL, L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField

_COLUMNS = 3


class WhyPage(LockPage):
    """Signals: `make_requested`, `paper_requested` (a phrase on paper), `later_requested`."""

    make_requested = Signal()
    paper_requested = Signal()
    later_requested = Signal()

    def __init__(self, why: str, *, has_paper: bool, locked: bool, later: str) -> None:
        super().__init__("info", tr("A way back in: your recovery phrase"), why)
        self.setObjectName("recovery-why")
        facts = (
            tr("They are shown once, and kept nowhere else: we have no copy."),
            tr(
                "Print them, or write them down. A photo or a note on this laptop is no safe place."
            ),
            tr("Whoever has the paper can read everything, so keep it with your papers."),
        )
        for fact in facts:
            self.body.addWidget(Label(fact, "body", "ink-2", wrap=True))
        if locked:
            words = tr(
                "Your private pages are locked now. The phrase opens them from the next time you "
                "unlock them."
            )
            self.body.addWidget(Note("soft", "lock", words))
        self.body.addSpacing(S)
        self._make = Button(
            tr("Make a new phrase") if has_paper else tr("Show me the twelve words"), "primary"
        )
        self._make.setObjectName("recovery-make")
        buttons = FlowRow(gap=M, line_gap=S)
        buttons.add(self._make)
        if has_paper:
            paper = Button(tr("I have it on paper"))
            paper.setObjectName("recovery-paper")
            paper.clicked.connect(self.paper_requested)
            buttons.add(paper)
        leave = Button(later, "quiet")
        leave.setObjectName("recovery-later")
        buttons.add(leave)
        self.body.addWidget(buttons)
        self._status = Label("", "caption", "ink-2", wrap=True)
        self.body.addWidget(self._status)
        self._status.hide()
        self._make.clicked.connect(self.make_requested)
        leave.clicked.connect(self.later_requested)

    def show_trying(self, words: str) -> None:
        self._make.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))


class WordsPage(LockPage):
    """The words. Signals: `print_requested`, `kept`, `later_requested`."""

    print_requested = Signal()
    kept = Signal()
    later_requested = Signal()

    def __init__(self, words: Sequence[str], *, later: str) -> None:
        super().__init__(
            "private",
            tr("Your twelve words"),
            tr("Print them or write them down, with their numbers. Next you are asked for two."),
        )
        self.setObjectName("recovery-words")
        self.body.addSpacing(S)
        self.body.addWidget(_grid(words))
        self.body.addSpacing(S)
        buttons = FlowRow(gap=M, line_gap=S)
        for button in (
            kept := Button(tr("I have them on paper"), "primary"),
            out := Button(tr("Print"), icon="printer"),
            leave := Button(later, "quiet"),
        ):
            buttons.add(button)
        kept.setObjectName("recovery-kept")
        out.setObjectName("recovery-print")
        leave.setObjectName("recovery-later")
        self.body.addWidget(buttons)
        kept.clicked.connect(self.kept)
        out.clicked.connect(self.print_requested)
        leave.clicked.connect(self.later_requested)


class AskPage(LockPage):
    """Two of the words. Signals: `answered(dict)`, `back_requested`."""

    answered = Signal(object)
    back_requested = Signal()

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(
            "check", tr("Two of the words, from your paper"), tr("So that no slip locks you out.")
        )
        self.setObjectName("recovery-ask")
        self.body.addSpacing(S)
        self.fields: dict[int, TextField] = {}
        for place in places:
            field = TextField(tr("Word {n}", n=place), max_length=40)
            field.setObjectName(f"recovery-word-{place}")
            field.submitted.connect(self._on_submitted)
            self.fields[place] = field
            self.body.addWidget(FieldRow(tr("Word {n}", n=place), field))
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.body.addSpacing(S)
        buttons = FlowRow(gap=M, line_gap=S)
        confirm, back = (
            Button(tr("Confirm"), "primary"),
            Button(tr("Show the words again"), "quiet"),
        )
        confirm.setObjectName("recovery-confirm")
        back.setObjectName("recovery-again")
        for button in (confirm, back):
            buttons.add(button)
        self.body.addWidget(buttons)
        confirm.clicked.connect(self._on_confirm_clicked)
        back.clicked.connect(self.back_requested)

    def show_problem(self, sentence: str) -> None:
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))

    def start(self) -> None:
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_submitted(self, _text: str) -> None:
        empty = next((field for field in self.fields.values() if not field.text().strip()), None)
        if empty is None:
            self._on_confirm_clicked()
        else:
            empty.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_confirm_clicked(self) -> None:
        answers: Mapping[int, str] = {place: field.text() for place, field in self.fields.items()}
        self.answered.emit(answers)


class PaperPage(LockPage):
    """All twelve words, from an earlier sheet. Signals: `typed(str)`, `back_requested`."""

    typed = Signal(str)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "info", tr("The words on your paper"), tr("Type all twelve, in their order.")
        )
        self.setObjectName("recovery-typed")
        self.words = TextArea(tr("The twelve words"), max_length=1000, lines=3)
        self._row = FieldRow(tr("Recovery phrase"), self.words)
        self.body.addWidget(self._row)
        self._status = Label("", "caption", "ink-2", wrap=True)
        self.body.addWidget(self._status)
        self._status.hide()
        self.body.addSpacing(S)
        buttons = FlowRow(gap=M, line_gap=S)
        self._confirm, back = Button(tr("Confirm"), "primary"), Button(tr("Back"), "quiet")
        for button in (self._confirm, back):
            buttons.add(button)
        self.body.addWidget(buttons)
        self._confirm.clicked.connect(lambda: self.typed.emit(self.words.toPlainText()))
        self.words.submitted.connect(self.typed)
        back.clicked.connect(self.back_requested)

    def show_trying(self, words: str) -> None:
        self.words.setEnabled(not words)
        self._confirm.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        self._row.show_problem(sentence)

    def start(self) -> None:
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)


class DonePage(LockPage):
    """Signals: `left`."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "check",
            tr("You have a way back in"),
            tr(
                "Keep the paper with your important papers, away from this laptop. A new phrase "
                "can be made in Settings at any time."
            ),
            "good",
        )
        self.setObjectName("recovery-done")
        self.body.addSpacing(S)
        row = QHBoxLayout()
        done = Button(tr("Done"), "primary")
        done.setObjectName("recovery-finish")
        done.clicked.connect(self.left)
        row.addWidget(done)
        row.addStretch(1)
        self.body.addLayout(row)


def _grid(words: Sequence[str]) -> QWidget:
    """Return the numbered words; numbers run down the columns."""
    ground = Ground("sunken")
    grid = QGridLayout(ground)
    grid.setContentsMargins(L, L, L, L)
    grid.setHorizontalSpacing(XL)
    grid.setVerticalSpacing(M)
    rows = -(-len(words) // _COLUMNS)
    for at, word in enumerate(words):
        cell = QHBoxLayout()
        cell.setSpacing(S)
        cell.addWidget(Label(tr("{n}.", n=at + 1), "caption", "ink-3"))
        cell.addWidget(Label(word, "lead"), 1)
        grid.addLayout(cell, at % rows, at // rows)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return ground
