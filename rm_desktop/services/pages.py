"""Private pages: each a text document of its own in the private vault, listed and found there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.journal import (
    Page,
    PageKind,
    page_from_plain,
    page_to_plain,
)
from rm_desktop.services.history import History, Step
from rm_desktop.services.open_page import OpenPage
from rm_desktop.services.page_rows import page_row, page_words

if TYPE_CHECKING:
    from rm_desktop.services.private import Private
    from rm_desktop.vault.vault import Vault

KEPT_DAYS = 30
_DAY_MS = 86_400_000


class Pages:
    """The pages of the open private vault."""

    def __init__(
        self, private: Private, now_ms: Callable[[], int], tell: Callable[[Changes], None]
    ) -> None:
        """Work on the private vault whenever it is open."""
        self._private = private
        self._now_ms = now_ms
        self._tell = tell
        self._open: dict[str, OpenPage] = {}
        self.history = History()
        self.before_lock = private.before_lock
        self.before_lock(self.put_away)

    def vault(self) -> Vault:
        """Return the private vault; raises `LockedError`."""
        return self._private.vault()

    def open(self, ident: str) -> OpenPage | None:
        """Return a page to read and edit, the same object while it is open; None without one."""
        vault, found = self.vault(), self._open.get(ident)
        if found is None:
            stored = vault.load_document(ident)
            if stored is None:
                return None
            document = TextDocument(ident, stored.snapshot or b"", stored.updates)
            page = page_from_plain(ident, document.about)
            found = self._open[ident] = OpenPage(page, document, self, is_new=False)
        return found

    def amend(self, ident: str, **fields: Any) -> Changes:
        """Change what is known about a page, whether an editor shows it or not."""
        with self.shown(ident) as page:
            return page.change(**fields) if page else NOTHING

    def change(self, ident: str, label: str, **fields: Any) -> Changes:
        """Change what is known about a page, with the way back.

        The label stands in menus and notices that others may see: it says what was done, not to
        which page.
        """
        with self.shown(ident) as page:
            if page is None:
                return NOTHING
            known = page.page
            try:
                return page.change(**fields)
            finally:  # what the disk refuses has been done all the same
                if page.page != known:
                    before = {name: getattr(known, name) for name in fields}
                    self.history.push(self._step(ident, label, before, fields))

    def _step(
        self, ident: str, label: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Step:
        return Step(
            label,
            lambda: self.amend(ident, **before),
            lambda: self.amend(ident, **after),
            waits=True,
        )

    def begin(self, page: Page, text: str = "") -> OpenPage:
        """Begin a page; it is stored with its first word, and an empty one leaves no trace."""
        self.vault()
        document = TextDocument(page.id)
        page = replace(page, made_at=page.made_at or self._now_ms())
        document.set_about(page_to_plain(page))
        if text:
            document.splice(0, 0, text)
        begun = self._open[page.id] = OpenPage(page, document, self, is_new=True)
        return begun

    def leave(self, ident: str) -> None:
        """Put one page away: stored, or gone for good if nothing is left in it."""
        found = self._open.get(ident)
        if found is None:
            return
        found.rest()
        found.keep_version()
        del self._open[ident]
        if found.is_stored and found.is_blank:
            self.erase(ident)

    def settle(self) -> None:
        """Store and index what is open; editors go on."""
        for page in tuple(self._open.values()):
            page.rest()

    def put_away(self) -> None:
        """Store what is open and forget it, as before a lock."""
        for ident in tuple(self._open):
            self.leave(ident)
        self.history.clear()

    def erase(self, ident: str) -> Changes:
        """Delete a page with its history for good; see `erase.py` for what backups hold."""
        found = self._open.pop(ident, None)
        if found is not None:
            found.leave_behind()
        self.vault().delete_documents([ident])
        return self.tell(ident)

    def empty_old(self) -> int:
        """Delete for good what has been in the bin for more than 30 days; return how many."""
        old = self.vault().binned_pages(self._now_ms() - KEPT_DAYS * _DAY_MS)
        for ident in old:
            self.erase(ident)
        if old:
            self.history.clear()
            self.vault().scrub_words()
        return len(old)

    def index(self, page: Page, text: str) -> None:
        """Store what lists and search show of a page."""
        row = page_row(page, text)
        others = tuple((str(kind), page.id) for kind in PageKind if kind != page.kind)
        if page.binned_at:
            removed = ((row.kind, row.id), *others)  # what is in the bin is not found
            self.vault().write(page.id, kind="text", removed=removed, items=(row,))
        else:
            words = (page_words(page, text),)
            self.vault().write(page.id, kind="text", removed=others, items=(row,), texts=words)

    def index_what_is_left(self) -> None:
        """Index what was typed but not yet rested when the app ended."""
        for ident in self.vault().dirty_documents():
            is_edited = ident in self._open
            found = self.open(ident)
            if found is not None:
                self.index(found.page, found.text)
                if not is_edited:
                    self._open.pop(ident)

    def keep_version(self, ident: str, mark: bytes, *, least_ms: int = 0) -> bool:
        """Keep a state, unless the former one is not that old; tell whether it is kept."""
        now, kept = self._now_ms(), self.vault().versions(ident)
        if kept and mark == kept[0][1]:
            return True
        if kept and 0 <= now - kept[0][0] < least_ms:
            return False
        at = max(now, kept[0][0] + 1) if kept else now  # in order, whatever the clock does
        self.vault().add_version(ident, at, mark)
        return True

    def keep_first(self, ident: str, mark: bytes) -> None:
        """Keep the state before the first change of a page of which none is kept: an import."""
        if not self.vault().versions(ident):
            self.vault().add_version(ident, self._now_ms(), mark)

    @contextmanager
    def shown(self, ident: str) -> Iterator[OpenPage | None]:
        """Have a page for a while, whether an editor shows it or not; None without one."""
        known = ident in self._open
        page = self.open(ident)
        try:
            yield page
        finally:
            if not known and not (page and page.has_unsaved):
                self._open.pop(ident, None)

    def tell(self, ident: str) -> Changes:
        """Tell the house that a page changed."""
        changes = Changes(frozenset({Kind.PAGE}), frozenset({ident}))
        self._tell(changes)
        return changes

    def tell_saved(self, ident: str) -> None:
        """Tell the house that typing was stored."""
        self._tell(Changes(frozenset({Kind.SAVED}), frozenset({ident})))
