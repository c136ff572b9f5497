"""Copies of a vault that are known to open, and the check that finds damage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sqlcipher3.dbapi2 as driver

from rm_desktop.domain.errors import DamagedError
from rm_desktop.domain.words import tr
from rm_desktop.vault.atomic import put_in_place
from rm_desktop.vault.cipher import connect, disk_error, hold_unspoilt, open_for_writing, opening
from rm_desktop.vault.header import header_path, read_header, write_header

if TYPE_CHECKING:
    from sqlite3 import Connection as Raw

_COUNTED = ("document", "change", "item", "prompt", "setting")
#: Notes of a copy about itself, among its facts; a restored vault forgets them.
NOTES = "copied_"


class Source(NamedTuple):
    """A vault and its key, for work on connections of its own."""

    path: Path
    key: bytes

    @property
    def name(self) -> str:
        """What copies of it are called: workspace or private."""
        return self.path.name.partition(".")[0]


def back_up(path: Path, key: bytes, target: Path, notes: Mapping[str, str] | None = None) -> None:
    """Write a copy that opens with the same key, its header beside it, or leave `target` as it was.

    Runs on connections of its own, so a worker may call it while the vault is in use. The copy
    keeps `notes` about itself, and is one file that can be read where nothing may be written.
    """
    header = read_header(path)
    part = target.with_name(f"{target.name}.part")
    try:
        try:
            discard(part)
            part.touch(mode=0o600, exist_ok=False)
            counts = _copied(path, key, part)
            _verify(part, key, counts, notes or {})
            write_header(target, header)  # first: a copy never stands without its header
            put_in_place(part, target)
        finally:
            discard(part)
    except OSError as error:
        raise disk_error(error) from error


def discard(path: Path) -> None:
    """Remove a copy that nobody has open, with what SQLite and we left beside it."""
    beside = (f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal")
    for name in (path.name, *beside, header_path(path).name):
        path.with_name(name).unlink(missing_ok=True)


def check(path: Path, key: bytes) -> tuple[str, ...]:
    """Read a vault through and return what is wrong with it; nothing when it is sound."""
    connection = open_for_writing(path, key)
    try:
        with opening(path):
            return _problems(connection)
    finally:
        connection.close()


def check_copy(path: Path, key: bytes) -> tuple[str, ...]:
    """Read a copy through without writing to it, also where nothing can be written."""
    with opening(path):
        connection = connect(path, key, looking=True)
        try:
            return _problems(connection, writing=False)
        finally:
            connection.close()


def _problems(connection: Raw, *, writing: bool = True) -> tuple[str, ...]:
    """Ask the cipher, then SQLite, then FTS5: after the first damage the others cannot answer."""
    sealed = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if sealed:
        return tuple(sealed)
    inner = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    if inner != ["ok"]:
        return tuple(inner)
    if not writing:
        return ()
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except driver.DatabaseError as error:
        return (f"search: {error}",)
    return ()


def _copied(path: Path, key: bytes, part: Path) -> list[int]:
    with opening(path):
        source = connect(path, key)
        try:
            source.execute("BEGIN")
            counts = _counts(source)
            source.execute("ROLLBACK")
            source.execute("VACUUM INTO ?", (str(part),))
            hold_unspoilt(source)
        finally:
            source.close()
    return counts


def _verify(part: Path, key: bytes, counts: list[int], notes: Mapping[str, str]) -> None:
    try:
        with opening(part):
            copy = connect(part, key)
            try:
                copy.execute("PRAGMA journal_mode = DELETE")  # a log would be a second file
                _note(copy, notes)
                found = _problems(copy)
                fewer = any(now < then for now, then in zip(_counts(copy), counts, strict=True))
            finally:
                copy.close()
    except DamagedError as error:
        raise _unsound() from error
    if found or fewer:
        raise _unsound()


def _note(copy: Raw, notes: Mapping[str, str]) -> None:
    copy.execute("BEGIN IMMEDIATE")
    copy.execute("DELETE FROM meta WHERE key GLOB ?", (f"{NOTES}*",))
    copy.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        [(f"{NOTES}{name}", value) for name, value in notes.items()],
    )
    copy.execute("COMMIT")


def _counts(connection: Raw) -> list[int]:
    return [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED]  # noqa: S608


def _unsound() -> DamagedError:
    return DamagedError(
        tr("The backup could not be read back, so it was not kept."),
        tr("Try another folder or disk; your notes were not changed."),
    )
