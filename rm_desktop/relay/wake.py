"""Telling the other processes of a relay on PostgreSQL what to tell their listeners."""

from __future__ import annotations

import json
import threading
from asyncio import AbstractEventLoop
from base64 import b64decode, b64encode
from collections.abc import Callable

from rm_desktop.relay.database import Database

_CHANNEL = "rm_relay"
_PATIENCE_S = 1.0
_AGAIN_S = 2.0

#: Hears the devices that are meant, and the words for them.
Hear = Callable[[frozenset[bytes], bytes], None]


class Wake:
    """Words for devices, heard in every process on the same PostgreSQL; on SQLite here alone."""

    def __init__(self, database: Database, hear: Hear) -> None:
        """Begin with nobody else to tell; `listen` changes that."""
        self._database, self._hear = database, hear
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self, loop: AbstractEventLoop) -> None:
        """Hear what other processes say, where there can be others."""
        if self._database.is_sqlite:
            return
        self._thread = threading.Thread(
            target=self._listen, args=(loop,), name="relay-wake", daemon=True
        )
        self._thread.start()

    def say(self, devices: frozenset[bytes], words: bytes) -> None:
        """Tell everybody's listeners; may wait for the database, so from a worker thread."""
        if self._database.is_sqlite:
            raise LookupError("one process needs no telling")
        told = json.dumps([[each.hex() for each in devices], b64encode(words).decode()])
        with self._database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (_CHANNEL, told))
            connection.commit()

    def close(self) -> None:
        """Stop listening."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, loop: AbstractEventLoop) -> None:
        import psycopg

        address = self._database.engine.url.set(drivername="postgresql")
        while not self._stopping.is_set():
            try:
                with psycopg.connect(
                    address.render_as_string(hide_password=False), autocommit=True
                ) as connection:
                    connection.execute(f"LISTEN {_CHANNEL}")
                    while not self._stopping.is_set():
                        for note in connection.notifies(timeout=_PATIENCE_S):
                            devices, words = json.loads(note.payload)
                            meant = frozenset(map(bytes.fromhex, devices))
                            loop.call_soon_threadsafe(self._hear, meant, b64decode(words))
            except psycopg.OperationalError:
                self._stopping.wait(_AGAIN_S)  # listeners find out by fetching
