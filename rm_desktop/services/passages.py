"""Passages of private pages that their owner showed the partner, and may take back until seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import Passage
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.held import LONGEST_TEXT
from rm_desktop.domain.journal import passage_id
from rm_desktop.domain.text import check_length
from rm_desktop.domain.words import tr
from rm_desktop.services.history import Step
from rm_desktop.services.open_page import OpenPage
from rm_desktop.services.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rm_desktop.services.open_pair import OpenPair


class Passages:
    """What the two of the open pair showed each other.

    The pair's document holds the words alone; which page they stand in is known to the page.
    """

    def __init__(self, pages: Callable[[], Pages], pair: OpenPair) -> None:
        """Work on the open pair, and for sharing on its owner's private pages."""
        self._pages = pages
        self._open = pair

    # -- what both may read -----------------------------------------------------------------

    def all(self) -> list[Passage]:
        """Return every passage, the latest first."""
        return list(self._open.pair.shared_passages)

    def waiting_for(self, member: str) -> list[Passage]:
        """Return what a member has not read yet, the latest first."""
        return [p for p in self.all() if p.by != member and not p.seen_at]

    def mark_seen(self, ident: str) -> Changes:
        """Note that the partner has read a passage; its author's own look counts for nothing."""
        found = self._open.pair.passages.get(ident)
        actor = self._open.actor
        if found is None or found.seen_at or found.by == actor:
            return NOTHING
        at = self._open.now_ms()
        return self._open.change(
            "", lambda doc: doc.set_fields(Kind.PASSAGE, ident, actor, seen_at=at), quiet=True
        )

    # -- what only the author may do --------------------------------------------------------

    def share(self, page_id: str, text: str, session: str = "") -> Passage:
        """Show the partner these words, exactly; another try with the same makes no second one.

        Raises `BadInputError` for no words or too many.
        """
        words = check_length(tr("A passage"), text.strip(), LONGEST_TEXT)
        if not words:
            raise BadInputError(
                tr("There is nothing in this passage."), tr("Choose some words to share.")
            )
        page = self._page(page_id)
        shared = self._linked(page)
        last = self._open.pair.passages.get(shared[-1]) if shared else None
        if last and not last.seen_at and last.text == words:
            return last
        ident = passage_id(page_id, len(shared))
        at = self._open.now_ms()
        fields = {"by": self._open.you, "text": words, "session": session, "shared_at": at}
        self._put(ident, fields)
        page.change(shared=(*shared, ident))
        self._open.history.push(
            Step(
                tr("Share a passage"),
                lambda: self._by_author(lambda: self._take_back(ident)),
                lambda: self._by_author(lambda: self._put(ident, fields)),
                waits=True,
            )
        )
        return self._open.pair.passages[ident]

    def shared_from(self, page_id: str) -> list[Passage]:
        """Return what was shared from a page and not taken back, the first one first."""
        page = self._page(page_id)
        known = self._open.pair.passages
        return [known[ident] for ident in self._linked(page) if ident in known]

    def withdraw(self, ident: str) -> Changes:
        """Take a passage back before the partner has read it.

        Its words are shown nowhere from now on, and leave the pair's history when that is next let
        go (`shedding`). Backups made meanwhile hold them until they are thinned out.

        Raises `BadInputError` once it was read, or for somebody else's.
        """
        found = self._open.pair.passages.get(ident)
        if found is None:
            return NOTHING
        if found.by != self._open.actor:
            raise BadInputError(
                tr("Only its author can take a passage back."), tr("Talk about it instead.")
            )
        if found.seen_at:
            raise BadInputError(
                tr("Your partner has read this passage."),
                tr("What was read cannot be taken back; talk about it instead."),
            )
        return self._take_back(ident)

    def _put(self, ident: str, fields: Mapping[str, object]) -> Changes:
        author = self._open.you
        return self._open.change(
            "",
            lambda doc: doc.set_fields(Kind.PASSAGE, ident, author, **fields),
            quiet=True,  # what was read is not undone: the step beside it knows
        )

    def _by_author(self, act: Callable[[], Changes]) -> Changes:
        """Do it for who shared it: the partner's Ctrl+Z and Ctrl+Y reach nothing that was taken."""
        return act() if self._open.actor == self._open.you else NOTHING

    def _take_back(self, ident: str) -> Changes:
        found = self._open.pair.passages.get(ident)
        if found is None or found.seen_at:
            return NOTHING
        self._open.owe_shedding()
        return self._open.change("", lambda doc: doc.purge(Kind.PASSAGE, ident), quiet=True)

    def _page(self, ident: str) -> OpenPage:
        page = self._pages().open(ident)
        if page is None:
            raise BadInputError(tr("This page was deleted."), tr("Choose another one."))
        return page

    def _linked(self, page: OpenPage) -> tuple[str, ...]:
        """Return the ids of what was shared from a page; a link that was not stored is made up.

        The program may have ended between the passage and its link.
        """
        shared = page.page.shared
        ident = passage_id(page.id, len(shared))
        if ident in self._open.pair.passages:
            page.change(shared=(*shared, ident))
        return page.page.shared
