"""The question on the table: its caution is always there, the follow-up says “if it goes quiet”.

Signals: `draw_requested`, `another_requested`, `add_requested`, `hide_requested`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label


class PromptCard(Card):
    """`show_prompt(...)` or `show_none(sentence, action)`."""

    draw_requested = Signal()
    another_requested = Signal()
    add_requested = Signal()
    hide_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=18, parent=parent)
        self.setObjectName("room-prompt")
        self.setAccessibleName(tr("Prompt"))
        head = QHBoxLayout()
        head.addWidget(Label(tr("Prompt"), "label", "ink-2"))
        self._about = ElidedLabel("", "caption", "ink-3")
        self._about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._about, 1)
        self._hide = IconButton("eye-off", tr("Not for us"), small=True)
        head.addWidget(self._hide)
        self._text = Label("", "lead", wrap=True)
        self._text.setObjectName("prompt-text")
        self._caution = _Caution()
        self._quiet = Label("", "caption", "ink-3", wrap=True)
        self._quiet.setObjectName("prompt-follow-up")
        self._none = Label("", "body", "ink-2", wrap=True)
        self._draw = Button(tr("Draw a prompt"), "secondary", icon="dice")
        self._draw.setObjectName("prompt-draw")
        self._draw.clicked.connect(self.draw_requested)
        self._buttons = FlowRow(gap=S, line_gap=0)
        self._add = Button(tr("Add to agenda"), "quiet")
        another = Button(tr("Another"), "secondary")
        for button, name, signal in (
            (another, "prompt-another", self.another_requested),
            (self._add, "prompt-add", self.add_requested),
            (self._hide, "prompt-hide", self.hide_requested),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        for button in (another, self._add):
            self._buttons.add(button)
        self.body.addLayout(head)
        for widget in (self._text, self._caution, self._quiet, self._none):
            self.body.addWidget(widget)
        self.body.addWidget(self._draw)
        self.body.addWidget(self._buttons)
        self.show_none("", tr("Draw a prompt"))

    def show_prompt(
        self, about: str, text: str, follow_up: str, caution: str, *, on_agenda: bool
    ) -> None:
        """Put a card on the table."""
        quiet = tr("If it goes quiet: {follow_up}", follow_up=follow_up) if follow_up else ""
        for label, words in (
            (self._about, about),
            (self._text, text),
            (self._quiet, quiet),
            (self._none, ""),
        ):
            label.show_text(harmless(words))
            label.setVisible(bool(words))
        self._caution.show_caution(harmless(caution))
        self._draw.hide()
        self._add.setVisible(not on_agenda)
        self._buttons.show()
        self._hide.show()

    def show_none(self, sentence: str, action: str) -> None:
        """Say why there is no card, and offer to draw one."""
        for label in (self._about, self._text, self._quiet):
            label.hide()
        self._caution.show_caution("")
        self._none.show_text(sentence)
        self._none.setVisible(bool(sentence))
        self._draw.set_text(action)
        self._draw.setVisible(bool(action))
        self._buttons.hide()
        self._hide.hide()


class _Caution(Ground):
    def __init__(self) -> None:
        super().__init__("warn")
        self._words = Label("", "caption", wrap=True)
        self._words.setObjectName("prompt-caution")
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(0)
        column.addWidget(Label(tr("Take care"), "label", "warn"))
        column.addWidget(self._words)

    def show_caution(self, words: str) -> None:
        self._words.show_text(words)
        self.setVisible(bool(words))
