"""What the owner noted beside topics for themselves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rm_desktop.domain.journal import Page, PageKind, note_id
from rm_desktop.domain.words import tr
from rm_desktop.services.open_page import OpenPage
from rm_desktop.services.page_rows import page_of
from rm_desktop.services.pages import Pages
from rm_desktop.vault.page_shelf import PagesOf

if TYPE_CHECKING:
    from rm_desktop.services.open_pair import OpenPair

_ALL = 10_000


class PrivateNotes:
    """One private page beside each topic of the open pair."""

    def __init__(self, pages: Pages, pair: OpenPair, local_now: Callable[[], str]) -> None:
        """Work on the private pages of the open pair's owner."""
        self.pages = pages
        self._open = pair
        self._local_now = local_now

    def open(self, item: str) -> OpenPage:
        """Return the note beside a topic; one that stays empty leaves no trace."""
        ident = note_id(item)
        found = self.pages.open(ident)
        topic = self._open.pair.items[item]
        if found is None:
            page = Page(
                ident,
                PageKind.NOTE,
                self._open.id,
                written=self._local_now(),
                session=topic.session,
                item=item,
                beside=topic.title,
            )
            return self.pages.begin(page)
        found.change(session=topic.session, beside=topic.title, binned_at=0)
        return found

    def noted(self, items: Iterable[str]) -> set[str]:
        """Return those of some topics that have a private note."""
        ids = {note_id(item): item for item in items}
        return {ids[ident] for ident in self.pages.vault().known_pages(PageKind.NOTE, tuple(ids))}

    def leave(self, item: str) -> None:
        """Put the note beside a topic away, as its editor closes."""
        self.pages.leave(note_id(item))

    def adopt_left(self) -> int:
        """Make entries of the notes whose topic was deleted for good; return how many.

        What somebody wrote for themselves is not deleted with what two people shared: it is found
        in the journal, under the topic's title.
        """
        of = PagesOf(PageKind.NOTE, self._open.id)
        pages = [page_of(row.body, row.id) for row in self.pages.vault().pages(of, limit=_ALL)]
        left = [page for page in pages if page.item not in self._open.pair.items]
        for page in left:
            title = page.beside or tr("Beside a topic that was deleted")
            self.pages.amend(page.id, kind=str(PageKind.ENTRY), title=title, item="")
        return len(left)
