"""Private notes beside a topic, with the lock before them and the rules of who is looking.

Purpose: the part a screen shows of them. States: not there (the partner writes, the screen is
    shared, no topic); locked: one button; unlocked: see NoteArea.
Keys: those of its parts. Signals: `wanted(bool)`: whether there is anything to show;
    `opened(bool)`: whether the words are.
Tokens: those of its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import may_show
from rm_desktop.ui.private.gate import PrivateGate
from rm_desktop.ui.private_notes.area import NoteArea
from rm_desktop.ui.private_notes.fold import Fold
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.label import Label

if TYPE_CHECKING:
    from rm_desktop.services.open_page import OpenPage
    from rm_desktop.ui.screen import Context


class PrivateNotes(QWidget):
    """`show_item(topic)`; call it again when who may look has changed."""

    wanted = Signal(bool)
    opened = Signal(bool)

    def __init__(self, context: Context, *, folded: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._folded = context, folded
        self._item = ""
        self._area: NoteArea | None = None
        self._was_locked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        purpose = tr("Private notes beside your topics: only you can read them.")
        self._gate = PrivateGate(context, self._make_area, purpose, compact=True)
        self._caption = Label(tr("Private notes · only you"), "label", "ink-2", wrap=True)
        self._gate.closed.connect(self._on_gate_closed)
        column.setSpacing(S)
        column.addWidget(self._caption)
        column.addWidget(self._gate)
        self.hide()

    @property
    def area(self) -> NoteArea | None:
        """What stands behind the lock, None while it is locked."""
        return self._area

    def show_item(self, item: str) -> None:
        """Stand beside a topic (or beside none), as far as anybody may see that now."""
        is_wanted = item in self._context.desk.open_pair.pair.items and may_show(self._context)
        self._item = item if is_wanted else ""
        if self.area is not None:
            self.area.turn_to(self._item)
        self.setVisible(is_wanted)
        self._was_locked |= is_wanted and not self._context.profile.private_is_open
        self.wanted.emit(is_wanted)

    def cover(self) -> None:
        """Store what is half typed and hide the words, as before another screen comes."""
        if self.area is not None:
            self.area.cover()

    @Slot()
    def _on_gate_closed(self) -> None:
        self._area = None
        self._caption.show()
        self.opened.emit(False)

    def _make_area(self) -> QWidget:
        self._caption.hide()  # what is made has a line of its own
        # who unlocks it here wants to write here
        fold = Fold(folded=self._folded and not self._was_locked)
        area = self._area = NoteArea(
            fold,
            self._read,
            self._leave,
            lambda: time_words(self._context.profile.local_now()),
            foldable=self._folded,
        )
        area.refused.connect(lambda sentence: self._context.say(sentence, "", None))
        area.opened.connect(self.opened)
        area.turn_to(self._item)
        return area

    def _read(self, item: str) -> OpenPage | None:
        return self._context.attempt(lambda: self._context.desk.private_notes.open(item))

    def _leave(self, item: str) -> None:
        """Put the text away: one in which nothing is left leaves no trace."""
        if self._context.profile.private_is_open:
            self._context.attempt(lambda: self._context.desk.private_notes.leave(item))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._was_locked = False
