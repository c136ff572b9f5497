"""Looking into a vault without bringing it up to date: for *doctor*, which must change nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from rm_desktop.vault import migrations, statements
from rm_desktop.vault.connection import connected
from rm_desktop.vault.rows import SearchRow
from rm_desktop.vault.tables import item, search

_WORDS = select(item.c.document, item.c.kind, item.c.id, search.c.title, search.c.body).join(
    search, search.c.rowid == item.c.row
)


def schema(path: Path, key: bytes) -> str:
    """Return the revision of a vault's tables, as it stands in the file."""
    with connected(path, key) as connection:
        return ", ".join(str(each) for each in connection.core.scalars(statements.REVISION))


def is_current(revision: str) -> bool:
    """Tell whether tables of a revision are the ones this version works with."""
    return revision == migrations.HEAD


def indexed_words(path: Path, key: bytes) -> list[SearchRow]:
    """Return everything the search knows, under the items it belongs to."""
    with connected(path, key) as connection:
        return [SearchRow(*row) for row in connection.core.execute(_WORDS)]
