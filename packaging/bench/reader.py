"""A visitor who reads their journal: unlocks, searches, opens entries.

python -m bench.reader      given a profile's folder and key and the key of its private vault,
                            asked for `unlock`, `search` and words, or `entries`
"""

from __future__ import annotations

import sys
from functools import partial
from typing import cast

from PySide6.QtTest import QTest

from bench.visitor import Visitor, answer_as
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.journal.rows import EntryRow
from rm_desktop.ui.journal.screen import JournalScreen
from rm_desktop.ui.places import Place, Where

#: Entries that are opened one after the other, from the newest on.
OPENED = 30


class Reader(Visitor):
    """A person before the journal; `unlock` comes first."""

    def unlock(self, private: str) -> dict[str, float]:
        """Give the key that was derived, in front of the locked journal; locked again before."""
        self.settle()
        vault = self.conductor.profile.private
        vault.lock()
        self.until_rest(partial(self.conductor.go, Place(Where.JOURNAL)))
        self.expect(self._screen.content is None)
        took = self.until_rest(partial(vault.open, bytes.fromhex(private)))
        self.expect(len(self._rows()) > OPENED)
        return {"ms": took}

    def search(self, words: str) -> dict[str, float]:
        """Type the last letter of a search."""
        field = self._content.browse.search
        field.setText(words[:-1])
        self.until_rest(lambda: None)
        took = self.until_rest(lambda: QTest.keyClicks(field, words[-1]))
        self.expect(field.text() == words and bool(self._rows()))
        return {"ms": took}

    def entries(self) -> dict[str, list[float]]:
        """Open the newest entries one after the other."""
        content = self._content
        content.browse.search.clear()
        self.until_rest(lambda: None)
        took = []
        for row in self._rows()[1 : 1 + OPENED]:
            took.append(self.until_rest(partial(content.browse.list.item_chosen.emit, row.id)))
            page = content.opened.page
            self.expect(page is not None and page.id == row.id)
            self.expect(page is not None and content.panel.pane.edit.written == page.text)
        return {"ms": took}

    @property
    def _screen(self) -> JournalScreen:
        return cast("JournalScreen", self.conductor.screen)

    @property
    def _content(self) -> JournalContent:
        content = self._screen.content
        if content is None:
            raise SystemExit("the journal is locked")
        return content

    def _rows(self) -> tuple[EntryRow, ...]:
        return self._content.looking.rows


if __name__ == "__main__":
    sys.exit(answer_as(Reader))
