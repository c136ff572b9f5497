"""A relay's database: SQLite by default, PostgreSQL by address; the same statements for both."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

from rm_desktop.relay.tables import fact, metadata

_INCARNATION = "incarnation"
_BUSY_SECONDS = 10
_POOL = 8


class Database:
    """Connections to one database, and which incarnation of a store it is."""

    def __init__(self, address: str) -> None:
        """Connect; nothing is made yet."""
        url = make_url(address)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if url.database:
                Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_engine(
                url,
                poolclass=QueuePool,
                pool_size=_POOL,
                connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
            )
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                url.set(drivername="postgresql+psycopg"), pool_size=_POOL, pool_pre_ping=True
            )

    def prepare(self, *, restored: bool = False) -> None:
        """Make the tables where there are none; a restored store becomes another incarnation."""
        with self.engine.begin() as connection:
            metadata.create_all(connection)
            found = connection.scalar(select(fact.c.value).where(fact.c.name == _INCARNATION))
            if found is None:
                connection.execute(insert(fact), {"name": _INCARNATION, "value": _number()})
            elif restored:
                connection.execute(
                    update(fact).where(fact.c.name == _INCARNATION).values(value=_number())
                )

    @property
    def incarnation(self) -> str:
        """The number this store was given when it was made or restored."""
        with self.reading() as connection:
            found = connection.scalar(select(fact.c.value).where(fact.c.name == _INCARNATION))
        return str(found)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in one transaction."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write as one: durable when this is left, or nothing."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(rm_writing=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


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


def _number() -> str:
    return secrets.token_hex(16)


__all__ = ["Database", "Engine"]
