"""What stands under an entry: what was written earlier, what was shared from it, who reads it.

Purpose: the ways on from an entry. States: with or without earlier entries and passages; no way to
    share before there is a word. Keys: those of its buttons.
Signals: `entry_requested(id)`, `withdraw_requested(id)`, `share_requested`. Tokens: line, ink-3.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.fact_chip import FactChip
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Earlier:
    """An entry of earlier days that belongs to the day on screen."""

    id: str
    words: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a passage that was shared."""

    id: str
    words: str
    can_withdraw: bool


class EntryFoot(QWidget):
    """`show_earlier(…)`, `show_passages(…)`, `show_can_share(bool)`."""

    entry_requested = Signal(str)
    withdraw_requested = Signal(str)
    share_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Earlier, ...] = ()
        self._standing: tuple[Standing, ...] = ()
        self.earlier = FlowRow(gap=XS + 2, line_gap=XS + 2)
        self.earlier.setObjectName("entry-earlier")
        self.earlier.hide()
        self._passages = QVBoxLayout()
        self._passages.setSpacing(0)
        self._rows: list[QWidget] = []
        self.share = Button(tr("Share a passage…"), "quiet")
        self.share.setObjectName("share-passage")
        self.share.clicked.connect(self.share_requested)
        sentence = tr("Nothing here leaves this laptop unless you share a passage.")
        self._sentence = Label(sentence, "caption", "ink-3", wrap=True)
        last = QHBoxLayout()
        last.setSpacing(M)
        last.addWidget(Audience())
        last.addWidget(self._sentence, 1)
        last.addWidget(self.share)
        self._last: QBoxLayout = last
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.earlier)
        column.addWidget(Divider())
        column.addLayout(self._passages)
        column.addLayout(last)

    @property
    def standing(self) -> tuple[Standing, ...]:
        """What is said about shared passages."""
        return self._standing

    def show_earlier(self, earlier: tuple[Earlier, ...]) -> None:
        """Offer what was written a session or some years before the day on screen."""
        if earlier == self._shown:
            return
        self._shown = earlier
        self.earlier.clear()
        for each in earlier:
            chip = FactChip("entry-earlier-chip")
            chip.show_fact(each.words, each.spoken)
            chip.clicked.connect(partial(self._on_earlier_clicked, each.id))
            self.earlier.add(chip)
        self.earlier.setVisible(bool(earlier))

    def show_passages(self, standing: tuple[Standing, ...]) -> None:
        """Say what was shared from the entry, and whether it was seen."""
        if standing == self._standing:
            return
        self._standing = standing
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._passage(each) for each in standing]
        for row in self._rows:
            self._passages.addWidget(row)

    def show_can_share(self, can: bool) -> None:
        """Offer to share once there is something to share."""
        self.share.setEnabled(can)

    def _passage(self, standing: Standing) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(S)
        line.addWidget(Label(standing.words, "caption", "ink-2"))
        if standing.can_withdraw:
            button = FactChip("withdraw-passage")
            button.show_fact(tr("Withdraw"), tr("Withdraw this passage"), "quiet")
            button.clicked.connect(partial(self._on_withdraw_clicked, standing.id))
            line.addWidget(button)
        line.addStretch(1)
        return row

    def _on_earlier_clicked(self, ident: str, _checked: bool = False) -> None:
        self.entry_requested.emit(ident)

    def _on_withdraw_clicked(self, ident: str, _checked: bool = False) -> None:
        self.withdraw_requested.emit(ident)
