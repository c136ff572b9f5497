"""What goes on paper: the record of each session held, and the journal month by month on asking."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.words import tr
from rm_desktop.exchange.file_names import FreeNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.vault import Vault


class Sheet(NamedTuple):
    """A file's name, its title, and its content as HTML."""

    name: str
    title: str
    page: str


def sheets(profile: Profile, private: Vault | None, ending: str) -> list[Sheet]:
    """Return the records of the open pair, and private pages if their vault is given."""
    names = FreeNames()
    titled = (*_sessions(profile), *(_months(private) if private else ()))
    return [Sheet(names.take(title, ending), title, page) for title, page in titled]


def _sessions(profile: Profile) -> Iterator[tuple[str, str]]:
    desk = profile.desk
    for session in desk.open_pair.pair.closed if desk else ():
        if desk is not None:
            title = desk.summaries.file_title(session.id)
            yield title, desk.summaries.page(session.id)


def _months(private: Vault) -> Iterator[tuple[str, str]]:
    """Return the journal as pages, one for each month and kind, without what lies in the bin."""
    from rm_desktop.exchange.journal_html import journal_html
    from rm_desktop.services.journal_export import read_pages

    pages = [each for each in read_pages(private) if not each[0].binned_at]
    pages.sort(key=lambda each: each[0].written)
    for month, of in groupby(pages, key=lambda each: each[0].written[:7]):
        title = tr("Journal {month}", month=month)
        yield title, journal_html(of, title)
