"""Private pages: each a text document of its own in the private vault, listed and found there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rm_desktop.documents.text import Listener, Splice, TextDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.journal import (
    Page,
    PageKind,
    is_empty,
    page_from_plain,
    page_to_plain,
    wall_ms,
)
from rm_desktop.services.history import History, Step
from rm_desktop.vault.rows import ItemRow, SearchRow

if TYPE_CHECKING:
    from rm_desktop.services.private import Private
    from rm_desktop.vault.vault import Vault

PREVIEW = 200
KEPT_DAYS = 30
_DAY_MS = 86_400_000
#: A state one may go back to is kept when the former one is this old, in milliseconds.
VERSION_MS = 10 * 60_000


class OpenPage:
    """One page while an editor shows it; positions are UTF-16 units. See `notes.OpenNotes`."""

    def __init__(self, page: Page, document: TextDocument, pages: Pages, *, is_new: bool) -> None:
        """Take the document of a page; a new one is stored once it holds something."""
        self.page = page
        self._document = document
        self._pages = pages
        self._unsaved: list[bytes] = []
        self._unindexed = False
        self._retyped = is_new
        self._former = b""  # the state before the first change, until it is kept
        self._begun = document.text if is_new else ""
        self._is_new = is_new
        self._is_gone = False

    @property
    def id(self) -> str:
        """The page's id."""
        return self.page.id

    @property
    def text(self) -> str:
        """The whole text."""
        return self._document.text

    @property
    def length(self) -> int:
        """The length in UTF-16 units."""
        return self._document.length

    @property
    def has_unsaved(self) -> bool:
        """Tell whether something waits for room on the disk."""
        return bool(self._unsaved)

    @property
    def is_stored(self) -> bool:
        """Tell whether the vault knows the page."""
        return not self._is_new

    def slice(self, start: int, end: int) -> str:
        """Return the text between two positions."""
        return self._document.slice(start, end)

    def splice(self, at: int, removed: int, inserted: str) -> None:
        """Replace a stretch; it is stored by the next `save`."""
        self._retype()
        self._document.splice(at, removed, inserted)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes that did not come in through `splice`; return how to stop."""
        return self._document.listen(listener)

    def can_undo(self) -> bool:
        """Tell whether there is typing to take back."""
        return self._document.can_undo()

    def can_redo(self) -> bool:
        """Tell whether something taken back can be done again."""
        return self._document.can_redo()

    def undo(self) -> None:
        """Take back the latest stretch of typing."""
        self._retype()
        self._document.undo()
        self.save()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._retype()
        self._document.redo()
        self.save()

    def change(self, **fields: Any) -> Changes:
        """Change what is known about the page, store it and tell the house."""
        changed = replace(self.page, **fields)
        if changed == self.page:
            return Changes(frozenset())
        self.page = changed
        self._document.set_about(page_to_plain(changed))
        self._unindexed = True
        try:
            self._store_and_index()
        finally:  # what the disk refuses is on screen, and stored later
            changes = self._pages.tell(self.id)
        return changes

    def save(self) -> bool:
        """Store what was typed; tell whether there was anything.

        Raises `KnownError` when the disk refuses; the typing is kept for the next call.
        """
        if self._is_gone:
            return False
        self._unsaved += self._document.commit()
        if not self._unsaved or (self._is_new and self.is_blank):
            return False
        self._pages.vault().write(self.id, kind="text", updates=tuple(self._unsaved), dirty=True)
        self._unsaved.clear()
        self._unindexed, self._is_new = True, False
        self._pages.tell_saved(self.id)
        return True

    def rest(self) -> None:
        """Store and index the words, as the editor rests, loses focus or closes."""
        if self._store_and_index():
            self._pages.tell(self.id)

    def _store_and_index(self) -> bool:
        self.save()
        if not self._unindexed or self._is_new or self._is_gone:
            return False
        self._pages.index(self.page, self.text)
        self.keep_version(least_ms=VERSION_MS)
        self._unindexed = False
        return True

    def keep_version(self, *, least_ms: int = 0) -> None:
        """Keep the present text among those one may go back to, unless it was not touched."""
        if self._retyped and not self._is_new and not self._is_gone:
            if self._former:
                self._pages.keep_first(self.id, self._former)
                self._former = b""
            self._retyped = not self._pages.keep_version(
                self.id, self._document.mark, least_ms=least_ms
            )

    def leave_behind(self) -> None:
        """Store nothing any more: the page was erased, whatever an editor still holds."""
        self._is_gone = True

    def text_at(self, mark: bytes) -> str:
        """Return the text as it was at a kept state."""
        return self._document.text_at(mark)

    def texts_at(self, marks: list[bytes]) -> list[str | None]:
        """Return the text as it was at several kept states, None for one that is gone."""
        return self._document.texts_at(marks)

    def rewrite(self, splices: tuple[Splice, ...]) -> None:
        """Make an edit that nobody typed; it is one step of undo, and listeners hear of it."""
        self._retype()
        self._document.rewrite(splices)

    @property
    def is_blank(self) -> bool:
        """Tell whether the page holds nothing but what it began with, so that it may vanish."""
        text = "" if self.text.split() == self._begun.split() else self.text
        return is_empty(self.page, text)

    def _retype(self) -> None:
        """Note that the text changes; the state before the first change can be gone back to."""
        if not self._retyped:
            self._former = b"" if self._is_new else self._document.mark
            self._retyped = True


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


def page_row(page: Page, text: str) -> ItemRow:
    """Return what lists show of a page."""
    return ItemRow(
        document=page.id,
        kind=page.kind,
        id=page.id,
        title=page.title or page.beside,
        session=page.session or None,
        at=wall_ms(page.written),
        state=page.state,
        live=not page.binned_at,
        preview=" ".join(text[: 2 * PREVIEW].split())[:PREVIEW],
        body=json.dumps(page_to_plain(page), ensure_ascii=False),
        pair=page.pair or None,
    )


def page_words(page: Page, text: str) -> SearchRow:
    """Return the words by which a page is found: its title, its text and its tags."""
    tags = " ".join(f"#{tag}" for tag in page.tags)
    title = page.title or page.beside
    return SearchRow(page.id, page.kind, page.id, title, f"{text}\n{tags}" if tags else text)


def page_of(body: str, ident: str) -> Page:
    """Return the page that a row's body describes."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        plain = {}
    return page_from_plain(ident, plain if isinstance(plain, dict) else {})


__all__ = ["OpenPage", "Page", "PageKind", "Pages", "page_of", "page_row", "page_words"]
