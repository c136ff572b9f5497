"""The floor of a typing batch: one insert into an encrypted file, committed durably."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver


def bare_file(path: Path, key: bytes) -> Any:  # noqa: ANN401 - the driver has no types
    """Make a file with one table, as durable as a vault."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE change (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    return connection


def bare_commit(connection: Any, change: bytes) -> None:  # noqa: ANN401
    """Keep some bytes."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO change (bytes) VALUES (?)", (change,))
    connection.execute("COMMIT")
