"""The owner's journal: entries about the open pair, listed, dated, found, binned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.journal import Page, PageKind, day_of, wall_ms
from rm_desktop.domain.journal_templates import ENERGY_LOG, Energy, read_energy
from rm_desktop.domain.words import tr
from rm_desktop.services.history import History
from rm_desktop.services.open_page import OpenPage
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.page_rows import page_of
from rm_desktop.services.pages import Pages
from rm_desktop.vault.page_shelf import PagesOf

if TYPE_CHECKING:
    from rm_desktop.domain.journal_templates import JournalTemplate
    from rm_desktop.vault.rows import Found, PageRow

#: Years back for "on this day".
_YEARS = 50
_DAY_MS = 86_400_000


class Listed(NamedTuple):
    """An entry as the list shows it; `row` tells where the next stretch begins."""

    row: int
    page: Page
    preview: str


class Journal:
    """Entries about the open pair, or about none; `every` means about any pair."""

    def __init__(
        self,
        pages: Pages,
        pair: OpenPair,
        new_id: Callable[[], str],
        now: Callable[[], Instant],
        zone: Callable[[], str],
    ) -> None:
        """Work on the private pages of the open pair's owner."""
        self.pages = pages
        self._open = pair
        self._new_id = new_id
        self._now = now
        self._zone = zone

    @property
    def history(self) -> History:
        """What can be undone of private pages; forgotten at each lock."""
        return self.pages.history

    # -- writing ----------------------------------------------------------------------------

    def local_now(self) -> str:
        """Return the present moment as pages are dated: local, to the minute."""
        return local_time(self._now().wall_ms, self._zone()).isoformat(timespec="minutes")

    def begin(
        self,
        *,
        title: str = "",
        text: str = "",
        template: str = "",
        session: str = "",
        prompt: str = "",
        day: date | None = None,
    ) -> OpenPage:
        """Begin an entry, now or on another day; an empty one leaves no trace."""
        written = self.local_now()
        if day is not None:
            written = f"{day.isoformat()}{written[10:]}"
        page = Page(
            self._new_id(),
            pair=self._open.id,
            title=title,
            written=written,
            session=session,
            prompt=prompt,
            template=template,
        )
        return self.pages.begin(page, text)

    def open(self, ident: str) -> OpenPage | None:
        """Return an entry to read and edit; None if it was erased."""
        return self.pages.open(ident)

    def energy_of(self, ident: str) -> Energy:
        """Return the marks of an energy log, both missing in an entry that is none."""
        from rm_desktop.exchange.library import load_journal_templates

        page = self.pages.open(ident)
        log = next(each for each in load_journal_templates() if each.id == ENERGY_LOG)
        return read_energy(page.text, log) if page else Energy()

    def bin(self, ident: str) -> Changes:
        """Put an entry in the bin for 30 days; undo brings it back."""
        return self.change(ident, tr("Move an entry to the bin"), binned_at=self._now().wall_ms)

    def restore(self, ident: str) -> Changes:
        """Bring an entry back from the bin."""
        return self.change(ident, tr("Bring an entry back"), binned_at=0)

    def change(self, ident: str, label: str, **fields: object) -> Changes:
        """Change what is known about an entry, with the way back; see `Pages.change`."""
        return self.pages.change(ident, label, **fields)

    def templates(self) -> tuple[JournalTemplate, ...]:
        """Return the ways to reflect that an entry may begin with."""
        from rm_desktop.exchange.library import load_journal_templates

        return load_journal_templates()

    # -- lists ------------------------------------------------------------------------------

    def of(
        self, *, every: bool = False, live: bool = True, tag: str = "", session: str = ""
    ) -> PagesOf:
        """Return which pages are meant."""
        return PagesOf(PageKind.ENTRY, self._open.id, every, live, tag, session)

    def listed(
        self,
        *,
        every: bool = False,
        tag: str = "",
        session: str = "",
        before: int | None = None,
        limit: int = 50,
    ) -> list[Listed]:
        """Return entries, the newest first; `before` is the row of the last one known."""
        of = self.of(every=every, tag=tag, session=session)
        more = {} if before is None else {"before": before}
        return [_listed(row) for row in self.pages.vault().pages(of, limit=limit, **more)]

    def count(self, *, every: bool = False, tag: str = "", session: str = "") -> int:
        """Return how many entries there are."""
        of = self.of(every=every, tag=tag, session=session)
        return self.pages.vault().page_count(of)

    def tags(self) -> list[str]:
        """Return every tag in use, about any pair, the most used first."""
        return [tag for tag, _ in self.tag_counts(every=True)]

    def tag_counts(self, *, every: bool = False) -> list[tuple[str, int]]:
        """Return the tags in use and how many entries bear each, the most used first."""
        return self.pages.vault().page_tags(self.of(every=every))

    def count_binned(self) -> int:
        """Return how many entries can be brought back, about any pair."""
        return self.pages.vault().page_count(self.of(every=True, live=False))

    def binned(self) -> list[Listed]:
        """Return what can be brought back, about any pair."""
        of = self.of(every=True, live=False)
        return [_listed(row) for row in self.pages.vault().pages(of, limit=1000)]

    def find(
        self,
        typed: str,
        *,
        every: bool = False,
        tag: str = "",
        session: str = "",
        best_first: bool = False,
        limit: int = 50,
    ) -> list[Found]:
        """Return the entries that hold all words typed."""
        self.pages.index_what_is_left()
        of = self.of(every=every, tag=tag, session=session)
        return self.pages.vault().find_pages(typed, of, best_first=best_first, limit=limit)

    def days(self, month: date, *, every: bool = False) -> dict[date, int]:
        """Return how many entries each day of a month has; days without one are left out."""
        first = month.replace(day=1)
        until = (first + timedelta(days=32)).replace(day=1)
        rows = self.pages.vault().pages_between(self.of(every=every), _ms(first), _ms(until))
        return dict(Counter(_day(row.at) for row in rows))

    def on(self, day: date, *, every: bool = False) -> list[Listed]:
        """Return the entries of a day, the newest first."""
        of = self.of(every=every)
        rows = self.pages.vault().pages_between(of, _ms(day), _ms(day) + _DAY_MS)
        return [_listed(row) for row in rows]

    def on_this_day(self, page: Page, *, every: bool = False) -> list[Listed]:
        """Return what was written on the same day of earlier years, the latest year first."""
        day = day_of(page.written)
        if day is None:
            return []
        found: list[Listed] = []
        first = _day(self.pages.vault().oldest_page()).year
        for year in range(day.year - 1, max(day.year - _YEARS, first) - 1, -1):
            try:
                found += self.on(day.replace(year=year), every=every)
            except ValueError:  # 29 February
                continue
        return found

    def one_session_ago(self, page: Page) -> list[Listed]:
        """Return the entries since the session before last of the page's date, until the last.

        That is what one wrote about the former session, seen from the date on screen.
        """
        closed = sorted(
            session.starts or _local(session.closed_at, session.zone or self._zone())
            for session in self._open.pair.sessions.values()
            if session.state == SessionState.CLOSED and not session.binned_at
        )
        past = [starts for starts in closed if wall_ms(starts) <= wall_ms(page.written)]
        if len(past) < 2:  # noqa: PLR2004 - the last and the one before it
            return []
        rows = self.pages.vault().pages_between(self.of(), wall_ms(past[-2]), wall_ms(past[-1]))
        return [_listed(row) for row in rows if row.id != page.id]


def _listed(row: PageRow) -> Listed:
    return Listed(row.row, page_of(row.body, row.id), row.preview)


def _local(at: int, zone: str) -> str:
    return local_time(at, zone).isoformat(timespec="minutes")


def _ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1000, UTC).date()
