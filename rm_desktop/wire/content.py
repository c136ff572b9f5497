"""What is inside an envelope, once it was opened."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from rm_desktop.wire.envelope import KEY_ID_BYTES, UNREADABLE, BadMessageError, Count, Head

#: More documents, devices or updates than this are in no envelope of ours.
MOST_UPDATES, MOST_DEVICES = 10_000, 64
_KEPT_BITS: Final = 5
_LEAST = 32
_LENGTH = 4

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
PublicKey = Annotated[bytes, Meta(min_length=32, max_length=32)]
Name = Annotated[str, Meta(max_length=200)]
DocumentId = Annotated[str, Meta(min_length=1, max_length=100)]
Heads = Annotated[dict[Id, Head], Meta(max_length=MOST_DEVICES)]


class _Content(
    msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag_field="type"
):
    """What every content has: the sender's heads of the other devices."""

    heads: Heads


class Update(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One change of one document, as the document's engine wrote it."""

    document: DocumentId
    kind: Annotated[str, Meta(max_length=10)]
    data: bytes


class PublicKeys(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What others know of a device: how it signs and how one seals to it."""

    signing: PublicKey
    sealing: PublicKey


class Changes(_Content, frozen=True, tag="changes"):
    """Updates in the order in which they were made."""

    updates: Annotated[list[Update], Meta(max_length=MOST_UPDATES)]


class Founding(_Content, frozen=True, tag="founding"):
    """The first envelope of a space; its id is made from the founder and this number."""

    keys: PublicKeys
    number: Id
    member: Name


class Succession(_Content, frozen=True, tag="succession"):
    """The first envelope of a device that was another: the former one signed for it.

    Nobody knows the device yet, so its keys stand in what it says; see `succession_words`.
    """

    keys: PublicKeys
    former: Id
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]
    member: Name


class Admission(_Content, frozen=True, tag="admission"):
    """A device is let in; `member` is whose it is in the pair."""

    keys: PublicKeys
    member: Name


class Removal(_Content, frozen=True, tag="removal"):
    """Devices leave after the sequence that is named; those who stay get the next epoch's key.

    `begins` names that key, so that one who is forgotten sees it.
    """

    devices: Heads
    epoch: Count
    sealed_keys: Annotated[dict[Id, bytes], Meta(max_length=MOST_DEVICES)]
    begins: Annotated[bytes, Meta(max_length=KEY_ID_BYTES)] = b""


class Snapshot(_Content, frozen=True, tag="snapshot"):
    """Whole documents that hold everything up to the heads."""

    documents: Annotated[list[Update], Meta(max_length=MOST_UPDATES)]


Content = Changes | Founding | Succession | Admission | Removal | Snapshot

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Content] = msgspec.msgpack.Decoder(Content)


def succession_words(space: bytes, device: bytes) -> bytes:
    """Return what a device signs for the one it becomes, in one space."""
    return b"rm-desktop succession 1\n" + space + device


def packed(content: Content) -> bytes:
    """Return a content ready to be sealed: its length, itself, and zeros."""
    words = _encoder.encode(content)
    filled = len(words).to_bytes(_LENGTH, "big") + words
    return filled + bytes(padded_size(len(filled)) - len(filled))


def unpacked(data: bytes) -> Content:
    """Read what was sealed; raises `BadMessageError`."""
    size = int.from_bytes(data[:_LENGTH], "big")
    if len(data) != padded_size(_LENGTH + size) or any(data[_LENGTH + size :]):
        raise BadMessageError("padded in another way")
    try:
        return _decoder.decode(data[_LENGTH : _LENGTH + size])
    except UNREADABLE as error:
        raise BadMessageError(str(error)) from error


def padded_size(size: int) -> int:
    """Return the size a content is padded to, so that it tells little: at most 6.25 % more."""
    if size <= _LEAST:
        return _LEAST
    step = 1 << max(0, size.bit_length() - _KEPT_BITS)
    return -(-size // step) * step
