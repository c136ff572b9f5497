"""Why the two meet: one sentence they share, and for each what they want and what they can give.

Purpose: a crystal-clear purpose, both ways, read before every session. States: filled or inviting.
Keys: those of Passage. Signals: `purpose_kept(str)`, `wants_kept(str member, str)`,
    `gives_kept(str member, str)`. Tokens: those of Card, Chip and Passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS, L
from rm_desktop.ui.together.passage import Passage
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip, ChipTone
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class WishesView:
    """One person's side of the purpose card."""

    member: str
    name: str
    voice: str
    wants: str
    gives: str


class PurposeCard(Card):
    """`show_purpose(sentence, mentor, mentee, partner)`."""

    purpose_kept = Signal(str)
    wants_kept = Signal(str, str)
    gives_kept = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Purpose"), parent=parent)
        self.audience = Audience()
        self.add_action(self.audience)
        self.purpose = Passage(
            tr("Purpose"),
            tr("Write the one sentence you two share…"),
            kind="lead",
            parent=self,
        )
        self.purpose.setObjectName("purpose-sentence")
        self.purpose.kept.connect(self.purpose_kept)
        self.body.addWidget(self.purpose)
        self.body.addWidget(Divider())
        self.sides = (_Side(self), _Side(self))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(L)
        for side in self.sides:
            side.wants.kept.connect(side.tell_wants)
            side.gives.kept.connect(side.tell_gives)
            side.wants_kept.connect(self.wants_kept)
            side.gives_kept.connect(self.gives_kept)
            self._row.addWidget(side, 1)
        self.body.addLayout(self._row)

    def show_purpose(
        self, sentence: str, wishes: tuple[WishesView, WishesView], partner: str
    ) -> None:
        """Show what the two wrote; what is being written stays."""
        self.purpose.show_passage(sentence)
        self.audience.show_audience(partner)
        for side, view in zip(self.sides, wishes, strict=True):
            side.show_wishes(view)

    def passages(self) -> tuple[Passage, ...]:
        """Return everything that can be written here."""
        return (self.purpose, *(p for side in self.sides for p in (side.wants, side.gives)))

    def set_narrow(self, *, narrow: bool) -> None:
        """Set the two below each other instead of side by side."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)


class _Side(QWidget):
    wants_kept = Signal(str, str)
    gives_kept = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._member = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        self._who = Chip("")
        column.addWidget(self._who)
        self._names = (Label("", "label", "ink-2"), Label("", "label", "ink-2"))
        self.wants = Passage("", "", parent=self)
        self.gives = Passage("", "", parent=self)
        for name, passage in zip(self._names, (self.wants, self.gives), strict=True):
            column.addWidget(name)
            column.addWidget(passage)
        column.addStretch(1)

    def show_wishes(self, view: WishesView) -> None:
        self._member = view.member
        tone = view.voice if view.voice in {"you", "them"} else "neutral"
        self._who.show_chip(view.name, cast("ChipTone", tone))
        wants = tr("{name} wants to learn", name=view.name)
        gives = tr("{name} can give", name=view.name)
        for label, words in zip(self._names, (wants, gives), strict=True):
            label.show_text(words)
        self.wants.rename(wants, tr("What {name} wants to learn…", name=view.name))
        self.gives.rename(gives, tr("What {name} can give…", name=view.name))
        self.wants.show_passage(view.wants)
        self.gives.show_passage(view.gives)

    def tell_wants(self, text: str) -> None:
        self.wants_kept.emit(self._member, text)

    def tell_gives(self, text: str) -> None:
        self.gives_kept.emit(self._member, text)
