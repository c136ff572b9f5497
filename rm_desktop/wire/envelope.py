"""One sealed entry of a space's log, and its bytes. Signing and sealing are `sync`'s."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

VERSION: Final = 1
ID_BYTES, HASH_BYTES, KEY_ID_BYTES = 16, 32, 8
NONCE_BYTES, SIGNATURE_BYTES = 24, 64
#: The hash that the first envelope of a chain names.
NOTHING_BEFORE: Final = bytes(HASH_BYTES)
#: The largest envelope that is made or taken, and less than the smallest one, in bytes.
MOST_BYTES: Final = 4 * 1024 * 1024
LEAST_BYTES: Final = 178
_SIGNED = b"rm-desktop envelope 1\n"
_LENGTH = 4
#: Beyond this no counter of ours gets; larger ones are a forger's.
MOST_COUNT: Final = 2**53

Count = Annotated[int, Meta(ge=0, le=MOST_COUNT)]


#: What a decoder throws at bytes that are not what they should be (text that is no UTF-8, too).
UNREADABLE: Final = (msgspec.DecodeError, ValueError, OverflowError, RecursionError)


class BadMessageError(ValueError):
    """Bytes that are no message of this protocol."""


class Head(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """How far a chain is known: its last sequence, and that envelope's hash."""

    sequence: Count
    hash: Annotated[bytes, Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]


#: The head of a chain of which nothing is known.
NO_HEAD: Final = Head(0, NOTHING_BEFORE)


class Envelope(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """See PROTOCOL.md, *An envelope*."""

    version: int
    space: bytes
    epoch: int
    key: bytes
    device: bytes
    sequence: int
    previous: bytes
    nonce: bytes
    sealed: bytes
    signature: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Envelope)
_SIZES = (
    ("space", ID_BYTES),
    ("key", KEY_ID_BYTES),
    ("device", ID_BYTES),
    ("previous", HASH_BYTES),
    ("nonce", NONCE_BYTES),
    ("signature", SIGNATURE_BYTES),
)


def associated(envelope: Envelope) -> bytes:
    """Return what is bound to the sealed content: everything that says whose and where it is."""
    return _encoder.encode(
        [
            envelope.version,
            envelope.space,
            envelope.epoch,
            envelope.key,
            envelope.device,
            envelope.sequence,
            envelope.previous,
        ]
    )


def signed(envelope: Envelope) -> bytes:
    """Return the bytes that the device signs: all but the signature."""
    return _SIGNED + associated(envelope) + envelope.nonce + envelope.sealed


def encoded(envelope: Envelope) -> bytes:
    """Return the one way to write an envelope."""
    return _encoder.encode(envelope)


def decoded(data: bytes) -> Envelope:
    """Read an envelope; raises `BadMessageError` for anything we would not have written."""
    if len(data) > MOST_BYTES:
        raise BadMessageError("larger than any envelope")
    try:
        envelope = _decoder.decode(data)
    except UNREADABLE as error:
        raise BadMessageError(str(error)) from error
    if envelope.version != VERSION:
        raise BadMessageError(f"version {envelope.version}")
    for name, size in _SIZES:
        if len(getattr(envelope, name)) != size:
            raise BadMessageError(f"{name} has not {size} bytes")
    if not (0 < envelope.epoch <= MOST_COUNT and 0 < envelope.sequence <= MOST_COUNT):
        raise BadMessageError("a count out of range")
    if encoded(envelope) != data:  # one envelope has one hash
        raise BadMessageError("not written as we write it")
    return envelope


def sequence_of(data: bytes) -> int:
    """Return the place in its chain that an envelope names; 0 for what is none."""
    try:
        return decoded(data).sequence
    except BadMessageError:
        return 0


def joined(envelopes: list[bytes]) -> bytes:
    """Return envelopes as an octet stream: each after its length."""
    return b"".join(len(each).to_bytes(_LENGTH, "big") + each for each in envelopes)


def parted(stream: bytes) -> list[bytes]:
    """Return the envelopes of an octet stream; raises `BadMessageError` for one that is torn."""
    found, at = list[bytes](), 0
    while at < len(stream):
        size = int.from_bytes(stream[at : at + _LENGTH], "big")
        at += _LENGTH
        if not LEAST_BYTES <= size <= MOST_BYTES or at + size > len(stream):
            raise BadMessageError("the stream is torn")
        found.append(stream[at : at + size])
        at += size
    return found
