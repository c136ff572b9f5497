"""Spaces: who may use one, how far it is, what it holds, and its end.

A device without access is told the same as of a space that does not exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    and_,
    delete,
    func,
    insert,
    select,
)

from rm_desktop.relay.accounts import introduce
from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.statements import ACCESS, SPACE, SPACE_HEADS, SPACES_OF, further
from rm_desktop.relay.tables import access, chain, envelope, space
from rm_desktop.wire.relay import SpaceHead, SpaceState

#: How many spaces one device may have, and how many of a space's may read their farewell.
MOST_SPACES, MOST_FAREWELLS = 200, 64


class Opening(NamedTuple):
    """A device's wish that these devices, itself among them, may use a space.

    `keys` are public keys of devices whose chains it will bring, enrolled here or not. Who could
    use it before and is not named may read for `farewell_ms` more, and nothing else.
    """

    space: bytes
    by: bytes
    devices: frozenset[bytes]
    keys: tuple[tuple[bytes, bytes], ...]
    now_ms: int
    farewell_ms: int = 0


class Ending(NamedTuple):
    """A device's wish that a space and everything in it be deleted."""

    space: bytes
    by: bytes
    now_ms: int


class Stretch(NamedTuple):
    """Envelopes of a space in the order in which they came; `more` says that not all fitted."""

    envelopes: list[bytes]
    more: bool


class Readers(NamedTuple):
    """The devices that may use a space, and those that were shut out and read their farewell."""

    using: frozenset[bytes]
    leaving: frozenset[bytes]

    def check_reads(self, by: bytes) -> None:
        """Raise `RefusalError` unless a device may read."""
        if by not in self.using | self.leaving:
            raise _unknown()

    def check_uses(self, by: bytes) -> None:
        """Raise `RefusalError` unless a device may do everything."""
        self.check_reads(by)
        if by not in self.using:
            raise RefusalError("not_permitted", "it was shut out of this space")


def _unknown() -> RefusalError:
    return RefusalError("not_found", "no such space")


def readers(connection: Connection, of: Collection[bytes], now_ms: int) -> dict[bytes, Readers]:
    """Return who may use each of some spaces, and who may only read there."""
    using, leaving = defaultdict[bytes, set[bytes]](set), defaultdict[bytes, set[bytes]](set)
    for one, device, until in connection.execute(ACCESS, {"spaces": sorted(of), "now_ms": now_ms}):
        (using if until is None else leaving)[bytes(one)].add(bytes(device))
    return {each: Readers(frozenset(using[each]), frozenset(leaving[each])) for each in of}


def may_read(connection: Connection, of: bytes, by: bytes, now_ms: int) -> None:
    """Raise `RefusalError` unless a device may read a space."""
    readers(connection, [of], now_ms)[of].check_reads(by)


def may_use(connection: Connection, of: bytes, by: bytes, now_ms: int) -> None:
    """Raise `RefusalError` unless a device has all access to a space."""
    readers(connection, [of], now_ms)[of].check_uses(by)


def open_to(connection: Connection, wishes: Sequence[Opening]) -> list[bool | RefusalError]:
    """Make spaces or change who may use them; tells whether one was made."""
    return [_open_to(connection, wish) for wish in wishes]


def _open_to(connection: Connection, wish: Opening) -> bool | RefusalError:
    if wish.by not in wish.devices:
        return RefusalError("not_permitted", "a device cannot shut itself out")
    known = connection.scalar(_locked(wish.space))
    mine = and_(access.c.device == wish.by, access.c.until.is_(None))
    farewells = dict[bytes, int]()
    if known is None:
        count = connection.scalar(select(func.count()).select_from(access).where(mine)) or 0
        if count >= MOST_SPACES:
            return RefusalError("too_many", "this device has too many spaces")
        connection.execute(insert(space), {"id": wish.space, "position": 0, "bytes": 0})
    else:
        try:
            may_use(connection, wish.space, wish.by, wish.now_ms)
        except RefusalError as refusal:
            return refusal
        farewells = _farewells(connection, wish)
        connection.execute(delete(access).where(access.c.space == wish.space))
    ends: dict[bytes, int | None] = dict.fromkeys(sorted(wish.devices)) | farewells
    rows = [{"space": wish.space, "device": each, "until": until} for each, until in ends.items()]
    connection.execute(insert(access), rows)
    introduce(connection, wish.keys, wish.now_ms)
    return known is None


