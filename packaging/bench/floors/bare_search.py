"""The floor of search: the driver asks FTS5 for the newest rows and their snippets, no more."""

from __future__ import annotations

from typing import Any

_ASK = """
SELECT item.kind, item.id, highlight(search, 0, char(2), char(3)),
    snippet(search, 1, char(2), char(3), '…', 16)
FROM search CROSS JOIN item ON item.row = search.rowid
WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?
"""


def bare_search(connection: Any, words: str, most: int) -> list[tuple[str, ...]]:  # noqa: ANN401
    """Return kind, id, title and snippet of each."""
    found: list[tuple[str, ...]] = connection.execute(_ASK, (words, most)).fetchall()
    return found
