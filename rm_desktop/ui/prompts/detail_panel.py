"""One prompt in full: why it works, what to ask next, what to mind, where it was used.

Purpose: what one reads before asking. States: own or not; favourite; not for us; addable or not.
Keys: those of its buttons. Signals: `add_requested(str)`, `favourite_requested(str, bool)`,
    `hidden_requested(str, bool)`, `edit_requested(str)`, `delete_requested(str)`,
    `write_requested(str)`.
Tokens: those of Label, Chip, Button.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import DetailView
from rm_desktop.ui.prompts.caution import Caution
from rm_desktop.ui.theme.tokens import XS, M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.chip import Chip, ChipTone
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class DetailPanel(QWidget):
    """A page of the side panel for one prompt."""

    add_requested = Signal(str)
    favourite_requested = Signal(str, bool)
    hidden_requested = Signal(str, bool)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    write_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: DetailView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self.face = Face()
        column.addWidget(self.face)
        self.add = Button(tr("Add to agenda"), "primary")
        self.add.setObjectName("detail-add")
        self.favourite = Button(tr("Favourite"), icon="star")
        self.favourite.setObjectName("detail-favourite")
        first = FlowRow()
        self.write = Button(tr("Write in the journal"), "primary", icon="private")
        self.write.setObjectName("detail-write")
        first.add(self.add)
        first.add(self.write)
        first.add(self.favourite)
        column.addWidget(first)
        self._why = Part(tr("Why it works"))
        self._follow_up = Part(tr("If it goes quiet"))
        for widget in (self._why, self._follow_up):
            column.addWidget(widget)
        self.hide_it = Button(tr("Not for us"), "quiet", icon="eye-off")
        self.hide_it.setObjectName("detail-hide")
        self.edit = Button(tr("Edit"), "quiet", icon="pencil")
        self.delete = Button(tr("Delete"), "quiet", icon="bin")
        second = FlowRow(gap=XS)
        for button in (self.hide_it, self.edit, self.delete):
            second.add(button)
        column.addWidget(second)
        self.add.clicked.connect(lambda: self.add_requested.emit(self._id))
        self.write.clicked.connect(lambda: self.write_requested.emit(self._id))
        self.favourite.clicked.connect(self._on_favourite_clicked)
        self.hide_it.clicked.connect(self._on_hide_clicked)
        self.edit.clicked.connect(lambda: self.edit_requested.emit(self._id))
        self.delete.clicked.connect(lambda: self.delete_requested.emit(self._id))

    @property
    def _id(self) -> str:
        return self._view.card.id if self._view else ""

    def show_detail(self, view: DetailView) -> None:
        """Show a prompt."""
        self._view = view
        self.face.show_face(view)
        self._why.show_part(view.why)
        self._follow_up.show_part(view.follow_up)
        if self.add.hasFocus() and not view.card.addable:
            self.favourite.setFocus()
        self.add.setVisible(view.card.addable)
        self.write.setVisible(view.card.writable)
        self.favourite.set_icon("star-filled" if view.card.favourite else "star")
        words = tr("Remove from favourites") if view.card.favourite else tr("Favourite")
        self.favourite.set_text(words)
        self.hide_it.set_text(tr("Bring back") if view.hidden else tr("Not for us"))
        self.edit.setVisible(view.editable)
        self.delete.setVisible(view.removable)

    def _on_favourite_clicked(self) -> None:
        if self._view:
            self.favourite_requested.emit(self._id, not self._view.card.favourite)

    def _on_hide_clicked(self) -> None:
        if self._view:
            self.hidden_requested.emit(self._id, not self._view.hidden)


class Face(QWidget):
    """The front of a card in a panel: chips, the question, the caution, the note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self._asks = Chip("")
        self._depth = Chip("")
        head = QHBoxLayout()
        head.addWidget(self._asks)
        head.addWidget(self._depth)
        head.addStretch(1)
        column.addLayout(head)
        self._text = Label("", "lead", wrap=True)
        self._belongs = Label("", "caption", "ink-3", wrap=True)
        self._caution = Caution()
        self._note = Label("", "caption", "ink-2", wrap=True)
        for widget in (self._text, self._belongs, self._caution, self._note):
            column.addWidget(widget)

    @property
    def text(self) -> str:
        """The question."""
        return self._text.text()

    @property
    def caution(self) -> str:
        """What to mind."""
        return self._caution.text

    @property
    def note(self) -> str:
        """Where it was used, or why it is not for asking."""
        return self._note.text()

    def show_face(self, detail: DetailView) -> None:
        """Show a prompt."""
        view = detail.card
        tone = view.voice if view.voice in {"you", "them"} else "neutral"
        self._asks.show_chip(view.asks, cast("ChipTone", tone))
        self._depth.show_chip(view.depth)
        self._text.show_text(view.text)
        self._belongs.show_text(detail.belongs)
        self._caution.show_caution(view.caution)
        note = detail.closed or view.note
        self._note.show_text(note)
        self._note.setVisible(bool(note))


class Part(QWidget):
    """A small heading and a paragraph, gone when there is nothing to say."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(Label(title, "label", "ink-2"))
        self._words = Label("", "body", wrap=True)
        column.addWidget(self._words)

    def show_part(self, text: str) -> None:
        """Say something else."""
        self._words.show_text(text)
        self.setVisible(bool(text))
