"""The floor of an import: rows into an encrypted file, and FTS5 rebuilt over them, no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver


def bare_import(path: Path, key: bytes, rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Keep rows of id, time, title and text, durably, to be searched like a vault's."""
    connection: Any = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (row INTEGER PRIMARY KEY, id, at, title, body)")
    connection.execute("""CREATE VIRTUAL TABLE search USING fts5(title, body, content='entry',
        content_rowid='row', tokenize="unicode61 remove_diacritics 2", prefix='2 3')""")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO entry (id, at, title, body) VALUES (?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
    connection.execute("COMMIT")
    connection.close()
