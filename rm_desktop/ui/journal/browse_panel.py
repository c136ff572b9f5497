"""The left side of the journal: search, calendar and list.

Purpose: find an entry. States: everything, a day, found; the calendar folded or not.
Keys: Ctrl+F and Ctrl+Shift+F in the list go to the search; Down in the search goes to the list.
Signals: `searched(str)`, `every_chosen(bool)`, `all_requested`, `calendar_toggled(bool)`,
    `day_entry_requested`, `bin_requested`; those of the list and the calendar.
Tokens: surface, line, ink-2.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.journal.calendar import Calendar
from rm_desktop.ui.journal.entry_list import EntryList
from rm_desktop.ui.journal.rows import EntryRow
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.search_field import SearchField


class BrowsePanel(Card):
    """`show_rows(rows, chosen, heading)`, `show_total(n)`; the screen decides what they are."""

    searched = Signal(str)
    every_chosen = Signal(bool)
    all_requested = Signal()
    calendar_toggled = Signal(bool)
    day_entry_requested = Signal()
    bin_requested = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(margin=M, fill=True, parent=parent)
        self.setObjectName("journal-browse")
        self.search = SearchField(tr("Search the journal"), "")
        self.search.setObjectName("journal-search")
        self.toggle = IconButton("calendar", tr("Calendar"), checkable=True)
        self.toggle.setObjectName("journal-calendar-toggle")
        self.calendar = Calendar(today)
        self.calendar.hide()
        self.every = FilterChip(tr("All pairs"))
        self.every.setObjectName("journal-every")
        self._heading = Label("", "caption", "ink-2", wrap=True)
        self._heading.setObjectName("journal-heading")
        self._all = IconButton("close", tr("Show all entries"), small=True)
        self._all.setObjectName("journal-show-all")
        self._begin = Button(tr("Write on this day"))
        self._begin.setObjectName("journal-day-entry")
        self.list = EntryList()
        self.bin = Button("", "quiet", icon="bin")
        self.bin.setObjectName("journal-open-bin")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(XS)
        head.addWidget(self.search, 1)
        head.addWidget(self.toggle)
        says = QHBoxLayout()
        says.setContentsMargins(S, 0, 0, 0)
        says.addWidget(self._heading, 1)
        says.addWidget(self._all)
        every = QHBoxLayout()
        every.addWidget(self.every)
        every.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.calendar)
        self.body.addLayout(every)
        self.body.addLayout(says)
        self.body.addWidget(self._begin)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.bin)

    def _connect(self) -> None:
        self.search.search_changed.connect(self.searched)
        self.search.submitted.connect(self._on_submitted)
        self.search.installEventFilter(self)
        self.toggle.toggled.connect(self._on_toggled)
        self.every.toggled.connect(self.every_chosen)
        self._all.clicked.connect(self.all_requested)
        self._begin.clicked.connect(self.day_entry_requested)
        self.bin.clicked.connect(self.bin_requested)

    def show_rows(self, rows: tuple[EntryRow, ...], chosen: str, heading: str) -> None:
        """Show entries and what they are; no heading means that they are all."""
        self.list.show_rows(rows)
        self.list.show_chosen(chosen)
        if heading != self._heading.text():
            self._heading.show_text(heading)
        self._heading.setVisible(bool(heading))
        self._all.setVisible(bool(heading))
        self.search.setAccessibleDescription(heading)

    def show_day(self, day: date | None, *, has_entries: bool) -> None:
        """Offer to write on a day that is shown."""
        another = tr("Write another on this day")
        self._begin.set_text(another if has_entries else tr("Write on this day"))
        self._begin.setVisible(day is not None)

    def show_total(self, total: int, *, several: bool, binned: int) -> None:
        """Say how much there is to search, and whether there is a bin or another pair."""
        some = trn("Search {n} entry…", "Search {n} entries…", total)
        self.search.setPlaceholderText(some if total else tr("Search…"))
        self.every.setVisible(several)
        self.bin.set_text(tr("Bin ({n})", n=binned))
        self.bin.setVisible(bool(binned))

    def show_typed(self, typed: str) -> None:
        """Show what is searched for without telling anybody."""
        if typed != self.search.text().strip():
            self.search.blockSignals(True)
            self.search.show_text(typed)
            self.search.blockSignals(False)

    def _on_toggled(self, on: bool) -> None:
        self.calendar.setVisible(on)
        self.calendar_toggled.emit(on)
        if on:
            self.calendar.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_submitted(self) -> None:
        if self.list.rows:
            self.list.setCurrentIndex(self.list.rows_model.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down lead from the search into the list."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Down and self.list.rows:  # type: ignore[attr-defined]
            self._on_submitted()
            return True
        return super().eventFilter(watched, event)
