"""Looking through the journal: search, calendar, pairs, and what the list then shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from rm_desktop.ui.journal.content import JournalContent


class Browsing(QObject):
    """Hears what one looks for and shows what is there of it."""

    def __init__(self, content: JournalContent) -> None:
        super().__init__(content)
        self._content = content
        self._browse, self._looking = content.browse, content.looking
        self._month = content.reading.today.replace(day=1)
        self.is_empty = False
        browse = self._browse
        browse.searched.connect(self._on_searched)
        browse.every_chosen.connect(self._on_every_chosen)
        browse.all_requested.connect(self._on_all_requested)
        browse.calendar_toggled.connect(self._on_calendar_toggled)
        browse.calendar.day_chosen.connect(self._on_day_chosen)
        browse.calendar.month_shown.connect(self._on_month_shown)
        browse.day_entry_requested.connect(self._on_day_entry_requested)
        browse.list.more_requested.connect(self._on_more_requested)

    def show(self) -> None:
        """Show list and calendar as things stand."""
        self.show_list()
        self.show_days()

    def show_list(self) -> None:
        """Show what is listed, and how much there is."""
        looking, browse = self._content.looking, self._content.browse
        browse.show_rows(looking.rows, self._content.opened.id, looking.heading)
        browse.show_typed(looking.typed)
        browse.show_day(looking.day, has_entries=bool(looking.rows))
        binned = self._content.journal.count_binned()
        browse.show_total(looking.total, several=self._content.reading.has_several, binned=binned)
        self.is_empty = not (looking.total or binned or self._content.reading.has_several)
        self._content.fit()

    def show_days(self) -> None:
        """Show the dots of the month, where the calendar is open."""
        if not self._browse.calendar.isHidden():
            counts = self._content.journal.days(self._month, every=self._looking.every)
            self._browse.calendar.show_days(self._content.reading.today, counts, self._looking.day)

    def follow_tag(self, tag: str) -> None:
        """Show every entry that bears a tag."""
        self._content.panel.rest()
        self._looking.choose_tag(tag)
        self.show()
        self._content.turn(to_entry=False)

    def follow_session(self, session: str, words: str) -> None:
        """Show every entry about a session."""
        self._content.panel.rest()
        self._looking.choose_session(session, words)
        self.show()
        self._content.turn(to_entry=False)

    @Slot(str)
    def _on_searched(self, typed: str) -> None:
        self._looking.search(typed)
        self._browse.show_rows(self._looking.rows, self._content.opened.id, self._looking.heading)
        self._browse.show_day(self._looking.day, has_entries=True)

    @Slot(bool)
    def _on_every_chosen(self, every: bool) -> None:
        self._looking.choose_pairs(every=every)
        self.show()

    @Slot()
    def _on_all_requested(self) -> None:
        self._looking.choose_day(None)
        self.show()
        self._browse.list.setFocus()

    @Slot(bool)
    def _on_calendar_toggled(self, on: bool) -> None:
        if on:
            self.show_days()
        elif self._looking.day is not None:
            self._on_all_requested()

    @Slot(object)
    def _on_month_shown(self, month: date) -> None:
        self._month = month
        self.show_days()

    @Slot(object)
    def _on_day_chosen(self, day: date) -> None:
        self._looking.choose_day(day)
        self.show()
        self._content.open_first()

    @Slot()
    def _on_day_entry_requested(self) -> None:
        self._content.begin(day=self._looking.day)

    @Slot()
    def _on_more_requested(self) -> None:
        if self._looking.more():
            self._browse.list.show_rows(self._looking.rows)
