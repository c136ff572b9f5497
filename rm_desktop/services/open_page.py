"""One private page on the desk: its words, what is known about it, its kept states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rm_desktop.documents.text import Splice, TextDocument
from rm_desktop.domain.changes import Changes
from rm_desktop.domain.journal import Page, is_empty, page_to_plain
from rm_desktop.services.open_text import OpenText

if TYPE_CHECKING:
    from rm_desktop.services.pages import Pages

#: A state one may go back to is kept when the former one is this old, in milliseconds.
VERSION_MS = 10 * 60_000


class OpenPage(OpenText):
    """One page while an editor shows it."""

    def __init__(self, page: Page, document: TextDocument, pages: Pages, *, is_new: bool) -> None:
        """Take the document of a page; a new one is stored once it holds something."""
        super().__init__(document)
        self.page = page
        self._pages = pages
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
    def has_unsaved(self) -> bool:
        """Tell whether something waits for room on the disk."""
        return bool(self._unsaved)

    @property
    def is_stored(self) -> bool:
        """Tell whether the vault knows the page."""
        return not self._is_new

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
        self._touch()
        self._document.rewrite(splices)

    @property
    def is_blank(self) -> bool:
        """Tell whether the page holds nothing but what it began with, so that it may vanish."""
        text = "" if self.text.split() == self._begun.split() else self.text
        return is_empty(self.page, text)

    def _touch(self) -> None:
        """Note that the text changes; the state before the first change can be gone back to."""
        if not self._retyped:
            self._former = b"" if self._is_new else self._document.mark
            self._retyped = True
