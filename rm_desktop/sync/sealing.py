"""Making envelopes and opening them; see PROTOCOL.md, *An envelope*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import NamedTuple

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as unseal,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as seal,
)
from nacl.exceptions import CryptoError

from rm_desktop.sync.keys import DeviceKeys, RefusedError, check_signature, key_id
from rm_desktop.wire.content import Content, PublicKeys, packed, unpacked
from rm_desktop.wire.envelope import (
    HASH_BYTES,
    NONCE_BYTES,
    VERSION,
    BadMessageError,
    Envelope,
    Head,
    associated,
    encoded,
    signed,
)
from rm_desktop.wire.presence import SealedPresence


class Epoch(NamedTuple):
    """A period of a space and its key."""

    number: int
    key: bytes

    @property
    def id(self) -> bytes:
        """The name of the key."""
        return key_id(self.key)


class Sealed(NamedTuple):
    """An envelope that was made: its bytes, the head of the chain after it, and what it says."""

    data: bytes
    head: Head
    content: Content


def hash_of(data: bytes) -> bytes:
    """Return the hash by which the next envelope names this one."""
    return blake2b(data, digest_size=HASH_BYTES).digest()


class Sealer:
    """One device's pen in one space."""

    def __init__(self, space: bytes, device: DeviceKeys, chance: Callable[[int], bytes]) -> None:
        self._space, self._device, self._chance = space, device, chance
        self._id = device.id

    def seal(self, content: Content, epoch: Epoch, head: Head) -> Sealed:
        """Return the envelope that comes after a head of this device's chain."""
        blank = Envelope(
            version=VERSION,
            space=self._space,
            epoch=epoch.number,
            key=epoch.id,
            device=self._id,
            sequence=head.sequence + 1,
            previous=head.hash,
            nonce=self._chance(NONCE_BYTES),
            sealed=b"",
            signature=b"",
        )
        words = seal(packed(content), associated(blank), blank.nonce, epoch.key)
        closed = msgspec.structs.replace(blank, sealed=words)
        closed = msgspec.structs.replace(closed, signature=self._device.sign(signed(closed)))
        data = encoded(closed)
        return Sealed(data, Head(closed.sequence, hash_of(data)), content)


def opened(envelope: Envelope, keys: PublicKeys, epochs: Mapping[bytes, Epoch]) -> Content:
    """Return what is in an envelope of a known device.

    Raises `RefusedError` where the signature, the epoch or the seal does not hold, and
    `BadMessageError` where its device wrote what is no content.
    """
    check_signature(keys, signed(envelope), envelope.signature)
    return unsigned(envelope, epochs)


def unsigned(envelope: Envelope, epochs: Mapping[bytes, Epoch]) -> Content:
    """Return what is in an envelope whose signature is still to be checked."""
    return unpacked(unsealed(envelope, associated(envelope), epochs))


def unsealed(
    message: Envelope | SealedPresence, bound: bytes, epochs: Mapping[bytes, Epoch]
) -> bytes:
    """Return the words in a message; `bound` is what its seal binds them to."""
    epoch = epochs.get(message.key)
    if epoch is None or epoch.number != message.epoch:
        raise RefusedError("the epoch's key is not known")
    try:
        return bytes(unseal(message.sealed, bound, message.nonce, epoch.key))
    except (CryptoError, ValueError, TypeError) as error:
        raise RefusedError("the seal does not hold") from error


__all__ = [
    "BadMessageError",
    "Epoch",
    "Sealed",
    "Sealer",
    "hash_of",
    "opened",
    "unsealed",
    "unsigned",
]
