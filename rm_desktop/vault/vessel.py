"""A file of our own making into which the whole pages of a damaged vault are laid, to be read.

SQLCipher reads what it can prove, whatever tree it once belonged to: a leaf of a table is itself a
table. So each page is named as a table of its own in the vessel's schema, and SQLite finds the rows
and follows their overflow pages. A damaged page stays unreadable in it; nothing is guessed, and
nothing is ever decrypted onto the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import sqlcipher3.dbapi2 as driver

from rm_desktop.vault.cipher import hold_unspoilt
from rm_desktop.vault.damage import PAGE, Pages

if TYPE_CHECKING:
    from sqlite3 import Connection as Raw

Row = tuple[Any, ...]
# So many names fit into the first page: no other page of the vessel may be its own, or a chain
# that was cut off would lead into it.
_AT_ONCE = 36
# Not zeros: SQLCipher takes a page of zeros for one that was never written, and reads it.
UNREADABLE = b"\xff" * PAGE
#: Stands where a column of a damaged row cannot be read.
LOST: Any = object()
# More columns than any table of ours has; those a row has not are read as NULL.
_LETTERS = "abcdefghijklmnop"
# A quarter of a page, for a letter may take four bytes: what is longer may go on in others.
_SURELY_LOCAL = 900
_COLUMNS = ",".join(_LETTERS)
_NAMED = "INSERT INTO sqlite_master VALUES ('table', ?, ?, ?, ?)"


class Table(NamedTuple):
    """A table as it was read from its root: `upto` and `since` bound what could not be read.

    Rows at or before the one and at or after the other are all there is; None: nothing was
    missed.
    """

    rows: dict[int, Row]
    gap: tuple[int, int] | None


class Vessel:
    """A scratch file with the pages of one vault; made beside where the rescued vault will lie."""

    def __init__(self, path: Path, key: bytes, pages: Pages) -> None:
        self._path = path
        self._key = f"PRAGMA key = \"x'{key.hex()}{pages.salt.hex()}'\""
        self._pages = pages
        self._connection: Raw | None = None
        self._fill()

    def close(self) -> None:
        """Remove the scratch file."""
        self._leave()
        for end in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(f"{self._path.name}{end}").unlink(missing_ok=True)

    def scanned(self) -> Iterator[Row]:
        """Yield every row of every page that is a table's, free pages too: rowid, then columns.

        A row whose overflow is damaged comes with `LOST` in place of what cannot be read.
        """
        numbers = [n for n in sorted(self._pages.whole) if n > 1]
        for first in range(0, len(numbers), _AT_ONCE):
            some = numbers[first : first + _AT_ONCE]
            self._name({f"p{n}": (n, f"CREATE TABLE p{n}({_COLUMNS})") for n in some})
            for number in some:
                yield from self._rows(f"p{number}")

    def indexed(self, width: int) -> Iterator[Row]:
        """Yield every entry of every page that is an index's and has so many columns."""
        names = ",".join(_LETTERS[: width + 1])
        numbers = [n for n in sorted(self._pages.whole) if n > 1]
        for first in range(0, len(numbers), _AT_ONCE):
            some = numbers[first : first + _AT_ONCE]
            made = "CREATE TABLE p{n}({names},PRIMARY KEY({names}))WITHOUT ROWID"
            self._name({f"p{n}": (n, made.format(n=n, names=names)) for n in some})
            for number in some:
                rows, _ = self._said(f"SELECT {names} FROM p{number}")  # noqa: S608
                yield from (row[:-1] for row in rows if row[-1] is None and row[-2] is not None)

    def table(self, root: int) -> Table:
        """Read a table from its root, from both ends, as far as it can be read."""
        self._name({"t": (root, f"CREATE TABLE t({_COLUMNS})")})
        upward, ended = self._walk("t", descending=False)
        if ended:
            return Table(upward, None)
        downward, _ = self._walk("t", descending=True)
        low = max(upward, default=-(2**63))
        return Table({**downward, **upward}, (low, min(downward, default=2**63 - 1)))

    # -- reading ----------------------------------------------------------------------------

    def _rows(self, name: str) -> Iterator[Row]:
        upward, ended = self._walk(name, descending=False)
        found = upward if ended else {**self._walk(name, descending=True)[0], **upward}
        yield from ((rowid, *row) for rowid, row in found.items())

    def _walk(self, name: str, *, descending: bool) -> tuple[dict[int, Row], bool]:
        """Read on in one direction over rows that are damaged; True if the end was reached."""
        found: dict[int, Row] = {}
        sign, order = ("<", "DESC") if descending else (">", "ASC")
        tail = f"ORDER BY rowid {order}"
        where = ""
        while True:
            of_rest = f"FROM {name} {where}{tail}"
            rows, is_whole = self._said(f"SELECT rowid, {_COLUMNS} {of_rest}")
            for rowid, *row in rows:
                is_sure = is_whole or _is_in_one_page(row)
                found[rowid] = tuple(row) if is_sure else self._row(name, rowid)
            if is_whole:
                return found, True
            if rows:
                where = f"WHERE rowid {sign} {rows[-1][0]} "
            step, _ = self._said(f"SELECT rowid FROM {name} {where}{tail} LIMIT 1")  # noqa: S608
            if not step:
                return found, self._is_at_end(name, where)
            found[step[0][0]] = self._row(name, step[0][0])
            where = f"WHERE rowid {sign} {step[0][0]} "

    def _is_at_end(self, name: str, where: str) -> bool:
        rows, is_whole = self._said(f"SELECT count(*) FROM {name} {where}")  # noqa: S608
        return is_whole and rows == [(0,)]

    def _row(self, name: str, rowid: int) -> Row:
        """Return a row by itself; if it cannot be read as a whole, what can, column by column."""
        of_it = f"FROM {name} WHERE rowid = {rowid}"
        rows, is_whole = self._said(f"SELECT {_COLUMNS} {of_it}")
        if rows and is_whole:
            return rows[0]
        columns = []
        for letter in _LETTERS:
            said, is_whole = self._said(f"SELECT {letter} {of_it}")
            columns.append(said[0][0] if said and is_whole else LOST)
        return tuple(columns)

    def _said(self, words: str) -> tuple[list[Row], bool]:
        """Return the rows of a statement, and whether it met no damage, said or unsaid."""
        rows: list[Row] = []
        connection = self._open()
        try:
            for row in connection.execute(words):
                rows.append(row)  # noqa: PERF402 - those before the damage count
            hold_unspoilt(connection)
        except (driver.Error, UnicodeDecodeError):
            self._leave()  # the cipher refuses everything after one damaged page
            return rows, False
        return rows, not any(map(_is_holed, rows))

    # -- the file ---------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make a file of so many pages and lay the whole ones into it."""
        self._path.unlink(missing_ok=True)
        self._path.touch(mode=0o600)
        last = self._pages.last
        connection = self._open()
        connection.execute("CREATE TABLE filler (a)")
        connection.execute("INSERT INTO filler VALUES (zeroblob(?))", ((last + 1) * PAGE,))
        self._leave()
        with self._path.open("r+b") as file:
            self._size = file.seek(0, 2) // PAGE
            file.seek(PAGE)
            for number in range(2, self._size + 1):
                file.write(self._pages.whole.get(number, UNREADABLE))

    def _name(self, tables: dict[str, tuple[int, str]]) -> None:
        """Let these be the tables of the schema, each with its root."""
        self._leave()  # one that has read damage may not write any more
        connection = self._open()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM sqlite_master WHERE name <> 'filler'")
        connection.executemany(
            _NAMED, [(name, name, root, words) for name, (root, words) in tables.items()]
        )
        connection.execute("COMMIT")
        if connection.execute("PRAGMA page_count").fetchone() != (self._size,):
            raise AssertionError("the vessel must not grow")
        self._leave()  # a schema is read when a connection begins

    def _open(self) -> Raw:
        if self._connection is None:
            made = driver.connect(str(self._path), isolation_level=None)
            made.execute("PRAGMA cipher_log_level = NONE")
            made.execute(self._key)
            made.execute("PRAGMA synchronous = OFF")
            made.execute("PRAGMA journal_mode = MEMORY")
            self._connection = cast("Raw", made)
        return self._connection

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _is_in_one_page(row: Iterable[object]) -> bool:
    """Tell whether a row is so short that it lies on its leaf alone, which is whole."""
    return sum(len(each) if isinstance(each, str | bytes) else 9 for each in row) < _SURELY_LOCAL


def _is_holed(row: Row) -> bool:
    """Tell of a text that one of its pages is not there: SQLite reads zeros beyond the file's end.

    Our texts hold none. Changes may: their own sums find the hole when they are read.
    """
    return any(isinstance(column, str) and "\0" in column for column in row)
