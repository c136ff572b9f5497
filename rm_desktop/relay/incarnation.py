"""Which store this is: a random number that changes when the store was put back from a copy.

A tide rises about once a second while there is writing. It stands in the database and in a small
file outside; a database in which it is lower than it was seen to be is an older copy.
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from rm_desktop.relay.database import Database
from rm_desktop.relay.statements import INCARNATION
from rm_desktop.relay.tables import incarnation

_log = logging.getLogger("rm_desktop.relay")


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An incarnation, and how high its tide was seen."""

    incarnation: str
    tide: int


def current(connection: Connection) -> str:
    """Return the number of a store as it is now; other processes may have changed it."""
    return str(connection.scalar(INCARNATION))


def settle(connection: Connection, seen: Seen | None, *, restored: bool = False) -> Seen:
    """Make a new incarnation where there is none, or where what was seen is not in the store."""
    rows = connection.execute(
        select(incarnation).order_by(incarnation.c.ordinal).with_for_update()
    ).all()
    tides = {row.number: row.tide for row in rows}
    is_older = seen is not None and tides.get(seen.incarnation, -1) < seen.tide
    if rows and not (restored or is_older):
        return Seen(rows[-1].number, rows[-1].tide)
    made = {"ordinal": len(rows) + 1, "number": secrets.token_hex(16), "tide": 0}
    connection.execute(insert(incarnation), made)
    return Seen(str(made["number"]), 0)


class Tide:
    """Lets the tide rise, and keeps what was seen of it outside the database."""

    def __init__(self, database: Database, file: Path | None, seen: Seen) -> None:
        """Begin with what was settled at the start; without a file, memory alone remembers."""
        self._database, self._file, self._seen = database, file, seen
        self._remember(seen)

    def rise(self) -> None:
        """Count one on; a database that was put back under us becomes another incarnation."""
        try:
            with self._database.writing() as connection:
                seen = settle(connection, self._seen)
                seen = Seen(seen.incarnation, seen.tide + 1)
                here = incarnation.c.number == seen.incarnation
                connection.execute(update(incarnation).where(here).values(tide=seen.tide))
        except SQLAlchemyError:
            return  # whoever writes is told; this comes again with the next writing
        self._remember(seen)

    def _remember(self, seen: Seen) -> None:
        self._seen = seen
        if self._file is None:
            return
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")  # several may share it
        try:
            beside.write_bytes(msgspec.json.encode(seen))
            beside.replace(self._file)
        except OSError as error:
            _log.warning("cannot remember the store's tide: %s", error.strerror)


def seen_in(file: Path | None) -> Seen | None:
    """Return what a file remembers; None if there is none, or none of ours."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Seen) if file else None
    except (OSError, msgspec.DecodeError):
        return None
