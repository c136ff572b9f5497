"""Opening the encrypted file, and SQLite's complaints turned into states a person can act on.

The only place that knows the cipher library; SQLAlchemy is not imported here.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import sqlcipher3.dbapi2 as driver

from rm_desktop.domain.errors import (
    CannotOpenError,
    DamagedError,
    DiskFullError,
    ForeignError,
    InUseError,
    PartlyReadableError,
    ReadOnlyError,
)
from rm_desktop.domain.words import tr

if TYPE_CHECKING:  # the driver has the interface of the standard library, and no types
    from sqlite3 import Connection as Raw

KEY_BYTES = 32
BUSY_MILLISECONDS = 3_000
# A file without these tables was made by something else.
_OURS = ("alembic_version", "meta", "document", "change", "item")
# The last three find out whether the file can be written to at all: of one that cannot, SQLite
# makes BEGIN IMMEDIATE a mere reading, and complains only of the first change.
_DURABLE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "BEGIN IMMEDIATE",
    "PRAGMA user_version = 0",
    "ROLLBACK",
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROBE_BYTES = 128 * 1024


def connect(path: Path, key: bytes | None, *, looking: bool = False) -> Raw:
    """Open a file without asking anything of it yet; statements commit on their own.

    `looking`: nothing is written. The last connection that may write empties the log of a killed
    program into the vault when it closes, also into one that is damaged and was refused.
    """
    if key is not None and len(key) != KEY_BYTES:
        message = f"a vault key has {KEY_BYTES} bytes"
        raise ValueError(message)
    if has_log(path) and path.exists() and not path.stat().st_size:
        raise _damaged(DamagedError)  # SQLite deletes the log of an empty file, even looking
    if path.exists() and not path.is_file():
        raise foreign()  # a pipe would be waited for without end
    mode = "ro" if looking else "rw"  # neither makes a file that is not there
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return cast("Raw", connection)


def has_log(path: Path) -> bool:
    """Tell whether a log lies beside a vault: it was left by a kill, or the vault is in use."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def open_for_writing(path: Path, key: bytes, *, fresh: bool = False) -> Raw:
    """Open a vault of ours, durable and ready to write, or say why that is impossible.

    A `fresh` file holds nothing yet and becomes a vault only now.
    """
    if has_log(path):
        _look(path, key)
    with opening(path):
        connection = connect(path, key)
    try:
        with opening(path):
            if not fresh:
                _check_ours(connection)
            for words in _DURABLE:
                connection.execute(words)
    except BaseException:
        connection.close()
        raise
    return connection


def _look(path: Path, key: bytes) -> None:
    """Refuse what cannot be opened before its log is touched."""
    with opening(path):
        connection = connect(path, key, looking=True)
        try:
            _check_ours(connection)
            for table in ("alembic_version", "meta"):
                connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        finally:
            connection.close()


def hold_unspoilt(connection: Raw) -> None:
    """Raise the driver's error if a connection has met damage, which it need not have said.

    Measured (SQLCipher 4.19): what is read of a damaged overflow page is zeros, and no error. Only
    the next page that has to be fetched is refused, so one is let go and fetched.
    """
    connection.execute("PRAGMA shrink_memory")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _check_ours(connection: Raw) -> None:
    """Refuse what has none of our tables, before anything is written to it."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not names:
        raise _damaged(DamagedError)  # SQLite takes an emptied file for a new one
    if not names.issuperset(_OURS):
        raise foreign()


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turn what SQLite says while a vault is opened into a known state of the world."""
    try:
        yield
    except driver.Error as error:
        known = known_state(error, path, DamagedError)
        if known is None:
            raise
        raise known from error


def known_state(
    error: BaseException, path: Path, damage: type[CannotOpenError]
) -> CannotOpenError | None:
    """Return what an error of the driver means to a person; None if it is a bug of ours.

    Damage found while opening is `DamagedError`; later it is `PartlyReadableError`.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary == driver.SQLITE_IOERR:
        return _disk_trouble(path, damage)
    if primary == driver.SQLITE_CANTOPEN:
        return _not_opened(path)
    if primary == driver.SQLITE_NOTADB and _is_plain(path):
        return foreign()
    say = _STATES.get(primary)
    return say(damage) if say else None


def foreign() -> ForeignError:
    """Return the refusal of a file that something else made."""
    return ForeignError(
        tr("This file was not made by this app."),
        tr("Choose another folder; the file was left as it is."),
    )


def _is_plain(path: Path) -> bool:
    """Tell whether a file reads as an ordinary database, which a vault never does."""
    try:
        connection = connect(path, None, looking=has_log(path))
    except driver.Error:
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error:
        return False
    finally:
        connection.close()
    return True


def _not_opened(path: Path) -> CannotOpenError:
    if not path.exists():
        return missing()
    return read_only()


def missing() -> DamagedError:
    """Return the refusal to start anew where a vault has been."""
    return DamagedError(
        tr("The file with your notes is missing from its folder."),
        tr("Put it back from a backup; nothing was made in its place."),
    )


def _disk_trouble(path: Path, damage: type[CannotOpenError]) -> CannotOpenError:
    """Find out what “disk I/O error” means: the driver does not hand on SQLite's finer codes."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return disk_error(error)
    return damage(
        tr("The disk reported an error while your notes were read or written."),
        tr("Copy the data folder to another disk, then check this one."),
    )


def disk_error(error: OSError) -> CannotOpenError:
    """Return the state of the world behind a failed write of a file."""
    return disk_full() if error.errno in _NO_ROOM else read_only()


def disk_full() -> DiskFullError:
    """Return the refusal of a disk without room."""
    return DiskFullError(
        tr("No room is left for what you write, or your share of the disk is used up."),
        tr("Free some space and try again; what was saved before is safe."),
    )


def read_only() -> ReadOnlyError:
    """Return the refusal of a folder that takes no writing."""
    return ReadOnlyError(
        tr("The data folder, or the disk it lies on, lets nothing be saved."),
        tr("Check the folder’s permissions or its disk, then open it again."),
    )


def _in_use() -> InUseError:
    return InUseError(
        tr("Another program is using the file with your notes."),
        tr("Close it, then try again."),
    )


def _damaged(damage: type[CannotOpenError]) -> CannotOpenError:
    if damage is PartlyReadableError:
        return PartlyReadableError(
            tr("Some of your notes cannot be opened."),
            tr("The rest still works. Make a copy of the data folder, then restore a backup."),
        )
    return DamagedError(
        tr("The key fits, but the file with your notes cannot be read."),
        tr("Restore a backup; the damaged file was left as it is."),
    )


_STATES: dict[int, Callable[[type[CannotOpenError]], CannotOpenError]] = {
    driver.SQLITE_FULL: lambda _: disk_full(),
    driver.SQLITE_READONLY: lambda _: read_only(),
    driver.SQLITE_PERM: lambda _: read_only(),
    driver.SQLITE_BUSY: lambda _: _in_use(),
    driver.SQLITE_LOCKED: lambda _: _in_use(),
    driver.SQLITE_NOTADB: _damaged,
    driver.SQLITE_CORRUPT: _damaged,
}
