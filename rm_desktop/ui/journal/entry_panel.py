"""One entry: what it is about, its title, its text, and what belongs under it.

Purpose: write. States: nothing open (one sentence, one button), an entry, an entry in the bin.
Keys: Ctrl+F finds in the text; Escape in the text goes back to the list.
Signals: `title_kept(str)`, `more_requested(QPoint)`, `begin_requested`, `escaped`, `refused(str)`,
    `counted(int)` words while one writes; those of its parts. Tokens: surface, line, ink-2, ink-3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.journal import own_word_count
from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.pane import Notes, NotesPane
from rm_desktop.ui.journal.counting import saved_words
from rm_desktop.ui.journal.fact_row import FactRow
from rm_desktop.ui.journal.facts import Facts
from rm_desktop.ui.journal.foot import EntryFoot
from rm_desktop.ui.journal.title_field import TitleField
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XXXL, L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_LEAST_EDITOR = 120
#: About eighty characters, in pixels at 100 %: longer lines are hard to come back from.
_MEASURE = 680
_NARROW = 560
_COUNT_MS = 250


class EntryPanel(Card):
    """`show_entry(text, title, facts)`; a text of None shows that nothing is open."""

    title_kept = Signal(str)
    more_requested = Signal(object)
    begin_requested = Signal()
    back_requested = Signal()
    escaped = Signal()
    refused = Signal(str)
    counted = Signal(int)

    def __init__(
        self,
        time_of_day: Callable[[], str],
        known_tags: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=0, fill=True, parent=parent)
        self.setObjectName("journal-entry")
        self._saved, self._words, self._asked = "", 0, ""
        self._scroll = ScrollColumn(margin=0, parent=self)
        sheet = self._sheet = QWidget(self._scroll.ground)
        # in the order in which Tab goes through them
        self.back = Button(tr("All entries"), "quiet", icon="chevron-left", parent=sheet)
        self.back.setObjectName("entry-back")
        self.back.hide()
        self.facts = FactRow(known_tags, sheet)
        self.more = IconButton("more", tr("More for this entry"), small=True, parent=sheet)
        self.more.setObjectName("entry-more")
        self.title = TitleField(sheet)
        self.pane = NotesPane(
            tr("Text of the entry"), "", time_of_day, tr("Write for yourself"), sheet
        )
        self.pane.edit.setMinimumHeight(px(_LEAST_EDITOR))
        self.pane.edit.setProperty("focus_ring", False)  # a page to write on: the caret says it
        self.foot = EntryFoot(sheet)
        self._prompt = Label("", "body", "ink-2", wrap=True)
        self._prompt.setObjectName("entry-prompt-text")
        self._state = Label("", "caption", "ink-3")
        self._state.setObjectName("entry-saved")
        self._empty = EmptyState("", tr("New entry"), tone="primary")
        self._empty.setObjectName("journal-empty")
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(self.facts, 1)
        side = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._state)
        row.addWidget(self.more)
        side.addLayout(row)
        side.addStretch(1)
        head.addLayout(side)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(S)
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        sheet.addLayout(back)
        sheet.addLayout(head)
        sheet.addWidget(self.title)
        sheet.addWidget(self._prompt)
        sheet.addWidget(self.pane, 1)
        sheet.addWidget(self.foot)
        scroll = self._scroll
        measure = QHBoxLayout()
        measure.addWidget(self._sheet, 1)
        scroll.body.addWidget(self._empty)
        scroll.body.addLayout(measure, 1)
        self.body.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.title.kept.connect(self.title_kept)
        self.title.text_wanted.connect(self.pane.edit.setFocus)
        self.pane.escaped.connect(self.escaped)
        self.pane.refused.connect(self.refused)
        self.pane.told.connect(self._on_told)
        self.pane.edit.typed.connect(self._count.start)
        self._count.timeout.connect(self.count)
        self.more.clicked.connect(self._on_more_clicked)
        self.back.clicked.connect(self.back_requested)
        self._empty.action_requested.connect(self.begin_requested)

    @property
    def begin_button(self) -> QWidget:
        """The button that stands where nothing is open."""
        return self._empty

    def show_entry(self, text: Notes | None, title: str, facts: Facts, *, new: bool) -> None:
        """Show an entry; `new` where it is another one than before, or read again."""
        if new:
            self.title.flush()
            self.pane.show_notes(text)
            self.facts.close_date()
            self._saved = ""
        asked, self._asked = self._asked, facts.template_text
        self.title.show_title(title)
        self.facts.show_facts(facts)
        self._prompt.show_text(facts.prompt_text)
        self._prompt.setVisible(bool(facts.prompt_text))
        self._empty.hide()
        self._sheet.show()
        if new or asked != self._asked:
            self.count()

    def show_none(self, sentence: str, action: str) -> None:
        """Say why nothing is open, with a way to begin where there is one."""
        self.pane.show_notes(None)
        self.title.show_title("")
        self.foot.show_earlier(())
        self.foot.show_passages(())
        self._sheet.hide()
        self._empty.show_words(sentence, action)
        self._empty.show()

    def let_go(self) -> None:
        """Store what is typed and let go of the text."""
        self.title.flush()
        self.pane.show_notes(None)

    def rest(self) -> None:
        """Store everything that is half typed."""
        self.title.flush()
        self.pane.rest()

    @Slot()
    def count(self) -> None:
        """Count the words and say how many there are."""
        self._words = own_word_count(self.pane.edit.written, self._asked)
        self._say()
        self.counted.emit(self._words)

    def append(self, text: str) -> None:
        """Write a text at the end, as if it were typed, and go there."""
        edit = self.pane.edit
        present = edit.written.rstrip()
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        gap = "" if not present else "\n\n"
        cursor.insertText(f"{gap}{text}")
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()

    def _on_told(self, words: str, failed: bool) -> None:
        if words:
            self._saved = words
        self._state.set_tone("warn" if failed else "ink-3")
        self._say()

    def _say(self) -> None:
        self._state.show_text(saved_words(self._saved, self._words))

    def _on_more_clicked(self) -> None:
        self.more_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        side = L if narrow else XXXL + S
        measure = max(0, self.width() - 2 * side - px(_MEASURE))
        self._scroll.body.setContentsMargins(side, 0 if narrow else M, side, 0)
        self._sheet.setMaximumWidth(self.width() if not measure else px(_MEASURE))
