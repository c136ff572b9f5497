"""Telling the other processes of a relay on PostgreSQL what to tell their listeners."""

from __future__ import annotations

import json
import threading
from asyncio import AbstractEventLoop
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from rm_desktop.relay.database import Database
from rm_desktop.relay.statements import NOTIFY

_CHANNEL = "rm_relay_told"
#: PostgreSQL takes notes of less than 8,000 bytes; many in one are heard in one turn.
_MOST_NOTE = 7_900
_PATIENCE_S = 5.0
_AGAIN_S = 2.0

#: Hears the devices that are meant, and the words for them.
Hear = Callable[[frozenset[bytes], bytes], None]


class Told(NamedTuple):
    """Words, and the devices that should hear them."""

    devices: frozenset[bytes]
    words: bytes


def tell(connection: Connection, told: Iterable[Told]) -> None:
    """Tell the listeners of every process, once what is written with it can be read."""
    notes, size = list[list[str]](), _MOST_NOTE
    for devices, said in told:
        one = json.dumps([[each.hex() for each in devices], b64encode(said).decode()])
        size += len(one) + 1
        if size > _MOST_NOTE:
            notes.append([])
            size = len(one) + 1
        notes[-1].append(one)
    words = [f"[{','.join(each)}]" for each in notes]
    connection.execute(NOTIFY, {"channel": _CHANNEL, "words": words})


class Wake:
    """Words for devices, heard in every process on the same PostgreSQL; on SQLite here alone."""

    def __init__(self, database: Database, hear: Hear, missed: Callable[[], None]) -> None:
        """Begin with nobody else to tell; `missed` hears of what may be lost."""
        self._database, self._hear, self._missed = database, hear, missed
        self._stopping, self._heard = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self, loop: AbstractEventLoop) -> None:
        """Hear what other processes say, where there can be others."""
        if self._database.is_sqlite:
            return
        self._thread = threading.Thread(
            target=self._listen, args=(loop,), name="relay-wake", daemon=True
        )
        self._thread.start()
        self._heard.wait(_PATIENCE_S)

    def say(self, devices: frozenset[bytes], words: bytes) -> None:
        """Tell everybody's listeners; may wait for the database, so from a worker thread."""
        if self._database.is_sqlite:
            raise LookupError("one process needs no telling")
        self._database.write(partial(tell, told=[Told(devices, words)]))

    def close(self) -> None:
        """Stop listening."""
        self._stopping.set()
        if self._thread is None:
            return
        # without it the thread looks by itself, only later
        with suppress(SQLAlchemyError), self._database.writing() as connection:
            connection.execute(NOTIFY, {"channel": _CHANNEL, "words": ["[]"]})
        self._thread.join()

    def _listen(self, loop: AbstractEventLoop) -> None:
        from psycopg import OperationalError

        while not self._stopping.is_set():
            try:
                self._hear_out(loop)
            except OperationalError:
                self._stopping.wait(_AGAIN_S)

    def _hear_out(self, loop: AbstractEventLoop) -> None:
        import psycopg

        url = self._database.engine.url.set(drivername="postgresql")
        address = url.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"LISTEN {_CHANNEL}")
            if self._heard.is_set():  # what was said meanwhile nobody heard: they ask anew
                loop.call_soon_threadsafe(self._missed)
            self._heard.set()
            while not self._stopping.is_set():
                for note in connection.notifies(timeout=_PATIENCE_S):
                    if self._stopping.is_set():
                        return
                    told = [
                        Told(frozenset(map(bytes.fromhex, devices)), b64decode(words))
                        for devices, words in json.loads(note.payload)
                    ]
                    loop.call_soon_threadsafe(self._hear_all, told)

    def _hear_all(self, told: list[Told]) -> None:
        for each in told:
            self._hear(*each)
