"""What a vault knows of private pages: lists, days, versions, and search within a pair's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from rm_desktop.domain.journal import PageKind
from rm_desktop.vault import statements
from rm_desktop.vault.rows import MATCH_END, MATCH_START, Found, PageRow
from rm_desktop.vault.shelf import Shelf
from rm_desktop.vault.tables import version
from rm_desktop.vault.words import match_expression

_HOUR_MS = 3_600_000
#: Rows are numbered by the hour of their time, so a stretch of time is a stretch of rows.
_HOUR_ROWS = 1 << 20
_LAST_ROW = 2**63 - 1

_OF_PAIR = "(:every OR item.pair = :pair OR item.pair IS NULL)"
_WITH_TAG = """(:tag = '' OR EXISTS (
    SELECT 1 FROM json_each(item.body, '$.tags') AS one WHERE one.value = :tag))"""
_OF_SESSION = "(:session = '' OR item.session = :session)"
_NARROWED = f"{_OF_PAIR} AND {_OF_SESSION} AND {_WITH_TAG}"
_OF_KIND = "item.kind = :kind AND item.live = :live"
_OF_LIST = f"{_OF_KIND} AND {_NARROWED}"
#: Entries that are not in the bin stand in the table in their order: by an index SQLite would fetch
#: and sort all of them for the newest fifty (measured with 10,000: 147 ms against 2). The rest is
#: few among many: without the index all would be read for it (133 ms against 0.2).
_PAGES = f"""
SELECT row, id, kind, title, at, preview, body FROM item NOT INDEXED
WHERE row < :before AND {_OF_LIST} ORDER BY row DESC LIMIT :most
"""  # noqa: S608 - what is asked for is bound
_FEW_PAGES = _PAGES.replace("NOT INDEXED", "")
_BETWEEN = f"""
SELECT row, id, kind, title, at, preview, body FROM item NOT INDEXED
WHERE row >= :first AND row < :last AND at >= :since AND at < :until AND {_OF_LIST}
ORDER BY row DESC
"""  # noqa: S608
_KNOWN = """
SELECT id FROM item
WHERE document IN (SELECT value FROM json_each(:ids)) AND kind = :kind AND live = 1
"""
_BINNED = """
SELECT id FROM item WHERE live = 0 AND kind IN ('entry', 'note', 'draft')
    AND json_extract(body, '$.binned_at') BETWEEN 1 AND :before - 1
ORDER BY row
"""
_ABOUT = "SELECT id FROM item WHERE pair = :pair ORDER BY row"
_COUNT = f"SELECT count(*) FROM item WHERE {_OF_LIST}"  # noqa: S608
_TAGS = f"""
SELECT tag.value, count(*) FROM item, json_each(item.body, '$.tags') AS tag
WHERE {_OF_LIST} GROUP BY tag.value ORDER BY count(*) DESC, tag.value LIMIT :most
"""  # noqa: S608
_FIND = f"""
SELECT item.document, item.kind, item.id, item.session, item.at, item.state,
    highlight(search, 0, '{MATCH_START}', '{MATCH_END}'),
    snippet(search, 1, '{MATCH_START}', '{MATCH_END}', '…',
        {statements.SNIPPET_WORDS})
