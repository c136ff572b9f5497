"""What a pasted list comes to, before it is added: topics with their minutes, and what is left out.

Purpose: opens where the agenda is. States: topics, or none found. Keys: Enter adds, Escape closes.
Signals: `accepted`, `closed`. Tokens: those of its parts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.paste import PastedItem, PastedList
from rm_desktop.domain.text import harmless, one_line
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label

_MOST_LEFT_OUT = 8
_LONGEST_LINE = 90


class PastePanel(Card):
    """`show_list(pasted)` opens it; hidden until then."""

    accepted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("From your list"), parent=parent)
        self.setObjectName("paste-panel")
        self._words = Label("", "body", "ink-2", wrap=True)
        self._list = AgendaList(tr("Topics in your list"), frozenset(), source="paste", grow=True)
        self._list.setDragEnabled(False)
        self._left_out = Label("", "caption", "ink-3", wrap=True)
        self._add = Button("", "primary")
        self._add.setObjectName("add-pasted")
        cancel = Button(tr("Cancel"), "quiet")
        cancel.setObjectName("cancel-paste")
        row = FlowRow(gap=S)
        row.add(self._add)
        row.add(cancel)
        for widget in (self._words, self._list, self._left_out, row):
            self.body.addWidget(widget)
        self._add.clicked.connect(self.accepted)
        self._list.next_requested.connect(self._on_next_requested)
        cancel.clicked.connect(self.closed)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """What was found and what is left out, as it is read."""
        return self._words.text(), self._left_out.text()

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """The topics to be."""
        return self._list.rows

    def show_list(self, pasted: PastedList, voice: str) -> None:
        """Open with what was found; `voice` is whose topics they will be."""
        n, minutes = len(pasted.items), sum(item.minutes or 0 for item in pasted.items)
        found = trn("{n} topic found", "{n} topics found", n)
        if minutes:
            found = tr("{found}, {minutes} min", found=found, minutes=minutes)
        self._words.show_text(found if n else tr("No topics were found in what you copied."))
        self._list.show_rows([_row(n, item, voice) for n, item in enumerate(pasted.items)])
        self._left_out.show_text(left_out_words(pasted.ignored))
        self._left_out.setVisible(bool(pasted.ignored))
        self._add.set_text(trn("Add {n} topic", "Add {n} topics", n))
        self._add.setVisible(bool(n))
        self.show()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next_requested(self, _row: str) -> None:
        self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def left_out_words(ignored: tuple[str, ...]) -> str:
    """Return which lines become no topics."""
    shown = [f"“{harmless(one_line(line, _LONGEST_LINE))}”" for line in ignored[:_MOST_LEFT_OUT]]
    if rest := len(ignored) - len(shown):
        shown.append(trn("{n} line more", "{n} lines more", rest))
    return tr("Left out: {lines}", lines=", ".join(shown))


def _row(n: int, item: PastedItem, voice: str) -> AgendaRow:
    note = ""
    if item.notes:
        note = tr("with notes: {words}", words=one_line(item.notes.lstrip("- "), _LONGEST_LINE))
    return AgendaRow(
        str(n),
        harmless(item.title),
        item.minutes or 0,
        "you" if voice == "you" else "them",
        note=harmless(note),
    )
