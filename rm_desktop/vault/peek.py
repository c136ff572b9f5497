"""What Today needs at start, read before SQLAlchemy is imported.

The documented exception to "only through SQLAlchemy" (its import costs 1.5 bare windows); nothing
else may read a vault like this. Tested to return what the vault returns.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.value import dataclass
from rm_desktop.vault.cipher import connect, has_log, opening
from rm_desktop.vault.header import read_header
from rm_desktop.vault.migrations import HEAD
from rm_desktop.vault.stored_value import stored_value

if TYPE_CHECKING:
    from sqlite3 import Connection as Raw

OPEN_PAIR = ("app", "open_pair")
_LIVE = "SELECT kind, id, body FROM item WHERE document = ? AND live = 1 ORDER BY at, row"


@dataclass(frozen=True, slots=True)
class Peeked:
    """The open pair, the settings of the app, and the pair's live items: kind, id, JSON body."""

    pair: str | None
    settings: dict[str, Any]
    rows: tuple[tuple[str, str, str], ...]


def peek(path: Path, key: bytes) -> Peeked | None:
    """Read a vault whose schema is ours; None where only opening it can tell what to do."""
    header = read_header(path)
    header.verify(key)
    if not path.exists():
        return None  # founding was not finished
    with opening(path):
        connection = connect(path, key, looking=has_log(path))
        try:
            return _read(connection, header.vault_id)
        finally:
            connection.close()


def _read(connection: Raw, vault_id: str) -> Peeked | None:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not names.issuperset({"alembic_version", "meta", "setting", "item"}):
        return None
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    ids = connection.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchall()
    if revisions != [(HEAD,)] or ids != [(vault_id,)]:
        return None
    scope, name = OPEN_PAIR
    stored = connection.execute("SELECT key, value FROM setting WHERE scope = ?", (scope,))
    settings = {key: stored_value(value) for key, value in stored}
    pair = settings.get(name)
    if not isinstance(pair, str):
        pair = None
    rows = tuple(connection.execute(_LIVE, (pair,))) if pair else ()
    return Peeked(pair, settings, rows)