def _farewells(connection: Connection, wish: Opening) -> dict[bytes, int]:
    """Return until when those may read who are shut out, now or before; the last ones of many."""
    rows = connection.execute(
        select(access).where(access.c.space == wish.space, access.c.device.not_in(wish.devices))
    )
    anew = wish.now_ms + wish.farewell_ms
    ends = [(anew if row.until is None else row.until, bytes(row.device)) for row in rows]
    last = sorted((each for each in ends if each[0] > wish.now_ms), reverse=True)
    return {device: until for until, device in last[:MOST_FAREWELLS]}


def _locked(of: bytes) -> Select[bytes]:
    """Return what takes a space's row first: whoever writes to a space does so, one by one."""
    return select(space.c.id).where(space.c.id == of).with_for_update()


def end(connection: Connection, wishes: Sequence[Ending]) -> list[RefusalError | None]:
    """Delete spaces with everything in them."""
    return [_end(connection, wish) for wish in wishes]


def _end(connection: Connection, wish: Ending) -> RefusalError | None:
    connection.execute(_locked(wish.space))
    try:
        may_use(connection, wish.space, wish.by, wish.now_ms)
    except RefusalError as refusal:
        return refusal
    for table in (envelope, chain, access):
        connection.execute(delete(table).where(table.c.space == wish.space))
    connection.execute(delete(space).where(space.c.id == wish.space))
    return None


def state_of(connection: Connection, of: bytes, quota: int) -> SpaceState:
    """Return what is held of a space that is there."""
    row = connection.execute(SPACE, {"space": of}).one()
    heads = connection.execute(SPACE_HEADS, {"space": of}).all()
    return SpaceState(
        incarnation=row.incarnation,
        position=row.position,
        heads=[
            SpaceHead(bytes(head.device).hex(), head.sequence, bytes(head.hash).hex())
            for head in heads
        ],
        bytes=row.bytes,
        quota=quota,
    )


class Fetch(NamedTuple):
    """A device's question for what a space holds beyond the heads it knows."""

    space: bytes
    by: bytes
    known: Mapping[bytes, int]
    most_bytes: int
    now_ms: int


def after(connection: Connection, wish: Fetch) -> Stretch:
    """Return what comes after known heads, at least one envelope if there is any.

    Raises `RefusalError` unless the device may read. It is one question to the database.
    """
    given: dict[str, bytes | int] = {"space": wish.space, "by": wish.by, "now_ms": wish.now_ms}
    for n, (device, sequence) in enumerate(wish.known.items()):
        given |= {f"device{n}": device, f"sequence{n}": sequence}
    rows = connection.execute(further(len(wish.known)), given)
    found, size, may_read = list[bytes](), 0, False
    for row in rows:
        may_read = True
        if row.bytes is None:
            continue
        data = bytes(row.bytes)
        size += len(data)
        if found and size > wish.most_bytes:
            rows.close()
            return Stretch(found, more=True)
        found.append(data)
    if not may_read:
        raise _unknown()
    return Stretch(found, more=False)


def of_device(connection: Connection, by: bytes, now_ms: int) -> list[tuple[bytes, int]]:
    """Return the spaces that a device may read, and their positions."""
    rows = connection.execute(SPACES_OF, {"device": by, "now_ms": now_ms})
    return [(bytes(row.id), row.position) for row in rows]
