"""The four matters of a pair side by side: purpose, objectives, agreement, rhythm.

Purpose: what the two agreed, at a glance. States: two columns, or one where there is little room.
Keys, signals: those of the cards. Tokens: spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.passages.card import PassagesCard
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL
from rm_desktop.ui.together.agreement_card import AgreementCard
from rm_desktop.ui.together.objectives_card import ObjectivesCard
from rm_desktop.ui.together.purpose_card import PurposeCard
from rm_desktop.ui.together.rhythm_card import RhythmCard
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page

#: Narrower than these at 100 %: one column; the two sides of the purpose below each other.
_TWO_COLUMNS, _TWO_SIDES = 760, 560


class Overview(QWidget):
    """Places the cards, once its `parts` are made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = lay_out_page(self)
        self.header = PageHeader(tr("Together"), tr("What you two agreed, and how it is going."))
        page.addWidget(in_line(self.header))
        self.column = ScrollColumn(gutter=BAR, parent=self)
        page.addWidget(self.column, 1)
        self.purpose = PurposeCard(self.column.ground)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(XL)
        self.column.body.addLayout(self._row)
        self.column.body.addStretch(1)

    def parts(self) -> Iterator[None]:
        """Make the rest of the cards one by one, in the order of Tab."""
        ground = self.column.ground
        self.objectives = ObjectivesCard(ground)
        yield
        self.agreement = AgreementCard(ground)
        yield
        self.rhythm = RhythmCard(ground)
        yield
        self.passages = PassagesCard(ground)
        self._row.addLayout(_stack(self.purpose, self.objectives), 13)
        self._row.addLayout(_stack(self.agreement, self.rhythm, self.passages), 10)

    def _arrange(self) -> None:
        two = self.width() >= px(_TWO_COLUMNS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if two else down)
        self.purpose.set_narrow(narrow=self.width() < px(_TWO_SIDES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()


def _stack(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(XL)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
