"""Spaces: who may use one, how far it is, what it holds, and its end.

A device without access is told the same as of a space that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select

from rm_desktop.relay.accounts import introduce
from rm_desktop.relay.incarnation import current
from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.tables import access, chain, envelope, space
from rm_desktop.wire.relay import SpaceHead, SpaceState

#: How many spaces one device may have.
MOST_SPACES = 200


class Opening(NamedTuple):
    """A device's wish that these devices, itself among them, may use a space.

    `keys` are public keys of devices whose chains it will bring, enrolled here or not.
    """

    space: bytes
    by: bytes
    devices: frozenset[bytes]
    keys: tuple[tuple[bytes, bytes], ...]
    now_ms: int


class Ending(NamedTuple):
    """A device's wish that a space and everything in it be deleted."""

    space: bytes
    by: bytes


class Stretch(NamedTuple):
    """Envelopes of a space in the order in which they came; `more` says that not all fitted."""

    envelopes: list[bytes]
    more: bool


def may_use(connection: Connection, of: bytes, by: bytes) -> None:
    """Raise `RefusalError` unless a device has access to a space."""
    found = connection.scalar(
        select(access.c.device).where(access.c.space == of, access.c.device == by)
    )
    if found is None:
        raise RefusalError("not_found", "no such space")


def open_to(connection: Connection, wishes: Sequence[Opening]) -> list[bool | RefusalError]:
    """Make spaces or change who may use them; tells whether one was made."""
    return [_open_to(connection, wish) for wish in wishes]


def _open_to(connection: Connection, wish: Opening) -> bool | RefusalError:
    if wish.by not in wish.devices:
        return RefusalError("not_permitted", "a device cannot shut itself out")
    known = connection.scalar(_locked(wish.space))
    mine = and_(access.c.device == wish.by)
    if known is None:
        count = connection.scalar(select(func.count()).select_from(access).where(mine)) or 0
        if count >= MOST_SPACES:
            return RefusalError("too_many", "this device has too many spaces")
        connection.execute(insert(space), {"id": wish.space, "position": 0, "bytes": 0})
    else:
        try:
            may_use(connection, wish.space, wish.by)
        except RefusalError as refusal:
            return refusal
        connection.execute(delete(access).where(access.c.space == wish.space))
    rows = [{"space": wish.space, "device": each} for each in sorted(wish.devices)]
    connection.execute(insert(access), rows)
    introduce(connection, wish.keys, wish.now_ms)
    return known is None


def _locked(of: bytes) -> Select[bytes]:
    """Return what takes a space's row first: whoever writes to a space does so, one by one."""
    return select(space.c.id).where(space.c.id == of).with_for_update()


def end(connection: Connection, wishes: Sequence[Ending]) -> list[RefusalError | None]:
    """Delete spaces with everything in them."""
    return [_end(connection, wish) for wish in wishes]


def _end(connection: Connection, wish: Ending) -> RefusalError | None:
    connection.execute(_locked(wish.space))
    try:
        may_use(connection, wish.space, wish.by)
    except RefusalError as refusal:
        return refusal
    for table in (envelope, chain, access):
        connection.execute(delete(table).where(table.c.space == wish.space))
    connection.execute(delete(space).where(space.c.id == wish.space))
    return None


def state_of(connection: Connection, of: bytes, by: bytes, quota: int) -> SpaceState:
    """Return what is held of a space; raises `RefusalError`."""
    may_use(connection, of, by)
    row = connection.execute(select(space).where(space.c.id == of)).one()
    heads = connection.execute(
        select(chain).where(chain.c.space == of).order_by(chain.c.device)
    ).all()
    return SpaceState(
        incarnation=current(connection),
        position=row.position,
        heads=[
            SpaceHead(bytes(head.device).hex(), head.sequence, bytes(head.hash).hex())
            for head in heads
        ],
        bytes=row.bytes,
        quota=quota,
    )


def after(
    connection: Connection, of: bytes, by: bytes, known: Mapping[bytes, int], most_bytes: int
) -> Stretch:
    """Return what comes after known heads, at least one envelope if there is any."""
    may_use(connection, of, by)
    further = [
        and_(envelope.c.device == device, envelope.c.sequence > sequence)
        for device, sequence in known.items()
    ]
    unknown = envelope.c.device.not_in(sorted(known))
    rows = connection.execute(
        select(envelope.c.bytes)
        .where(envelope.c.space == of, or_(unknown, *further))
        .order_by(envelope.c.position)
    )
    found, size = list[bytes](), 0
    for row in rows:
        data = bytes(row.bytes)
        size += len(data)
        if found and size > most_bytes:
            rows.close()
            return Stretch(found, more=True)
        found.append(data)
    return Stretch(found, more=False)


def of_device(connection: Connection, by: bytes) -> list[tuple[bytes, int]]:
    """Return the spaces that a device may use, and their positions."""
    rows = connection.execute(
        select(space.c.id, space.c.position)
        .join(access, access.c.space == space.c.id)
        .where(access.c.device == by)
    )
    return [(bytes(row.id), row.position) for row in rows]
