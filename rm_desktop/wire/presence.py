"""Who is there and where, as devices of a space tell each other. Never stored; see PROTOCOL.md.

What is inside has one size, so that its length says nothing. Titles and words are never in it: a
topic is named by its id, a place in its notes by the notes' own cursor.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from rm_desktop.wire.content import MOST_DEVICES, Id
from rm_desktop.wire.envelope import (
    ID_BYTES,
    KEY_ID_BYTES,
    MOST_COUNT,
    NONCE_BYTES,
    SIGNATURE_BYTES,
    BadMessageError,
)

VERSION: Final = 1
#: A presence is never larger, in bytes; a relay passes no larger one on.
MOST_BYTES: Final = 2048
RUN_BYTES: Final = 8
_PLAIN: Final = 1024
_LENGTH = 2
_SIGNED = b"rm-desktop presence 1\n"

Run = Annotated[bytes, Meta(min_length=RUN_BYTES, max_length=RUN_BYTES)]
Cursor = Annotated[bytes, Meta(max_length=64)]


class Screen(StrEnum):
    """Where somebody is in the app; what is private counts as elsewhere."""

    ROOM = "room"
    PREPARING = "preparing"
    ELSEWHERE = "elsewhere"
    LEFT = "left"


class Presence(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a device says: where, at which topic, and where in its notes the caret stands.

    `heard` names the run (one start of the app) of each device that was heard last: whose run is
    not named knows that this may be an old presence, played again.
    """

    screen: Screen
    item: Annotated[str, Meta(max_length=100)]
    caret: Cursor
    anchor: Cursor
    heard: Annotated[dict[Id, Run], Meta(max_length=MOST_DEVICES)]


class SealedPresence(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A presence as it travels: `counter` only grows within a `run` of the sender's app."""

    version: int
    space: bytes
    epoch: int
    key: bytes
    device: bytes
    run: bytes
    counter: int
    nonce: bytes
    sealed: bytes
    signature: bytes


_encoder = msgspec.msgpack.Encoder()
_plain = msgspec.msgpack.Decoder(Presence)
_sealed = msgspec.msgpack.Decoder(SealedPresence)
_SIZES = (
    ("space", ID_BYTES),
    ("key", KEY_ID_BYTES),
    ("device", ID_BYTES),
    ("run", RUN_BYTES),
    ("nonce", NONCE_BYTES),
    ("signature", SIGNATURE_BYTES),
)


def associated(presence: SealedPresence) -> bytes:
    """Return what is bound to the sealed words; it begins otherwise than an envelope's."""
    return _SIGNED + _encoder.encode(
        [
            presence.version,
            presence.space,
            presence.epoch,
            presence.key,
            presence.device,
            presence.run,
            presence.counter,
        ]
    )


def signed(presence: SealedPresence) -> bytes:
    """Return the bytes that the device signs: all but the signature."""
    return associated(presence) + presence.nonce + presence.sealed


def encoded(presence: SealedPresence) -> bytes:
    """Return the one way to write a presence."""
    return _encoder.encode(presence)


def decoded(data: bytes) -> SealedPresence:
    """Read a presence that came; raises `BadMessageError` for what we would not have written."""
    if len(data) > MOST_BYTES:
        raise BadMessageError("larger than any presence")
    try:
        presence = _sealed.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadMessageError(str(error)) from error
    if presence.version != VERSION:
        raise BadMessageError(f"version {presence.version}")
    for name, size in _SIZES:
        if len(getattr(presence, name)) != size:
            raise BadMessageError(f"{name} has not {size} bytes")
    if not (0 < presence.epoch <= MOST_COUNT and 0 < presence.counter <= MOST_COUNT):
        raise BadMessageError("a count out of range")
    if encoded(presence) != data:
        raise BadMessageError("not written as we write it")
    return presence


def packed(presence: Presence) -> bytes:
    """Return what is sealed: its length, itself, and zeros up to the one size."""
    words = _encoder.encode(presence)
    filled = len(words).to_bytes(_LENGTH, "big") + words
    if len(filled) > _PLAIN:
        raise ValueError("more devices than a presence can name")
    return filled.ljust(_PLAIN, b"\0")


def unpacked(data: bytes) -> Presence:
    """Read what was sealed; raises `BadMessageError`."""
    size = int.from_bytes(data[:_LENGTH], "big")
    if len(data) != _PLAIN or any(data[_LENGTH + size :]):
        raise BadMessageError("padded in another way")
    try:
        return _plain.decode(data[_LENGTH : _LENGTH + size])
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadMessageError(str(error)) from error
