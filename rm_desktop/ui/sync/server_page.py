"""What can the server read? The latest envelope, byte for byte, and what each part of it tells.

Purpose: trust by looking. States: nothing sent yet, an envelope; one column, two. Keys: those of
    its parts. Signals: `back_requested`, `copy_requested(str)`. Tokens: those of its parts.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.sync_state import SeenField, ServerView
from rm_desktop.domain.sync_words import size_words
from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.bytes_view import BytesView
from rm_desktop.ui.sync.columns import ColumnsPage
from rm_desktop.ui.sync.dump import dump_lines, field_meaning, field_words, in_groups
from rm_desktop.ui.sync.rows import emptied
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label

#: Below this width (at 100 %) the two columns stand below each other.
_TWO_COLUMNS = 980


class ServerPage(ColumnsPage):
    """`show_envelope(view, title, place)`."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sharing"), _TWO_COLUMNS, parent)
        self.setObjectName("server-view")
        self.show_columns((self._make_bytes(),), self._make_meanings())
        self._shown: ServerView | None = None

    def show_envelope(self, view: ServerView | None, title: str, place: str) -> None:
        """Show the bytes, or that nothing was sent yet."""
        words = tr("The latest envelope from this laptop, as {place} has it.", place=place)
        self.header.show_words(title, words)
        self._none.setVisible(view is None)
        for part in (self.bytes, self.copy, self._legend, self._seen, self._sealed):
            part.setVisible(view is not None)
        if view is None or view == self._shown:
            return
        self._shown = view
        self._legend.show_text(
            tr(
                "{size} in all. Coloured, with a name: what can be read there. Pale: sealed.",
                size=size_words(len(view.whole)),
            )
        )
        self.bytes.show_lines(dump_lines(view.whole, view.fields))
        emptied(self._meanings)
        for field in view.fields:
            if not field.is_sealed:
                self._meanings.addWidget(_meaning(field))

    def _make_bytes(self) -> Card:
        card = Card(tr("The bytes themselves"), margin=20)
        self._none = Label(tr("Nothing has been sent from this laptop yet."), "body", "ink-2")
        self._legend = Label("", "caption", "ink-2", wrap=True)
        self.bytes = BytesView()
        self.copy = Button(tr("Copy them all"), "quiet", icon="copy")
        self.copy.setObjectName("copy-bytes")
        self.copy.clicked.connect(self._on_copy_clicked)
        card.add_action(self.copy)
        for part in (self._none, self._legend, self.bytes):
            card.body.addWidget(part)
        return card

    def _make_meanings(self) -> tuple[Card, Card]:
        self._sealed = Card(tr("What nobody there can read"), margin=20)
        self._sealed.body.addWidget(Label(field_meaning("sealed"), "body", "ink-2", wrap=True))
        private = tr("Your private pages are not even sealed in it: they never leave this laptop.")
        self._sealed.body.addWidget(Label(private, "body", "ink-2", wrap=True))
        self._seen = Card(tr("What can be read there"), margin=20)
        around = tr(
            "Besides, whoever keeps it sees when it came and its size, which is rounded up; a "
            "server, also from which network address."
        )
        self._meanings = QVBoxLayout()
        self._meanings.setSpacing(M)
        self._seen.body.addWidget(Label(around, "body", "ink-2", wrap=True))
        self._seen.body.addLayout(self._meanings)
        return self._sealed, self._seen

    def _on_copy_clicked(self) -> None:
        if self._shown is not None:
            self.copy_requested.emit(self._shown.whole.hex(" "))


def _meaning(field: SeenField) -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    name = field_words(field.name)
    column.addWidget(Label(name[:1].upper() + name[1:], "medium", wrap=True))
    column.addWidget(Label(in_groups(field.value), "caption", wrap=True))
    column.addWidget(Label(field_meaning(field.name), "caption", "ink-2", wrap=True))
    return shown
