"""One prompt that suits now, its caution always visible; another; onto the agenda.

Purpose: when nobody knows how to begin. States: a card, none left.
Keys: those of its buttons. Signals: `another_requested`, `add_requested(id)`.
Tokens: warn-soft for the caution.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prepare.prompt_words import Suggested
from rm_desktop.ui.theme import draw_icon, px
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label


class PromptCard(Card):
    """`show_prompt(None)` says that no card is left."""

    another_requested = Signal()
    add_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("A prompt for this session"), parent=parent)
        self.setObjectName("prompt-card")
        self._prompt: Suggested | None = None
        self._about = Label("", "caption", "ink-3", wrap=True)
        self._text = Label("", "lead", wrap=True)
        self._text.setObjectName("prompt-text")
        self._caution = Ground("warn")
        inner = QHBoxLayout(self._caution)
        inner.setContentsMargins(M, S, M, S)
        inner.setSpacing(S)
        self._caution_words = Label("", "caption", wrap=True)
        inner.addWidget(_WarningSign(), 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self._caution_words, 1)
        self._add = Button(tr("Add to agenda"))
        self._add.setObjectName("add-prompt")
        self._another = Button(tr("Another"), "quiet", icon="dice")
        self._another.setObjectName("another-prompt")
        row = FlowRow(gap=S, line_gap=S)
        row.add(self._add)
        row.add(self._another)
        for widget in (self._about, self._text, self._caution, row):
            self.body.addWidget(widget)
        self._add.clicked.connect(self._on_add_clicked)
        self._another.clicked.connect(self.another_requested)

    @property
    def words(self) -> tuple[str, str]:
        """The question and its caution, as they are read."""
        caution = self._caution_words.text() if not self._caution.isHidden() else ""
        return self._text.text(), caution

    def show_prompt(self, prompt: Suggested | None) -> None:
        """Show a card, or that none is left."""
        self._prompt = prompt
        none_left = tr("No card is left that suits now. Look through all of them under Prompts.")
        self._text.show_text(prompt.text if prompt else none_left)
        self._about.show_text(prompt.about if prompt else "")
        self._about.setVisible(prompt is not None)
        self._caution_words.show_text(prompt.caution if prompt else "")
        self._caution.setVisible(bool(prompt and prompt.caution))
        self._add.setVisible(prompt is not None)
        self._another.setVisible(prompt is not None)

    def _on_add_clicked(self) -> None:
        if self._prompt is not None:
            self.add_requested.emit(self._prompt.id)


class _WarningSign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(16), px(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_icon(QPainter(self), "warning", "warn", self.rect())
