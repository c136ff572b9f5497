"""Devices that may speak to a relay, and the one-time permits by which they come to it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError
from sqlalchemy import Connection, delete, func, insert, select, update

from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.statements import DEVICE_OF
from rm_desktop.relay.tables import device, permit
from rm_desktop.wire.envelope import HASH_BYTES, ID_BYTES
from rm_desktop.wire.relay import Enrol, Enrolled, enrolment_words

#: A permit that a device made for a guest is good for so long, in milliseconds.
PERMIT_MS = 24 * 3_600_000
MOST_PERMITS = 10
_TOKEN_BYTES = 32


class Enrolment(NamedTuple):
    """A wish to be let in, at a time; `open_door`: the relay asks for no permit."""

    enrol: Enrol
    now_ms: int
    open_door: bool


class Granting(NamedTuple):
    """A device's wish to let a guest in."""

    device: bytes
    now_ms: int


def hashed(secret: str) -> bytes:
    """Return all that is kept of a token or permit."""
    return blake2b(secret.encode(), digest_size=HASH_BYTES).digest()


def id_of(signing: bytes, sealing: bytes) -> bytes:
    """Return the id of a device: nobody can claim one without its keys."""
    return blake2b(b"rm-desktop device 1\n" + signing + sealing, digest_size=ID_BYTES).digest()


def check_proof(relay: str, enrol: Enrol) -> None:
    """Raise `RefusalError` unless the device owns its keys and means this relay."""
    words = enrolment_words(relay, enrol.signing, enrol.sealing)
    try:
        crypto_sign_open(bytes.fromhex(enrol.signature) + words, bytes.fromhex(enrol.signing))
    except CryptoError as error:
        raise RefusalError("bad_request", "the enrolment is not signed for here") from error


def let_in(connection: Connection, wishes: Sequence[Enrolment]) -> list[Enrolled | RefusalError]:
    """Enrol devices; one that is known gets a new token and its old one ends."""
    return [_let_in(connection, wish) for wish in wishes]


def _let_in(connection: Connection, wish: Enrolment) -> Enrolled | RefusalError:
    keys = bytes.fromhex(wish.enrol.signing), bytes.fromhex(wish.enrol.sealing)
    ident = id_of(*keys)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    known = connection.execute(select(device).where(device.c.id == ident)).one_or_none()
    is_new = known is None or known.token is None
    if is_new and not (wish.open_door or _uses_up(connection, wish)):
        return RefusalError("not_permitted", "a permit of this relay is needed")
    if known is not None:
        connection.execute(update(device).where(device.c.id == ident).values(token=hashed(token)))
    else:
        row = {"id": ident, "signing": keys[0], "sealing": keys[1], "token": hashed(token)}
        connection.execute(insert(device), row | {"made_at": wish.now_ms})
    return Enrolled(ident.hex(), token)


def _uses_up(connection: Connection, wish: Enrolment) -> bool:
    """Tell whether a permit was good; it is good once."""
    known = permit.c.hash == hashed(wish.enrol.permit)
    row = connection.execute(select(permit).where(known).with_for_update()).one_or_none()
    if row is None:
        return False
    connection.execute(delete(permit).where(known))
    return row.made_by is None or wish.now_ms - row.made_at < PERMIT_MS


def grant(connection: Connection, wishes: Sequence[Granting]) -> list[str | RefusalError]:
    """Make one-time permits for guests; a device may have a few at a time."""
    return [_grant(connection, wish) for wish in wishes]


def _grant(connection: Connection, wish: Granting) -> str | RefusalError:
    mine = permit.c.made_by == wish.device
    connection.execute(delete(permit).where(mine, permit.c.made_at < wish.now_ms - PERMIT_MS))
    count = connection.scalar(select(func.count()).select_from(permit).where(mine)) or 0
    if count >= MOST_PERMITS:
        return RefusalError("too_many", "too many permits are waiting", PERMIT_MS // 1000)
    return add_permit(connection, wish.device, wish.now_ms)


def introduce(connection: Connection, keys: Sequence[tuple[bytes, bytes]], now_ms: int) -> None:
    """Know devices by their public keys alone, so that what they signed can be brought by others.

    After a store was lost, those who come first bring the chains of those who come later, or never.
    """
    wanted = {id_of(*each): each for each in keys}
    known = set(
        map(bytes, connection.scalars(select(device.c.id).where(device.c.id.in_(sorted(wanted)))))
    )
    rows = [
        {"id": ident, "signing": wanted[ident][0], "sealing": wanted[ident][1], "made_at": now_ms}
        for ident in sorted(wanted.keys() - known)
    ]
    if rows:
        connection.execute(insert(device), rows)


def add_permit(connection: Connection, made_by: bytes | None, now_ms: int, words: str = "") -> str:
    """Keep a permit, and return it for the only time; those of the relay's owner do not age."""
    words = words or secrets.token_urlsafe(_TOKEN_BYTES)
    known = connection.scalar(select(permit.c.hash).where(permit.c.hash == hashed(words)))
    if known is None:
        row = {"hash": hashed(words), "made_by": made_by, "made_at": now_ms}
        connection.execute(insert(permit), row)
    return words


def whose(connection: Connection, token: bytes) -> bytes | None:
    """Return the device a token belongs to, by the token's hash."""
    found = connection.scalar(DEVICE_OF, {"hashed": token})
    return None if found is None else bytes(found)


def has_doorkeeper(connection: Connection) -> bool:
    """Tell whether anybody can enrol: with a permit, or by one of a device that is here."""
    waiting = select(permit.c.hash).limit(1)
    here = select(device.c.id).where(device.c.token.is_not(None)).limit(1)
    return any(connection.scalar(each) is not None for each in (waiting, here))
