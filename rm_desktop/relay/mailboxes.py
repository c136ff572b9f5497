"""Mailboxes: where two devices that do not know each other yet leave four sealed messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.tables import mailbox
from rm_desktop.wire.pairing import SLOTS

#: A mailbox is good for so long, in milliseconds.
GOOD_FOR_MS = 24 * 3_600_000
_CLOSED = "closed"


class Letter(NamedTuple):
    """A message for a slot of a mailbox."""

    name: bytes
    slot: str
    data: bytes
    now_ms: int


def leave(connection: Connection, letters: Sequence[Letter]) -> list[RefusalError | None]:
    """Leave messages; each slot takes one, and a second answer closes the mailbox for both."""
    return [_leave(connection, letter) for letter in letters]


def _leave(connection: Connection, letter: Letter) -> RefusalError | None:
    connection.execute(delete(mailbox).where(mailbox.c.made_at < letter.now_ms - GOOD_FOR_MS))
    rows = connection.execute(select(mailbox).where(mailbox.c.name == letter.name)).all()
    found = {row.slot: bytes(row.bytes) for row in rows}
    if _CLOSED in found:
        return _closed()
    if found.get(letter.slot) == letter.data:
        return None  # the same again, after an answer that was lost
    if letter.slot in found:
        row = {"name": letter.name, "slot": _CLOSED, "made_at": letter.now_ms, "bytes": b""}
        connection.execute(delete(mailbox).where(mailbox.c.name == letter.name))
        connection.execute(insert(mailbox), row)
        return _closed()
    before = SLOTS[: SLOTS.index(letter.slot)]
    if not found.keys() >= set(before):
        return RefusalError("not_found", "no such mailbox")
    row = {"name": letter.name, "slot": letter.slot, "bytes": letter.data}
    connection.execute(insert(mailbox), row | {"made_at": letter.now_ms})
    return None


def read(connection: Connection, name: bytes, slot: str, now_ms: int) -> bytes:
    """Return a message; raises `RefusalError` while there is none, or for a closed mailbox."""
    rows = connection.execute(
        select(mailbox).where(
            mailbox.c.name == name,
            mailbox.c.slot.in_([slot, _CLOSED]),
            mailbox.c.made_at >= now_ms - GOOD_FOR_MS,
        )
    ).all()
    found = {row.slot: bytes(row.bytes) for row in rows}
    if _CLOSED in found:
        raise _closed()
    if slot not in found:
        raise RefusalError("not_found", "nothing there yet")
    return found[slot]


def _closed() -> RefusalError:
    return RefusalError("gone", "two answered this invitation; make a new one")
