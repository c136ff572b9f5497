"""Which entries the list shows: all stretch by stretch, those of a day, or what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rm_desktop.domain.date_words import long_day
from rm_desktop.domain.journal import Page
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.page_rows import PREVIEW
from rm_desktop.ui.journal.rows import EntryRow, RowWords

if TYPE_CHECKING:
    from rm_desktop.services.journal import Journal, Listed

#: So many are read at a time: more than two screens full.
STRETCH = 50
#: Beyond this a longer search helps nobody.
_MOST_FOUND = 800


class Looking:
    """What was asked for and what is shown of it; `words` says rows as of now."""

    def __init__(self, journal: Journal, words: Callable[[], RowWords]) -> None:
        """Begin with the newest entries about this pair."""
        self._journal = journal
        self._words = words
        self.typed = ""
        self.day: date | None = None
        self.every = False
        self._about: dict[str, str] = {}  # a tag or a session
        self._about_words = ""
        self.rows: tuple[EntryRow, ...] = ()
        self.total = 0
        self._listed: list[Listed] = []
        self._most = STRETCH
        self._last_row: int | None = None
        self._has_more = False

    def search(self, typed: str) -> None:
        """Show what holds the words typed; none shows all again."""
        if typed.strip() != self.typed:
            self._begin(typed=typed.strip())

    def choose_day(self, day: date | None) -> None:
        """Show the entries of a day, or all again."""
        self._begin(day=day)

    def choose_tag(self, tag: str) -> None:
        """Show the entries that bear a tag."""
        self._begin(about={"tag": tag}, words=f"#{tag}")

    def choose_session(self, session: str, words: str) -> None:
        """Show the entries about a session."""
        self._begin(about={"session": session}, words=words)

    def _begin(
        self,
        *,
        typed: str = "",
        day: date | None = None,
        about: dict[str, str] | None = None,
        words: str = "",
    ) -> None:
        self.typed, self.day = typed, day
        self._about, self._about_words = about or {}, words
        self._most = STRETCH
        self.look()

    def choose_pairs(self, *, every: bool) -> None:
        """Show entries about any pair, or about this one."""
        self.every = every
        self.look()

    def look(self) -> None:
        """Read again what is shown, as far as it was shown."""
        words = self._words()
        if self.typed:
            self._look_for(words)
            return
        self.total = self._journal.count(every=self.every)
        if self.day is not None:
            self._listed = self._journal.on(self.day, every=self.every)
            self.rows = tuple(map(words.row, self._listed))
            self._has_more = False
            return
        self._last_row, self.rows, self._listed = None, (), []
        self._read(words, max(STRETCH, self._most))

    def touch(self, page: Page, text: str) -> bool:
        """Say the row of one entry anew; False where more than its row may have changed."""
        if self.typed or self._about:
            return False
        at = next((n for n, each in enumerate(self._listed) if each.page.id == page.id), -1)
        if at < 0 or page.binned_at or self._listed[at].page.written != page.written:
            return False
        preview = " ".join(text[: 2 * PREVIEW].split())[:PREVIEW]
        self._listed[at] = listed = self._listed[at]._replace(page=page, preview=preview)
        self.rows = (*self.rows[:at], self._words().row(listed), *self.rows[at + 1 :])
        return True

    def more(self) -> bool:
        """Read the next stretch; tell whether there was one."""
        if not self._has_more:
            return False
        words = self._words()
        self._most += STRETCH
        if self.typed:
            self._most = min(4 * self._most, _MOST_FOUND)
            self._look_for(words)
        else:
            self._read(words, STRETCH)
        return True

    @property
    def heading(self) -> str:
        """What is shown, in words; empty where that is everything."""
        if self.typed:
            n = len(self.rows)
            if self._has_more:
                return tr("The newest {n} of more entries", n=n)
            return trn("{n} entry found", "{n} entries found", n) if n else tr("Nothing found")
        if self.day is not None:
            n = len(self.rows)
            count = trn("{n} entry", "{n} entries", n) if n else tr("nothing written")
            return tr("{day} · {count}", day=long_day(self.day), count=count)
        if self._about:
            n = self._journal.count(every=self.every, **self._about)
            count = trn("{n} entry", "{n} entries", n)
            return tr("{about} · {count}", about=self._about_words, count=count)
        return ""

    def _look_for(self, words: RowWords) -> None:
        found = self._journal.find(self.typed, every=self.every, limit=self._most + 1)
        self._has_more = len(found) > self._most and self._most < _MOST_FOUND
        self.rows = tuple(map(words.found, found[: self._most]))

    def _read(self, words: RowWords, limit: int) -> None:
        listed = self._journal.listed(
            every=self.every, before=self._last_row, limit=limit, **self._about
        )
        self._has_more = len(listed) == limit
        if listed:
            self._last_row = listed[-1].row
        self._listed += listed
        self.rows += tuple(map(words.row, listed))
        self._most = max(STRETCH, len(self.rows))
