"""The closing page: five cards in two columns, or one where the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.close.actions_card import ActionsCard
from rm_desktop.ui.close.covered_card import CoveredCard
from rm_desktop.ui.close.date_card import DateCard
from rm_desktop.ui.close.header import CloseFoot, CloseHead
from rm_desktop.ui.close.landing import Landing
from rm_desktop.ui.close.next_date import NextDate
from rm_desktop.ui.close.reflect_card import ReflectCard
from rm_desktop.ui.close.takeaways_card import TakeawaysCard
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXL, L
from rm_desktop.ui.widgets.scroll_column import BAR, RING, ScrollColumn, in_line, lay_out_page

#: Below this width (at 100 %) the two columns stand below each other.
_ONE_COLUMN = 860
#: Wider than this (at 100 %) lines become too long to read.
_WIDEST = 1240


class CloseView(QWidget):
    """Composes the parts; the screen listens to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.foot = CloseHead(), CloseFoot()
        self.covered, self.takeaways = CoveredCard(), TakeawaysCard()
        self.promises, self.date = ActionsCard(), DateCard()
        self.reflect = ReflectCard()
        self.cards = (self.covered, self.takeaways, self.promises, self.date, self.reflect)
        self._left, self._right = _column(), _column()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(L)
        self._narrow: bool | None = None
        self._arrange(narrow=False)
        self._columns.addLayout(self._left, 7)
        self._columns.addLayout(self._right, 6)
        scroll = ScrollColumn(gutter=BAR)
        scroll.body.addLayout(self._columns)
        scroll.body.addStretch(1)
        outer = lay_out_page(self, margin=XXL, top=XL, bottom=XL)
        outer.addWidget(in_line(self.head))
        outer.addWidget(scroll, 1)
        outer.addWidget(in_line(self.foot))

    def show_landing(self, landing: Landing, date: NextDate) -> None:
        """Show the page as it stands."""
        self.head.show_landing(landing)
        self.foot.show_landing(landing)
        self.covered.show_topics(landing.topics)
        self.covered.show_objectives(landing.objectives)
        self.takeaways.show_takeaways(landing.takeaways, landing.partner)
        self.promises.show_actions(landing.today, landing.before)
        self.date.show_choice(date)

    def flush(self) -> None:
        """Hand on everything that is half typed."""
        self.covered.flush()
        self.takeaways.flush()
        self.promises.flush()

    def _arrange(self, *, narrow: bool) -> None:
        """Set the steps below each other in their order, or in two columns."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for column in (self._left, self._right):
            while column.takeAt(0) is not None:
                pass
        for card in self.cards:
            at_left = narrow or card in (self.covered, self.promises)
            (self._left if at_left else self._right).addWidget(card)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._columns.setStretchFactor(self._right, 0 if narrow else 6)
        self._columns.setSpacing(0 if narrow else L)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < px(_ONE_COLUMN))
        side = max(XXL, (self.width() - px(_WIDEST)) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side - RING, XL, side - RING - BAR, XL)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(L)
    return column
