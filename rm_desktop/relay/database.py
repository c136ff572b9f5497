"""A relay's database: SQLite by default, PostgreSQL by address; the same statements for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from rm_desktop.relay.problems import NoDatabaseError, NoDriverError

_BUSY_SECONDS = 10
_POOL = 8
_T = TypeVar("_T")


class Database:
    """Connections to one database. Nothing that is sent to it appears in an error's words."""

    def __init__(self, address: str) -> None:
        """Connect when it is first used; raises `CannotServeError` for an address that is none."""
        try:
            url = make_url(address)
            self.is_sqlite = url.get_backend_name() == "sqlite"
            self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
            # there a transaction that only reads sees no more than its statements do by themselves
            self._reading = self.engine.execution_options(
                **({} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"})
            )
        except ModuleNotFoundError as error:
            raise NoDriverError(error.name or "psycopg") from error
        except (ArgumentError, NoSuchModuleError) as error:
            raise NoDatabaseError("it has no address of a database we know") from error
        except OSError as error:
            raise NoDatabaseError(error.strerror) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read as of one moment on SQLite; on PostgreSQL each statement has a moment of its own."""
        with self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write as one: durable when this is left, or nothing."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(rm_writing=True)
            with connection.begin():
                yield connection

    def read(self, ask: Callable[[Connection], _T]) -> _T:
        """Ask in one transaction."""
        return _surely(self.reading, ask)

    def write(self, act: Callable[[Connection], _T]) -> _T:
        """Act in one transaction; what is asked for twice must be no more than once."""
        return _surely(self.writing, act)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _surely(
    opened: Callable[[], AbstractContextManager[Connection]], act: Callable[[Connection], _T]
) -> _T:
    """Do something, once more if the server was started anew since the connection was used.

    To ask each connection before it is used takes a turn more for every call.
    """
    try:
        with opened() as connection:
            return act(connection)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    with opened() as connection:  # a new one: SQLAlchemy gave all of them up
        return act(connection)


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=_POOL,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    if not url.get_backend_name().startswith("postgres"):
        raise NoDatabaseError("it is neither SQLite nor PostgreSQL")
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_POOL,
        hide_parameters=True,
    )


def _set_up_sqlite(raw: Any, _record: object) -> None:  # noqa: ANN401 - the driver's
    raw.isolation_level = None  # SQLAlchemy begins, see below
    for words in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
    ):
        raw.execute(words)


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("rm_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
