"""A card with shared passages.

Purpose: what was shown stays to be found. States: not there without one; each unread, read, or
    still to be taken back.
Keys: those of its buttons. Signals: `read_requested(str)`, `withdraw_requested(str)`.
Tokens: those of its parts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.passages.rows import PassageRow
from rm_desktop.ui.theme.tokens import XS, M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class PassagesCard(Card):
    """`show_passages(rows)`; `row(id)` is one of them."""

    read_requested = Signal(str)
    withdraw_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shared passages"), parent=parent)
        self.setObjectName("passages")
        self._rows: dict[str, PassageView] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(M)
        self.body.addLayout(self._list)
        self.hide()

    def row(self, ident: str) -> PassageView | None:
        """Return the row of a passage."""
        return self._rows.get(ident)

    def show_passages(self, rows: tuple[PassageRow, ...]) -> None:
        """Show passages; rows that stay as they are keep the focus."""
        if rows != tuple(view.row for view in self._rows.values()):
            former, self._rows = self._rows, {}
            for place, row in enumerate(rows):
                view = former.pop(row.id, None)
                if view is None or view.row != row:
                    if view is not None:
                        _drop(view)
                    view = PassageView(row, self)
                    view.read_requested.connect(self.read_requested)
                    view.withdraw_requested.connect(self.withdraw_requested)
                self._rows[row.id] = view
                self._list.insertWidget(place, view)
            for view in former.values():
                _drop(view)
        self.setVisible(bool(rows))


class PassageView(QWidget):
    """One passage: its author's colour, its words or a button, and when."""

    read_requested = Signal(str)
    withdraw_requested = Signal(str)

    def __init__(self, row: PassageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.setAccessibleName(tr("A passage of {name}’s", name=row.name))
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(Label(row.name, "label", "ink-2"))
        text = Label(row.text or tr("There is a passage for you to read."), "body", wrap=True)
        text.set_tone("ink" if row.text else "ink-2")
        if row.text:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(text)
        words.addWidget(Label(row.words, "caption", "ink-2", wrap=True))
        left = Qt.AlignmentFlag.AlignLeft
        if row.can_read:
            read = Button(tr("Read it"))
            read.setObjectName("passage-read")
            read.clicked.connect(lambda: self.read_requested.emit(row.id))
            words.addWidget(read, 0, left)
        if row.can_withdraw:
            back = Button(tr("Take it back"), "quiet")
            back.setObjectName("passage-withdraw")
            back.setAccessibleDescription(tr("Possible until it is read"))
            back.clicked.connect(lambda: self.withdraw_requested.emit(row.id))
            words.addWidget(back, 0, left)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(M)
        across.addWidget(VoiceBar(row.voice, row.name))
        across.addLayout(words, 1)


def _drop(view: PassageView) -> None:
    view.hide()
    view.setParent(None)
    view.deleteLater()
