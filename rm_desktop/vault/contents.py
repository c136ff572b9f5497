"""What a vault or a copy of one holds, in counts and dates: no word of anybody's.

Only tables and columns that every schema so far has are asked, and nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.vault.backup import NOTES, Source
from rm_desktop.vault.cipher import connect, foreign, opening
from rm_desktop.vault.header import stored_header

if TYPE_CHECKING:
    from sqlite3 import Connection as Raw

    from rm_desktop.vault.header import Header

PAIR, PROMPT = "pair", "prompt"
_OURS = {"alembic_version", "meta", "document", "change", "item", "prompt"}
_KINDS = "SELECT kind, count(*) FROM item GROUP BY kind"
# What stands in the present under a key that the copy does not have, or otherwise.
_LACKED = """
SELECT kind, count(*) FROM item AS now WHERE NOT EXISTS (
    SELECT 1 FROM copy.item AS old WHERE old.document = now.document AND old.kind = now.kind
    AND old.id = now.id AND old.title = now.title AND old.body = now.body)
GROUP BY kind
"""
_LAST_SEQ = "SELECT coalesce((SELECT seq FROM {}sqlite_sequence WHERE name = 'change'), 0)"
_NEWEST_AFTER = "SELECT coalesce(max(at), 0) FROM change WHERE seq > ?"


class Contents(NamedTuple):
    """`counts` by kind of row, pairs and own prompts among them; `newest` change in ms.

    `of` names the vault a copy was made of, empty where nothing says so.
    """

    vault_id: str
    counts: Mapping[str, int]
    newest: int
    of: str = ""


class Lacking(NamedTuple):
    """What the present has and a copy has not: rows by kind, changes, the newest one's time."""

    counts: Mapping[str, int]
    changes: int
    newest: int


def header_of(path: Path) -> Header:
    """Return the header beside a copy; the copy itself need not be there."""
    try:
        return stored_header(path)
    except FileNotFoundError as error:
        from rm_desktop.vault.header import is_new

        is_new(path)  # says in words what is missing
        raise foreign() from error


def contents(path: Path, key: bytes) -> Contents:
    """Look through a vault or a copy whose key this is."""
    with reading(path, key) as found:
        return Contents(
            _meta(found).get("vault_id", ""),
            _counts(found),
            found.execute(_NEWEST_AFTER, (0,)).fetchone()[0],
        )


def notes_for(source: Source) -> dict[str, str]:
    """Return what a copy should say about itself, as `backup.back_up` keeps it."""
    found = contents(source.path, source.key)
    counts = json.dumps(found.counts)
    return {"of": source.name, "counts": counts, "newest": str(found.newest)}


def noted(path: Path, key: bytes) -> Contents:
    """Return what a copy says about itself; one that says nothing is looked through."""
    with reading(path, key) as found:
        meta = _meta(found)
    try:
        counts = json.loads(meta[f"{NOTES}counts"])
        newest, of = int(meta[f"{NOTES}newest"]), meta[f"{NOTES}of"]
        return Contents(meta["vault_id"], dict(counts), newest, of)
    except (KeyError, ValueError, TypeError):
        return contents(path, key)


def lacking(copy: Source, present: Source) -> Lacking:
    """Return what the present has that a copy of the same vault lacks."""
    with reading(present.path, present.key) as found, opening(copy.path):
        address = f"{copy.path.absolute().as_uri()}?mode=ro"
        found.execute(f"ATTACH ? AS copy KEY \"x'{copy.key.hex()}'\"", (address,))
        counts = dict(found.execute(_LACKED).fetchall())
        then = found.execute(_LAST_SEQ.format("copy.")).fetchone()[0]
        now = found.execute(_LAST_SEQ.format("")).fetchone()[0]
        newest = found.execute(_NEWEST_AFTER, (then,)).fetchone()[0]
    return Lacking(counts, max(0, now - then), newest)


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[Raw]:
    """Open a vault or a copy for looking; its damage and its absence are said as such."""
    with opening(path):
        connection = connect(path, key, looking=True)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not names.issuperset(_OURS):
                raise foreign()
            yield connection
        finally:
            connection.close()


def _meta(connection: Raw) -> dict[str, str]:
    return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def _counts(connection: Raw) -> dict[str, int]:
    pairs = connection.execute("SELECT count(*) FROM document WHERE kind = 'pair'").fetchone()[0]
    prompts = connection.execute("SELECT count(*) FROM prompt").fetchone()[0]
    kinds = dict(connection.execute(_KINDS).fetchall())
    return kinds | {name: n for name, n in ((PAIR, pairs), (PROMPT, prompts)) if n}
