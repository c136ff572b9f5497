"""The floor of search: the driver asks FTS5 for the newest rows and their snippets, no more."""

from __future__ import annotations

from typing import Any

NEWEST, BEST = "search.rowid DESC", "rank"
_ASK = """
SELECT item.kind, item.id, highlight(search, 0, char(2), char(3)),
    snippet(search, 1, char(2), char(3), '…', 16)
FROM search CROSS JOIN item ON item.row = search.rowid
WHERE search MATCH ? ORDER BY {order} LIMIT ?
"""


def bare_search(
    connection: Any,  # noqa: ANN401 - the driver has no types
    words: str,
    most: int,
    order: str = NEWEST,
) -> list[tuple[Any, ...]]:
    """Return kind, id, title and snippet of each."""
    rows = connection.execute(_ASK.format(order=order), (words, most))
    return list(rows)
