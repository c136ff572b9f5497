"""Topics in the making: private until they are put on the agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.entities import AgendaItem
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.journal import DraftState, Page, PageKind, topic_of_draft
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services.open_page import OpenPage
from rm_desktop.services.page_rows import page_of
from rm_desktop.services.pages import Pages
from rm_desktop.vault.page_shelf import PagesOf

if TYPE_CHECKING:
    from rm_desktop.services.agenda import Agenda
    from rm_desktop.services.notes import OpenNotes
    from rm_desktop.services.open_pair import OpenPair

_ALL = 1_000


class Drafts:
    """The owner's drafts of topics for the open pair."""

    def __init__(
        self,
        pages: Pages,
        pair: OpenPair,
        agenda: Callable[[], Agenda],
        notes: Callable[[str], OpenNotes],
        new_id: Callable[[], str],
        now: Callable[[], Instant],
        local_now: Callable[[], str],
    ) -> None:
        """Work on the private pages of the open pair's owner, and on its agenda."""
        self.pages = pages
        self._open = pair
        self._agenda = agenda
        self._notes = notes
        self._new_id = new_id
        self._now = now
        self._local_now = local_now

    def listed(self) -> list[Page]:
        """Return the drafts for this pair, the newest first."""
        return self._listed(live=True)

    def binned(self) -> list[Page]:
        """Return the drafts that can be brought back."""
        return self._listed(live=False)

    def topic(self, draft: Page) -> AgendaItem | None:
        """Return the topic a draft became, None if it has not or the topic was deleted."""
        found = self._open.pair.items.get(draft.item)
        return found if found and not self._open.pair.is_away(found) else None

    def begin(self, title: str = "") -> OpenPage:
        """Begin a draft; an empty one leaves no trace."""
        page = Page(
            self._new_id(),
            PageKind.DRAFT,
            self._open.id,
            one_line(title, TITLE_LIMIT),
            self._local_now(),
            state=DraftState.IDEA,
        )
        return self.pages.begin(page)

    def open(self, ident: str) -> OpenPage | None:
        """Return a draft to read and edit; None if it was erased."""
        return self.pages.open(ident)

    def set_title(self, ident: str, title: str) -> Changes:
        """Give a draft another title."""
        return self.pages.amend(ident, title=one_line(title, TITLE_LIMIT))

    def set_state(self, ident: str, state: DraftState) -> Changes:
        """Say how far a draft has come."""
        return self.pages.amend(ident, state=str(state))

    def set_links(self, ident: str, links: Iterable[str]) -> Changes:
        """Keep addresses beside a draft, each once and as it was typed."""
        kept = dict.fromkeys(one_line(link) for link in links)
        return self.pages.amend(ident, links=tuple(link for link in kept if link))

    def add_to_agenda(self, ident: str, session: str = "", *, with_text: bool = False) -> str:
        """Put a draft on the agenda (the backlog without a session); return the topic's id.

        Only its title is shared; its text becomes the topic's shared notes if that is asked for.
        The topic comes first and the private link after it: where something stops in between,
        another try finds the topic and makes none beside it.
        """
        page = self.pages.open(ident)
        if page is None:
            return ""
        title = one_line(page.page.title, TITLE_LIMIT)
        if not title:
            raise BadInputError(
                tr("A topic needs a title."), tr("Give your draft one; it is all that is shared.")
            )
        topic = topic_of_draft(ident)
        self._bring(topic, session, title)
        if with_text:
            self._hand_on(topic, page.text)
        self.pages.amend(ident, item=topic, state=str(DraftState.READY))
        return topic

    def bin(self, ident: str) -> Changes:
        """Put a draft in the bin for 30 days; the topic it became stays."""
        return self.pages.change(ident, tr("Delete a draft"), binned_at=self._now().wall_ms)

    def restore(self, ident: str) -> Changes:
        """Bring a draft back from the bin."""
        return self.pages.change(ident, tr("Bring a draft back"), binned_at=0)

    def _bring(self, topic: str, session: str, title: str) -> None:
        found = self._open.pair.items.get(topic)
        if found is None:
            self._agenda().add(session, title, id=topic)
        elif self._open.pair.is_away(found):
            self._agenda().restore(topic)

    def _hand_on(self, topic: str, text: str) -> None:
        notes = self._notes(topic)
        if text.strip() and not notes.length:
            notes.splice(0, 0, text)
            notes.rest()

    def _listed(self, *, live: bool) -> list[Page]:
        of = PagesOf(PageKind.DRAFT, self._open.id, live=live)
        return [page_of(row.body, row.id) for row in self.pages.vault().pages(of, limit=_ALL)]
