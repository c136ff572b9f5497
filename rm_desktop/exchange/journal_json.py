"""Journal pages as JSON: complete, so that they can be read in again.

The schema, version 1. One object with

- `format` ("rm-desktop journal"), `version` (1), `exported` (local time, ISO 8601),
- `pages`, a list of objects as `rm_desktop.domain.journal.Page` describes them, field by field, and
  `text`, the Markdown of the page, word for word.

`written` is local time as the writer's wall showed it; other moments are milliseconds since 1970 in
UTC, 0 for never; `binned_at` other than 0 means that it lay in the bin. What a later version adds
is left out when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from rm_desktop.domain.journal import Page, page_to_plain
from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_entries import ImportedEntry, UnreadableError
from rm_desktop.exchange.journal_own import own_entry

FORMAT, VERSION = "rm-desktop journal", 1
PAGES = "pages"


def journal_json(pages: Iterable[tuple[Page, str]], exported: datetime) -> Iterator[str]:
    """Yield the pieces of the file; many pages never stand in memory as one text."""
    head = {"format": FORMAT, "version": VERSION, "exported": exported.isoformat("T", "seconds")}
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + f',\n "{PAGES}": ['
    comma = "\n"
    for page, text in pages:
        plain = page_to_plain(page) | {"text": text}
        yield comma + json.dumps(plain, ensure_ascii=False)
        comma = ",\n"
    yield "\n]\n}\n"


def read_page(plain: object, name: str) -> ImportedEntry:
    """Read one page of the list back; it is called by its title or else by `name`.

    Raises:
        UnreadableError: it is no page.
    """
    if not isinstance(plain, dict):
        raise UnreadableError(tr("it is no entry"))
    found = own_entry(name, plain, plain.get("text"))
    return replace(found, name=found.page.title or name)
