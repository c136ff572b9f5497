"""One connection to a vault through SQLAlchemy Core, held as long as the vault is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, ExceptionContext, create_engine, event
from sqlalchemy.pool import StaticPool

from rm_desktop.domain.errors import CannotOpenError, DamagedError, PartlyReadableError
from rm_desktop.vault.cipher import hold_unspoilt, known_state, open_for_writing


class Connected:
    """SQLAlchemy's connection, our transactions, and the driver's errors as states of the world."""

    def __init__(self, path: Path, key: bytes, *, fresh: bool = False) -> None:
        self._path = path
        self._key = key
        self._damage: type[CannotOpenError] = DamagedError
        self._depth = 0
        self._connect(fresh=fresh)

    @property
    def core(self) -> Connection:
        """SQLAlchemy's connection; a new one after damage was met.

        The cipher refuses everything on a connection that has met one damaged page, although other
        pages are whole (measured).
        """
        if self._spoilt and not self._depth:
            self.close()
            self._connect()
        return self._core

    def opened(self) -> None:
        """From now on damage concerns a part: the vault as such could be read."""
        self._damage = PartlyReadableError

    @property
    def in_transaction(self) -> bool:
        """Tell whether what was written so far can still be undone."""
        return self._depth > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept or nothing is; one inside another belongs to the outer one."""
        if self._depth:
            yield
            return
        _ = self.core  # a whole one, should damage have spoilt the last
        self._say("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            self._say("COMMIT")
        except BaseException:
            if self._raw.in_transaction:  # SQLite undoes some failures by itself
                self._raw.rollback()
            raise
        finally:
            self._depth = 0

    def read(self, words: str, given: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a reading statement in plain SQL.

        Straight from the driver, for what is asked at every letter: SQLAlchemy's part in a search
        that finds little costs more than the search (measured).
        """
        _ = self.core  # a whole one, should damage have spoilt the last
        with self._known_errors():
            return list(self._raw.execute(words, given or {}))

    def rows(self, words: str, given: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a reading statement, as many as are asked for."""
        _ = self.core
        with self._known_errors():
            yield from self._raw.execute(words, given)

    def write(self, words: str, given: Mapping[str, object]) -> None:
        """Execute a writing statement in plain SQL, inside a transaction."""
        with self._known_errors():
            self._raw.execute(words, given)

    def hold_unspoilt(self) -> None:
        """Raise the damage that was met by the last reading, if it was met without a word."""
        with self._known_errors():
            hold_unspoilt(self._raw)

    def sweep(self) -> None:
        """Write the file anew without its free pages, and empty the log of former ones."""
        self._say("VACUUM")
        self._say("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close; the last connection to a vault empties its write-ahead log."""
        self._core.close()
        self._raw.close()

    def _connect(self, *, fresh: bool = False) -> None:
        self._spoilt = False
        raw = self._raw = open_for_writing(self._path, self._key, fresh=fresh)
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=lambda: raw,  # keeps the key out of any address
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",  # reads hold no snapshot; writes say BEGIN
        )
        event.listen(engine, "handle_error", self._translate)
        self._core = engine.connect()

    def _say(self, words: str) -> None:
        # Straight to the driver: SQLAlchemy has no part in it, and it costs a third of a batch.
        with self._known_errors():
            self._raw.execute(words)

    @contextmanager
    def _known_errors(self) -> Iterator[None]:
        """Turn what the driver says into a state of the world."""
        try:
            yield
        except driver.Error as error:
            if (known := self._known(error)) is None:
                raise
            raise known from error

    def _translate(self, context: ExceptionContext) -> None:
        known = self._known(context.original_exception)
        if known is not None:
            raise known from context.original_exception

    def _known(self, error: BaseException) -> CannotOpenError | None:
        known = known_state(error, self._path, self._damage)
        self._spoilt |= isinstance(known, PartlyReadableError)
        return known


@contextmanager
def connected(path: Path, key: bytes, *, fresh: bool = False) -> Iterator[Connected]:
    """Open a connection for one piece of work."""
    connection = Connected(path, key, fresh=fresh)
    try:
        yield connection
    finally:
        connection.close()
