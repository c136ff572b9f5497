"""What a damaged vault still says, row by row.

Rows are taken from tables as far as these can be read from either end; only in the gaps between,
from pages that no tree leads to any more, for free pages hold rows that were deleted. Changes never
alter, so of the file alone and of the file with its log both count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Boolean, Column, Integer, LargeBinary
from sqlalchemy import Table as Shape

from rm_desktop.domain.errors import DamagedError
from rm_desktop.domain.words import tr
from rm_desktop.vault import tables
from rm_desktop.vault.atomic import read_small, write_whole
from rm_desktop.vault.backup import discard
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.damage import SALT, Pages, found_pages
from rm_desktop.vault.vessel import LOST, UNREADABLE, Row, Vessel

if TYPE_CHECKING:
    from sqlite3 import Connection as Raw

_SHAPES = tuple(each for each in tables.metadata.sorted_tables if each.name != "alembic_version")
_DOCUMENTS = ("pair", "text")
WORDS = "search_content"
_ROOTS = "SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
_NO_END = 2**63
_SEQ_WIDTH = 3  # document, seq, and the row once more


_NOTHING = type(None)
#: Declared as text; what stands there are the bytes of a space's id.
_SPACE_OF = tables.document.c.space
Kinds = tuple[type | tuple[type, ...], ...]


def _kinds(shape: Shape) -> Kinds:
    """Return what stands in the columns of a table's rows; nothing where it is the row's number."""
    return tuple(
        _NOTHING if column is shape.autoincrement_column else _kind(column)
        for column in shape.columns
    )


def _kind(column: Column[Any]) -> type | tuple[type, ...]:
    kind: type = str
    if isinstance(column.type, Integer | Boolean):
        kind = int
    elif isinstance(column.type, LargeBinary) or column is _SPACE_OF:
        kind = bytes
    return (kind, _NOTHING) if column.nullable else kind


_KINDS = {shape.name: _kinds(shape) for shape in _SHAPES}


@dataclass(frozen=True, slots=True)
class Rescued:
    """Rows by table and number, as columns; `words` are title and body by the item's row.

    `known` are changes the index tells of: (document, seq). `whole` are tables of which no row can
    have been lost unseen; `loose` are rows no tree leads to. `broken` have `LOST` columns. Changes
    up to `unseen` may have been lost without a trace: none if it is 0.
    """

    rows: Mapping[str, Mapping[int, Row]]
    words: Mapping[int, tuple[str, str]]
    known: frozenset[tuple[str, int]]
    whole: frozenset[str]
    loose: frozenset[tuple[str, int]]
    unseen: int
    broken: Mapping[str, Mapping[int, Row]]
    bad_pages: int
    pages: int
    lost_log: bool


@dataclass(slots=True)
class _Haul:
    """Rows under way."""

    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    words: dict[int, tuple[str, str]] = field(default_factory=dict)
    broken: dict[str, dict[int, Row]] = field(default_factory=dict)
    known: set[tuple[str, int]] = field(default_factory=set)
    loose: set[tuple[str, int]] = field(default_factory=set)
    unseen: list[int] = field(default_factory=list)


def rescue(path: Path, key: bytes, scratch: Path, copies: Sequence[Path] = ()) -> Rescued:
    """Read what can be read of a vault; nothing beside it is touched. `scratch` names a new file.

    `copies` of the same vault lend the salt if its own is gone. Raises `DamagedError` where there
    is nothing at all.
    """
    salts = [content[:SALT] for copy in copies if (content := read_small(copy))]
    found = found_pages(path, key, salts)
    if found is None:
        raise DamagedError(
            tr("Nothing in this file can be read with its key."),
            tr("Restore a backup; the damaged file was left as it is."),
        )
    haul = _Haul()
    states = [pages for pages in (found.with_log, found.alone) if pages is not None]
    read = [_read(pages, key, scratch, haul) for pages in states]
    return Rescued(
        haul.rows,
        haul.words,
        frozenset(haul.known),
        frozenset[str]() if found.lost_log else frozenset[str].intersection(*read),
        frozenset(haul.loose),
        _NO_END if found.lost_log else max(haul.unseen),
        haul.broken,
        len(states[0].bad),
        states[0].last,
        found.lost_log,
    )


def _read(pages: Pages, key: bytes, scratch: Path, haul: _Haul) -> frozenset[str]:
    """Take what one state of the file says; return the tables of which no row is missed."""
    vessel = Vessel(scratch, key, pages)
    gaps: dict[str, tuple[int, int] | None] = {}
    try:
        for name, root in _roots(scratch, key, pages).items():
            read = vessel.table(root)
            gaps[name] = read.gap
            for rowid, row in read.rows.items():
                _take(haul, name, rowid, row)
        whole = frozenset(name for name, gap in gaps.items() if gap is None)
        haul.unseen.append(_unseen(pages, whole, gaps.get("change")))
        if not whole.issuperset(_wanted()):
            for rowid, *columns in vessel.scanned():
                name = _table_of(columns)
                if name and _is_in_gap(rowid, gaps, name):
                    haul.loose.add((name, rowid))
                    _take(haul, name, rowid, tuple(columns))
        if "change" not in whole:
            for document, seq, row in vessel.indexed(_SEQ_WIDTH):
                if isinstance(document, str) and seq == row:
                    haul.known.add((document, seq))
        return whole
    finally:
        vessel.close()


def _unseen(pages: Pages, whole: frozenset[str], gap: tuple[int, int] | None) -> int:
    """Return up to which change something may be lost that nothing tells of.

    Without the first page nothing tells where the tables begin; if it is the only one that is not
    whole, every row lies on another.
    """
    if "document" in whole and gap is not None:
        return gap[1] - 1
    return 0 if {"document", "change"} <= whole or pages.bad == (1,) else _NO_END


def _wanted() -> tuple[str, ...]:
    return (*(shape.name for shape in _SHAPES), WORDS)


def _is_in_gap(rowid: int, gaps: Mapping[str, tuple[int, int] | None], name: str) -> bool:
    if name not in gaps:
        return True
    gap = gaps[name]
    return gap is not None and gap[0] < rowid < gap[1]


def _roots(scratch: Path, key: bytes, pages: Pages) -> dict[str, int]:
    """Return where the tables begin, as far as the file's own first page can say it."""
    if 1 not in pages.whole:
        return {}
    path = scratch.with_name(f"{scratch.name}-schema")
    roots: dict[str, int] = {}
    try:
        numbers = range(1, pages.last + 1)
        write_whole(path, b"".join(pages.whole.get(n, UNREADABLE) for n in numbers))
        connection: Raw = connect(path, key, looking=True)
        try:
            roots.update(row for row in connection.execute(_ROOTS))
        except driver.Error:
            pass
        finally:
            connection.close()
    finally:
        discard(path)
    return {name: root for name, root in roots.items() if name in _wanted()}


