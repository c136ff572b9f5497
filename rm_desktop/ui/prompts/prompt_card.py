"""One prompt in the grid: who asks, how deep, the question, what to mind, what to do with it.

Purpose: a question one can judge at a glance and put on the agenda.
States: with or without caution, note and *Add to agenda*; favourite; current or not. Only the
    current card and its buttons are stops of Tab; the grid's arrows make another one current.
Keys: Enter shows why it works, A adds it to the agenda, F makes it a favourite.
Signals: `add_requested(str)`, `detail_requested(str)`, `favourite_requested(str, bool)`,
    `write_requested(str)` for one's own reflection,
    `touched(str)` when the pointer or the focus comes to it.
Tokens: those of Card, Chip, Label, Button.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import CardView
from rm_desktop.ui.prompts.caution import Caution
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip, ChipTone
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label

_FREE = ~Qt.KeyboardModifier.KeypadModifier


class PromptCard(Card):
    """A card that can be given another prompt."""

    add_requested = Signal(str)
    detail_requested = Signal(str)
    favourite_requested = Signal(str, bool)
    write_requested = Signal(str)
    touched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill=True, parent=parent)
        self.setObjectName("prompt-card")
        self.view = CardView("", "", "both", "", "")
        self._asks = Chip("")
        self._depth = Label("", "caption", "ink-3")
        self._star = IconButton("star", tr("Favourite"), small=True, checkable=True)
        self._star.setObjectName("prompt-star")
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._asks)
        head.addStretch(1)
        head.addWidget(self._depth)
        head.addWidget(self._star)
        self._text = Label("", "lead", wrap=True)
        self._caution = Caution()
        self._note = Label("", "caption", "ink-3", wrap=True)
        self._add = Button(tr("Add to agenda"))
        self._add.setObjectName("prompt-add")
        self._write = Button(tr("Write in the journal"), icon="private")
        self._write.setObjectName("prompt-write")
        self._why = Button(tr("Why it works"), "quiet")
        self._why.setObjectName("prompt-why")
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self._add)
        foot.addWidget(self._write)
        foot.addWidget(self._why)
        foot.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.body.addStretch(1)
        self.body.addWidget(self._caution)
        self.body.addWidget(self._note)
        self.body.addLayout(foot)
        self._add.clicked.connect(self._on_add_clicked)
        self._write.clicked.connect(self._on_write_clicked)
        self._why.clicked.connect(self._on_why_clicked)
        self._star.clicked.connect(self._on_star_clicked)
        self.set_current(current=False)

    def show_card(self, view: CardView) -> None:
        """Show a prompt."""
        self.view = view
        tone = view.voice if view.voice in {"you", "them"} else "neutral"
        self._asks.show_chip(view.asks, cast("ChipTone", tone))
        self._depth.show_text(view.depth)
        self._text.show_text(view.text)
        self._caution.show_caution(view.caution)
        self._note.show_text(view.note)
        self._note.setVisible(bool(view.note))
        if self._add.hasFocus() and not view.addable:
            self.setFocus()
        self._add.setVisible(view.addable)
        self._write.setVisible(view.writable)
        self._why.set_tone("quiet" if view.addable or view.writable else "secondary")
        self._star.setChecked(view.favourite)
        self._star.set_icon("star-filled" if view.favourite else "star")
        self._star.set_name(tr("Remove from favourites") if view.favourite else tr("Favourite"))
        if view.favourite:
            self._star.setAccessibleName(tr("Remove from favourites: {text}", text=view.text))
        else:
            self._star.setAccessibleName(tr("Favourite: {text}", text=view.text))
        self.setAccessibleName(view.spoken)

    def set_current(self, *, current: bool) -> None:
        """Let Tab stop here and at the buttons, or pass by."""
        click = Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else click)
        for button in (self._add, self._write, self._why, self._star):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _FREE:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._on_why_clicked()
            case Qt.Key.Key_A if self.view.addable:
                self._on_add_clicked()
            case Qt.Key.Key_F:
                self._on_star_clicked()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.touched.emit(self.view.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._on_why_clicked()

    def _on_add_clicked(self) -> None:
        self.touched.emit(self.view.id)
        self.add_requested.emit(self.view.id)

    def _on_write_clicked(self) -> None:
        self.touched.emit(self.view.id)
        self.write_requested.emit(self.view.id)

    def _on_why_clicked(self) -> None:
        self.touched.emit(self.view.id)
        self.detail_requested.emit(self.view.id)

    def _on_star_clicked(self) -> None:
        self.touched.emit(self.view.id)
        self._star.setChecked(self.view.favourite)
        self.favourite_requested.emit(self.view.id, not self.view.favourite)
