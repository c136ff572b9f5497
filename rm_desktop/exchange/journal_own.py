"""A page that was written here once and comes back from a file of ours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rm_desktop.domain.held import LONGEST_TEXT
from rm_desktop.domain.journal import Page, PageKind, day_of, note_id, page_from_plain
from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_dates import FIRST_YEAR, LAST_YEAR
from rm_desktop.exchange.journal_entries import ImportedEntry, UnreadableError, entry

#: The ids that can name a document.
_ID = re.compile(r"[A-Za-z0-9]{1,100}")
_MOST_LISTED = 1_000
_LATEST_MS = 2**53  # what every program that reads JSON can hold


def own_entry(name: str, plain: Mapping[str, Any], text: object) -> ImportedEntry:
    """Read a page back from its fields.

    Raises:
        UnreadableError: it has no id, text or time, or is too long.
    """
    ident = plain.get("id")
    if not isinstance(ident, str) or not _ID.fullmatch(ident):
        raise UnreadableError(tr("it has no id"))
    if not isinstance(text, str):
        raise UnreadableError(tr("it has no text"))
    page = page_from_plain(ident, plain)
    day = day_of(page.written)
    if day is None or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise UnreadableError(tr("it does not say when it was written"))
    if _is_overgrown(page):
        raise UnreadableError(tr("one of its fields is longer than any can be"))
    if page.kind == PageKind.NOTE and ident != note_id(page.item):
        page = replace(page, kind=PageKind.ENTRY)
    return entry(name, f"page:{ident}", page, text)


def _is_overgrown(page: Page) -> bool:
    values = [getattr(page, name) for name in page.__match_args__]
    lists = [value for value in values if isinstance(value, tuple)]
    texts = [value for value in values if isinstance(value, str)]
    if max(page.made_at, page.binned_at) > _LATEST_MS:
        return True
    return any(len(each) > _MOST_LISTED for each in lists) or any(
        len(each) > LONGEST_TEXT for each in (*texts, *itertools.chain(*lists))
    )