def _take(haul: _Haul, name: str, rowid: int, row: Row) -> None:
    """Add a row; of two states of a document the later one counts, of others the first taken."""
    if any(column is LOST for column in row):
        haul.broken.setdefault(name, {}).setdefault(rowid, row)
        return
    if name == WORDS:
        haul.words.setdefault(rowid, (str(row[1]), str(row[2])))
        return
    rows = haul.rows.setdefault(name, {})
    known = rows.get(rowid)
    if known is None or (name == "document" and row[4] > known[4]):
        rows[rowid] = row
    elif name == "change" and known != row:
        rows[max(rows) + 1] = row  # two lines of history met; both belong to it


def _table_of(columns: Sequence[Any]) -> str:
    """Tell by its shape which table a row belongs to, empty for none that is wanted."""
    if _fits(columns, (_NOTHING, str, str)):
        return WORDS
    for shape, kinds in _KINDS.items():
        # a document of a space looks like a change, but for what it says it is
        if _fits(columns, kinds) and (shape == "document") <= (columns[2] in _DOCUMENTS):
            return shape
    return ""


def _fits(columns: Sequence[Any], kinds: Kinds) -> bool:
    rest = columns[len(kinds) :]
    return all(column is None for column in rest) and all(
        column is LOST or isinstance(column, kind)
        for column, kind in zip(columns, kinds, strict=False)
    )
