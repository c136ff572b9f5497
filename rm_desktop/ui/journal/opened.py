"""Which entry is open, and what becomes of it when another one is; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rm_desktop.domain.pair import Pair
from rm_desktop.ui.journal.facts import session_of_today

if TYPE_CHECKING:
    from rm_desktop.domain.journal_templates import JournalTemplate
    from rm_desktop.services.journal import Journal
    from rm_desktop.services.open_page import OpenPage


class Opened:
    """The one entry on screen. Whoever shows it lets go of its text before it is put away."""

    def __init__(self, journal: Journal, templates: Mapping[str, JournalTemplate]) -> None:
        """Begin with none."""
        self._journal = journal
        self._templates = templates
        self.page: OpenPage | None = None

    @property
    def id(self) -> str:
        """The id of the open entry, empty without one."""
        return self.page.id if self.page else ""

    @property
    def is_there(self) -> bool:
        """Tell whether the open entry was neither erased nor put into the bin meanwhile."""
        if self.page is None or self.page.page.binned_at:
            return False
        return self._journal.open(self.page.id) is self.page

    def find(self, ident: str) -> OpenPage | None:
        """Return an entry that can be opened: it is there and not in the bin."""
        found = self._journal.open(ident)
        return None if found is None or found.page.binned_at else found

    def begin(
        self, pair: Pair, today: date, hints: Mapping[str, str], day: date | None = None
    ) -> OpenPage:
        """Begin an entry: about what the hints name, or about the session of today."""
        template = self._templates.get(hints.get("template", ""))
        prompt = hints.get("prompt", "")
        session = hints.get("session", "")
        if not session and not prompt and day in (None, today):
            session = session_of_today(pair, today)
        return self._journal.begin(
            text=template.text() if template else "",
            template=template.id if template else "",
            session=session,
            prompt=prompt,
            day=day,
        )

    def is_untouched(self) -> bool:
        """Tell whether nothing stands in the open entry but the questions of its template."""
        if self.page is None or self.page.page.title.strip() or self.page.page.shared:
            return False
        template = self._templates.get(self.page.page.template)
        return template is not None and _words(self.page.text) == _words(template.text())

    def show(self, page: OpenPage | None) -> None:
        """Take another entry for the open one, and put the former away; empty ones vanish."""
        former, untouched = self.page, self.is_untouched()
        if former is page:
            return
        self.page = page
        if former is None:
            return
        if untouched:
            self._journal.pages.erase(former.id)
        else:
            self._journal.pages.leave(former.id)

    def drop_if_untouched(self) -> None:
        """Erase an entry that holds no word of a person's, as before a lock."""
        if self.page is not None and self.is_untouched():
            self._journal.pages.erase(self.page.id)


def _words(text: str) -> list[str]:
    return text.split()
