"""The summary page: a head with what can be done, topics at the left, the rest beside or below.

Signals: `onward_requested`, `copy_requested`, `pdf_requested`, `print_requested`,
`reopen_requested`, `look_back_requested`, `leave_it_requested`, `date_requested`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.passages.card import PassagesCard
from rm_desktop.ui.summary.record import Record
from rm_desktop.ui.summary.side import ActionsCard, LinesCard, TakeawaysCard
from rm_desktop.ui.summary.topics_card import TopicsCard
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page
from rm_desktop.ui.workers import Workers

#: Below this width (at 100 %) the two columns stand below each other.
_ONE_COLUMN = 760


class SummaryView(QWidget):
    """`show_record(record)`."""

    onward_requested = Signal()
    copy_requested = Signal()
    pdf_requested = Signal()
    print_requested = Signal()
    reopen_requested = Signal()
    look_back_requested = Signal()
    leave_it_requested = Signal()
    date_requested = Signal()

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PageHeader()
        self._onward = self._button("", "summary-onward", self.onward_requested)
        self._onward.set_tone("primary")
        self.header.add_action(self._onward)
        self._deeds = FlowRow(gap=S, line_gap=S)
        for words, icon, hint, name, signal in (
            (tr("Copy as Markdown"), "copy", "", "summary-copy", self.copy_requested),
            (tr("Save as PDF…"), "", "", "summary-pdf", self.pdf_requested),
            (tr("Print"), "printer", "Ctrl P", "summary-print", self.print_requested),
        ):
            button = self._button(words, name, signal)
            button.set_icon(icon)
            button.set_hint(hint)
            self._deeds.add(button)
        self._reopen = self._button(tr("Reopen"), "summary-reopen", self.reopen_requested)
        self._reopen.set_tone("quiet")
        self._deeds.add(self._reopen)
        self._pending = self._make_pending()
        self.topics = TopicsCard(workers)
        self.takeaways, self.promises = TakeawaysCard(), ActionsCard()
        self.passages = PassagesCard()
        self._carried = LinesCard(tr("Carried over"))
        self._next = LinesCard(tr("Next session"))
        self._set_date = self._button(tr("Set a date…"), "summary-date", self.date_requested)
        self._next.body.addWidget(self._set_date, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out()

    def show_record(self, record: Record) -> None:
        """Show a session's record."""
        self.header.show_words(record.title, record.subtitle)
        self._onward.set_text(record.onward_words)
        self._reopen.setVisible(record.can_reopen)
        self._pending_words.show_text(record.pending)
        self._pending.setVisible(bool(record.pending))
        self.topics.show_topics(record.topics)
        self.takeaways.show_takeaways(record.takeaways)
        self.promises.show_actions(record.actions)
        self._carried.show_lines(record.carried)
        self._next.show_lines((record.next_date,) if record.next_date else ())
        self._set_date.setVisible(record.undated)

    def _button(self, words: str, name: str, signal: object) -> Button:
        button = Button(words)
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button

    def _make_pending(self) -> Card:
        card = Card()
        card.setObjectName("summary-pending")
        self._pending_words = Label("", "body", wrap=True)
        row = FlowRow(gap=M, line_gap=S)
        row.add(self._button(tr("Look back now"), "summary-look-back", self.look_back_requested))
        leave = self._button(tr("Leave it"), "summary-leave-it", self.leave_it_requested)
        leave.set_tone("quiet")
        row.add(leave)
        card.body.addWidget(self._pending_words)
        card.body.addWidget(row)
        return card

    def _lay_out(self) -> None:
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._columns = QHBoxLayout()
        self._narrow: bool | None = None
        self._columns.addLayout(self._left, 8)
        self._columns.addLayout(self._right, 5)
        for column in (self._left, self._right):
            column.setSpacing(L)
        self._arrange(narrow=False)
        scroll = ScrollColumn(spacing=L, gutter=BAR)
        scroll.body.addWidget(self._deeds)
        scroll.body.addWidget(self._pending)
        scroll.body.addLayout(self._columns)
        scroll.body.addStretch(1)
        outer = lay_out_page(self)
        outer.addWidget(in_line(self.header))
        outer.addWidget(scroll, 1)

    def _arrange(self, *, narrow: bool) -> None:
        """Set topics and the rest beside each other, or in a narrow window what was said first."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for column in (self._left, self._right):
            while column.takeAt(0) is not None:
                pass
        side = (self.takeaways, self.passages, self.promises, self._carried, self._next)
        for card in side:
            (self._left if narrow else self._right).addWidget(card)
        self._left.addWidget(self.topics)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._columns.setStretchFactor(self._right, 0 if narrow else 5)
        self._columns.setSpacing(0 if narrow else L)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < px(_ONE_COLUMN))
