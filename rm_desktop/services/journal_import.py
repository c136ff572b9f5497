"""Journals of elsewhere into the private vault: looked at first, then taken in, never overwriting.

Both run in a worker on a connection of their own. What is here already is left alone; what was
changed here or there since comes beside it as an entry of its own, marked by a tag. Entries are
stored some hundred at a time, so that a kill or a cancel leaves whole ones, and a second try adds
only the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.journal import Page, PageKind, page_to_plain, wall_ms
from rm_desktop.exchange.journal_entries import Attachment, ImportedEntry, Refused
from rm_desktop.exchange.journal_sources import read_journal
from rm_desktop.services.journal_incoming import Incoming, Tally, mark
from rm_desktop.services.journal_known import Known, Verdict
from rm_desktop.services.page_rows import page_row, page_words
from rm_desktop.vault.rows import NewText

if TYPE_CHECKING:
    from rm_desktop.services.private import Private
    from rm_desktop.vault.vault import Vault

#: Entries that are stored as one.
BATCH = 200

Progress = Callable[[int], None]
Asked = Callable[[], bool]


class JournalImport:
    """Imports into the open private vault. A lock ends one as a cancel does."""

    def __init__(
        self,
        private: Private,
        new_id: Callable[[], str],
        now_ms: Callable[[], int],
        zone: Callable[[], str],
        back_up: Callable[[], object],
        batch: int = BATCH,
    ) -> None:
        """`back_up` makes a verified copy; it is called before the first entry is stored.

        `batch` is how many entries are stored as one.
        """
        self._private = private
        self._new_id = new_id
        self._now_ms = now_ms
        self._zone = zone
        self._back_up = back_up
        self._batch = batch

    def look_at(
        self, path: Path, progress: Progress | None = None, stop: Asked | None = None
    ) -> Incoming:
        """Return what `take_in` would do; nothing is written. For a worker."""
        vault = self._private.vault().again()
        try:
            tally, known = Tally(), Known(vault)
            for entry in self._entries(path, tally, progress, stop):
                verdict = known.verdict(entry)
                tally.count(verdict, entry)
                if verdict != Verdict.HERE:
                    known.add(entry, entry.page)
            return tally.result()
        finally:
            vault.close()

    def take_in(
        self, path: Path, progress: Progress | None = None, stop: Asked | None = None
    ) -> Incoming:
        """Store what is not here yet; return what was done. For a worker.

        Raises `KnownError` if the backup or the disk fails; whole batches stay.
        """
        vault = self._private.vault().again()
        try:
            return self._take_in(path, vault, progress, stop)
        finally:
            vault.close()

    def _take_in(
        self, path: Path, vault: Vault, progress: Progress | None, stop: Asked | None
    ) -> Incoming:
        tally, known, batch = Tally(), Known(vault), list[tuple[Page, str]]()
        is_safe = False
        for entry in self._entries(path, tally, progress, stop):
            verdict = known.verdict(entry)
            tally.count(verdict, entry)
            if verdict == Verdict.HERE:
                continue
            if not is_safe:
                self._back_up()
                is_safe = True
            page = self._page(entry, verdict, known)
            known.add(entry, page)
            batch.append((page, entry.text))
            if len(batch) >= self._batch:
                _store(vault, batch)
        _store(vault, batch)
        return tally.result()

    def _entries(
        self, path: Path, tally: Tally, progress: Progress | None, stop: Asked | None
    ) -> Iterator[ImportedEntry]:
        """Yield what can come in and count the rest, until somebody asks to stop."""
        for read, found in enumerate(read_journal(path, self._zone()), start=1):
            if not self._private.is_open or (stop and stop()):
                tally.is_whole = False
                return
            if isinstance(found, Refused):
                tally.refuse(found)
            elif isinstance(found, Attachment):
                tally.attachments += 1
            else:
                yield found
            if progress:
                progress(read)

    def _page(self, entry: ImportedEntry, verdict: Verdict, known: Known) -> Page:
        """Return the page that an entry becomes; its own id comes back with it if it is free."""
        page, now = entry.page, self._now_ms()
        if verdict == Verdict.NEW and page.id and not known.has(page.id):
            return replace(page, made_at=page.made_at or now)
        is_copy = verdict == Verdict.CHANGED
        return replace(
            page,
            id=self._new_id(),
            kind=PageKind.ENTRY if page.kind == PageKind.NOTE else page.kind,
            tags=(*page.tags, mark()) if is_copy and mark() not in page.tags else page.tags,
            source=entry.fingerprint,
            made_at=now,
        )


def _store(vault: Vault, batch: list[tuple[Page, str]]) -> None:
    """Store pages with their words as one, and empty the batch."""
    # in the order of time: FTS5 ends a list of words at each row that is earlier than the last
    batch.sort(key=lambda each: wall_ms(each[0].written))
    vault.add_texts([new_text(page, text) for page, text in batch])
    batch.clear()


def new_text(page: Page, text: str) -> NewText:
    """Return a page that is new to a vault, with all that is stored of it."""
    document = TextDocument(page.id)
    document.splice(0, 0, text)
    blank = page_to_plain(Page(page.id))
    known = page_to_plain(page)  # most of its 17 fields say nothing, and each costs its own
    document.set_about({name: value for name, value in known.items() if value != blank[name]})
    words = None if page.binned_at else page_words(page, text)
    return NewText(page_row(page, text), document.commit(), words)
