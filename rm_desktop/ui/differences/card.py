"""One question: the two values side by side, each with its author's colour and a button.

Purpose: nothing that somebody wrote is lost without being asked. States: two values or more;
    with or without a way to keep both; side by side, or below each other where it is narrow.
Keys: Tab from value to value, Space or Enter keeps one. Signals: `kept(Question, int)`,
    `both_kept(Question)`. Tokens: those of Card and VoiceBar.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.differences.questions import Offer, Question
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, XXL, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.voice_bar import VoiceBar

#: Below this width (at 100 %) values stand below each other.
_SIDE_BY_SIDE = 560


class QuestionCard(Card):
    """Shows one question for as long as it stays the same."""

    kept = Signal(object, int)
    both_kept = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.question = question
        self.setObjectName("difference")
        self.setAccessibleName(question.spoken)
        self.body.addWidget(Label(question.about, "label", "ink-2", wrap=True))
        self.body.addWidget(Label(question.name, "heading", wrap=True))
        self.body.addSpacing(XS)
        self.buttons: list[Button] = []
        self._values = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._values.setSpacing(XXL)
        for place, offer in enumerate(question.offers):
            self._values.addWidget(self._value(place, offer), 1)
        self.body.addLayout(self._values)
        if question.both:
            self.body.addSpacing(XS)
            self.body.addWidget(self._both(question))

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on one of its buttons."""
        return any(button.hasFocus() for button in self.buttons)

    def _value(self, place: int, offer: Offer) -> QWidget:
        value = QFrame()
        across = QHBoxLayout(value)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(M)
        across.addWidget(VoiceBar(offer.voice, offer.who))
        words = QVBoxLayout()
        words.setSpacing(S)
        head = FlowRow(gap=S, line_gap=XS)
        head.add(Label(offer.who, "label", "them" if offer.voice == "them" else "you"))
        if offer.is_shown:
            head.add(Label(tr("shown now"), "caption", "ink-2"))
        words.addWidget(head)
        text = Label(offer.words, "body", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(text)
        words.addStretch(1)
        keep = Button(offer.keep, "secondary")
        keep.setObjectName(f"keep-{place}")
        keep.setAccessibleName(offer.spoken)
        keep.clicked.connect(partial(self._on_kept, place))
        self.buttons.append(keep)
        words.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        across.addLayout(words, 1)
        return value

    def _both(self, question: Question) -> QWidget:
        row = FlowRow(gap=S, line_gap=XS)
        both = Button(tr("Keep both, {how}", how=question.both), "quiet")
        both.setObjectName("keep-both")
        both.setAccessibleName(tr("Keep both, {how}", how=question.both))
        both.clicked.connect(lambda: self.both_kept.emit(self.question))
        self.buttons.append(both)
        row.add(both)
        return row

    def _on_kept(self, place: int, _checked: bool = False) -> None:
        self.kept.emit(self.question, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_SIDE_BY_SIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._values.setDirection(down if narrow else across)
