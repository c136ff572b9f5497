"""Keeping envelopes: each in its place in its chain, many spaces in one commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError
from sqlalchemy import Connection

from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.spaces import readers
from rm_desktop.relay.statements import (
    ADD_ENVELOPE,
    HASH_AT,
    HEADS,
    LOCKED,
    MOVE_SPACE,
    SIGNING_KEYS,
    put_head,
)
from rm_desktop.relay.wake import Told, tell
from rm_desktop.wire.envelope import HASH_BYTES, BadMessageError, Envelope, decoded, signed
from rm_desktop.wire.relay import Event


class Offered(NamedTuple):
    """Envelopes that a device wants kept in a space; `quota` in bytes."""

    space: bytes
    device: bytes
    envelopes: list[tuple[Envelope, bytes]]
    quota: int
    now_ms: int


class Grown(NamedTuple):
    """A space after envelopes were kept: its position, unchanged if all were there before.

    `told` is what the other devices should hear of it.
    """

    space: bytes
    position: int
    news: bool
    incarnation: str
    told: Told


def event_of(of: bytes, position: int) -> bytes:
    """Return the event by which a device hears how far a space is."""
    event = msgspec.json.encode(Event(of.hex(), position))
    return b"event: change\ndata: " + event + b"\n\n"


def read_offer(
    space_id: bytes, by: bytes, stream: Sequence[bytes], quota: int, now_ms: int
) -> Offered:
    """Return an offer whose envelopes belong to the space; raises `RefusalError`."""
    read = list[tuple[Envelope, bytes]]()
    for data in stream:
        try:
            each = decoded(data)
        except BadMessageError as error:
            raise RefusalError("bad_request", str(error)) from error
        if each.space != space_id:
            raise RefusalError("bad_request", "an envelope of another space")
        read.append((each, data))
    return Offered(space_id, by, read, quota, now_ms)


def keys_of(connection: Connection, devices: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the signing keys of devices, as far as they are known here."""
    rows = connection.execute(SIGNING_KEYS, {"devices": sorted(devices)})
    return {bytes(row.id): bytes(row.signing) for row in rows}


def check_signatures(keys: Mapping[bytes, bytes], offer: Offered) -> None:
    """Refuse what its device did not sign: nobody may take another's place in a chain."""
    for each, _ in offer.envelopes:
        if not _is_signed(each, keys.get(each.device)):
            # the same for a device that is not known: who is enrolled is nobody's business
            raise RefusalError("not_permitted", "not signed by a device that is known here")


def _is_signed(each: Envelope, key: bytes | None) -> bool:
    try:
        return key is not None and bool(crypto_sign_open(each.signature + signed(each), key))
    except CryptoError:
        return False


def keep(connection: Connection, offers: Sequence[Offered]) -> list[Grown | RefusalError]:
    """Keep what is offered; what is refused leaves the rest as it is."""
    spaces = _Spaces(
        connection, {each.space for each in offers}, max(each.now_ms for each in offers)
    )
    results = [spaces.keep(each) for each in offers]
    spaces.store()
    if connection.dialect.name == "postgresql":
        tell(connection, [each.told for each in results if isinstance(each, Grown) and each.news])
    return results


class _Spaces:
    """The spaces of one commit: locked, read once, written once."""

    def __init__(self, connection: Connection, wanted: set[bytes], now_ms: int) -> None:
        self._connection = connection
        ids = {"spaces": sorted(wanted)}
        rows = connection.execute(LOCKED, ids).all()
        self._spaces = {bytes(of): (position, size) for of, position, size, _ in rows}
        self._incarnation = rows[0].incarnation if rows else ""
        self._readers = readers(connection, wanted, now_ms)
        self._heads = {
            (bytes(of), bytes(by)): (sequence, bytes(hashed))
            for of, by, sequence, hashed in connection.execute(HEADS, ids)
        }
        self._rows: list[dict[str, Any]] = []
        self._recent: dict[tuple[bytes, bytes, int], bytes] = {}
        self._grown: set[tuple[bytes, bytes]] = set()

    def keep(self, offer: Offered) -> Grown | RefusalError:
        """Take an offer in, whole or not at all."""
        who = self._readers[offer.space]
        try:
            who.check_uses(offer.device)
            news = self._new(offer)
        except RefusalError as refusal:
            return refusal
        position, size = self._spaces[offer.space]
        size += sum(len(data) for _, data, _ in news)
        if size > offer.quota:
            return RefusalError("full", "the space is full")
        for each, data, hashed in news:
            position += 1
            self._add(each, data, hashed, position)
        self._spaces[offer.space] = (position, size)
        told = Told((who.using | who.leaving) - {offer.device}, event_of(offer.space, position))
        return Grown(offer.space, position, bool(news), self._incarnation, told)

    def _new(self, offer: Offered) -> list[tuple[Envelope, bytes, bytes]]:
        """Return what is not there yet; raises `RefusalError` where something does not fit."""
        heads, news = dict[bytes, tuple[int, bytes]](), list[tuple[Envelope, bytes, bytes]]()
        for each, data in offer.envelopes:
            hashed = blake2b(data, digest_size=HASH_BYTES).digest()
            place = (offer.space, each.device)
            last, before = heads.get(each.device) or self._heads.get(place, (0, bytes(HASH_BYTES)))
            if each.sequence <= last:
                if self._hash_at(offer.space, each, news) != hashed:
                    raise RefusalError("conflict", "another envelope is in that place")
                continue
            if each.sequence != last + 1 or each.previous != before:
                raise RefusalError("conflict", "it does not follow what is kept")
            heads[each.device] = (each.sequence, hashed)
            news.append((each, data, hashed))
        return news

    def _hash_at(
        self, of: bytes, each: Envelope, news: list[tuple[Envelope, bytes, bytes]]
    ) -> bytes | None:
        for other, _, hashed in news:
            if (other.device, other.sequence) == (each.device, each.sequence):
                return hashed
        recent = self._recent.get((of, each.device, each.sequence))
        if recent is not None:
            return recent
        place = {"space": of, "device": each.device, "sequence": each.sequence}
        found = self._connection.scalar(HASH_AT, place)
        return None if found is None else bytes(found)

    def _add(self, each: Envelope, data: bytes, hashed: bytes, position: int) -> None:
        place = (each.space, each.device)
        self._heads[place] = (each.sequence, hashed)
        self._grown.add(place)
        self._recent[each.space, each.device, each.sequence] = hashed
        self._rows.append(
            {
                "space": each.space,
                "position": position,
                "device": each.device,
                "sequence": each.sequence,
                "hash": hashed,
                "bytes": data,
            }
        )

    def store(self) -> None:
        """Write everything that was taken in."""
        if not self._rows:
            return
        self._connection.execute(ADD_ENVELOPE, self._rows)
        heads = [
            {"space": of, "device": by, "sequence": sequence, "hash": hashed}
            for (of, by) in sorted(self._grown)
            for sequence, hashed in (self._heads[of, by],)
        ]
        self._connection.execute(put_head(self._connection.dialect.name), heads)
        moved = [
            {"of": of, "at": position, "size": size}
            for of in sorted({of for of, _ in self._grown})
            for position, size in (self._spaces[of],)
        ]
        self._connection.execute(MOVE_SPACE, moved)