FROM search CROSS JOIN item ON item.row = search.rowid
WHERE search MATCH :words AND item.kind = :kind AND {_NARROWED}
ORDER BY {{order}} LIMIT :most
"""  # noqa: S608
_NEWEST, _BEST = _FIND.format(order="search.rowid DESC"), _FIND.format(order="rank")

_version = upsert(version)
_ADD_VERSION = _version.on_conflict_do_update(
    index_elements=["document", "at"], set_={"mark": _version.excluded.mark}
)
_VERSIONS = (
    select(version.c.at, version.c.mark)
    .where(version.c.document == bindparam("of"))
    .order_by(version.c.at.desc())
)
_OFTEN_KEPT = "SELECT document FROM version GROUP BY document HAVING count(*) > :most"
_DROP_VERSIONS = delete(version).where(
    version.c.document == bindparam("of"), version.c.at == bindparam("moment")
)


class PagesOf(NamedTuple):
    """Pages of a kind, about a pair or none (`every`: about any), in the bin or not.

    `tag` and `session` narrow them where they are not empty.
    """

    kind: str
    pair: str = ""
    every: bool = False
    live: bool = True
    tag: str = ""
    session: str = ""


class PageShelf(Shelf):
    """Private pages over one connection."""

    def pages(self, of: PagesOf, *, before: int = _LAST_ROW, limit: int = 50) -> list[PageRow]:
        """Return pages, the newest first, from below the row `before`."""
        given = {**of._asdict(), "before": before, "most": limit}
        is_most = of.live and of.kind == PageKind.ENTRY and not of.session
        statement = _PAGES if is_most else _by_index(_FEW_PAGES, of)
        return list(map(PageRow._make, self._connection.read(statement, given)))

    def oldest_page(self) -> int:
        """Return the time of the oldest page of any kind, in milliseconds; 0 without one."""
        found = self._connection.read("SELECT at FROM item ORDER BY row LIMIT 1")
        return int(found[0][0]) if found else 0

    def pages_between(self, of: PagesOf, since: int, until: int) -> list[PageRow]:
        """Return the pages of a stretch of time, the newest first; `until` is not in it."""
        first, last = (max(0, at // _HOUR_MS) * _HOUR_ROWS for at in (since, until))
        given = {**of._asdict(), "since": since, "until": until}
        given |= {"first": first, "last": last + _HOUR_ROWS}
        return list(map(PageRow._make, self._connection.read(_BETWEEN, given)))

    def known_pages(self, kind: str, ids: Sequence[str]) -> list[str]:
        """Return those of some pages that are there and not in the bin."""
        given = {"kind": kind, "ids": json.dumps(ids)}
        return [ident for (ident,) in self._connection.read(_KNOWN, given)]

    def pages_about(self, pair: str) -> list[str]:
        """Return every page about a pair, of whatever kind, in the bin or not."""
        return [ident for (ident,) in self._connection.read(_ABOUT, {"pair": pair})]

    def page_count(self, of: PagesOf) -> int:
        """Return how many pages there are."""
        return int(self._connection.read(_by_index(_COUNT, of), of._asdict())[0][0])

    def page_tags(self, of: PagesOf, *, limit: int = 500) -> list[tuple[str, int]]:
        """Return the tags of pages and how many bear each, the most used first."""
        rows = self._connection.read(_TAGS, {**of._asdict(), "most": limit})
        return [(str(tag), int(count)) for tag, count in rows]

    def binned_pages(self, before: int) -> list[str]:
        """Return the pages that were put in the bin before a moment."""
        return [ident for (ident,) in self._connection.read(_BINNED, {"before": before})]

    def find_pages(
        self, typed: str, of: PagesOf, *, best_first: bool = False, limit: int = 50
    ) -> list[Found]:
        """Return the pages that hold all words typed, hits marked; the newest or the best first."""
        words = match_expression(typed)
        if words is None:
            return []
        given = {**of._asdict(), "words": words, "most": limit}
        rows = self._connection.read(_BEST if best_first else _NEWEST, given)
        return list(map(Found._make, rows))

    def add_version(self, document: str, at: int, mark: bytes) -> None:
        """Keep the name of a state of a text."""
        with self.transaction():
            self._run(_ADD_VERSION, {"document": document, "at": at, "mark": mark})

    def versions(self, document: str) -> list[tuple[int, bytes]]:
        """Return moments and marks of a text's kept states, the latest first."""
        return [(row.at, row.mark) for row in self._core.execute(_VERSIONS, {"of": document})]

    def often_kept(self, most: int) -> list[str]:
        """Return the texts of which more than so many states are kept."""
        return [ident for (ident,) in self._connection.read(_OFTEN_KEPT, {"most": most})]

    def drop_versions(self, document: str, moments: Sequence[int]) -> None:
        """Forget kept states of a text."""
        with self.transaction():
            self._run_each(_DROP_VERSIONS, [{"of": document, "moment": at} for at in moments])


def _by_index(words: str, of: PagesOf) -> str:
    """Let the few pages of a session be found by its index, and by no other: 60 ms against 0.1."""
    if not of.session:
        return words
    others = "+item.kind = :kind AND +item.live = :live"
    return words.replace(_OF_SESSION, "item.session = :session").replace(_OF_KIND, others)
