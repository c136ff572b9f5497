"""Keys of devices and of epochs, and the ids that are made from them.

One library, used in its standard ways: Ed25519 signs, X25519 sealed boxes carry keys to a device.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Self

from nacl.bindings import (
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_scalarmult_base,
    crypto_sign,
    crypto_sign_BYTES,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError

from rm_desktop.wire.content import PublicKeys
from rm_desktop.wire.envelope import ID_BYTES, KEY_ID_BYTES, SIGNATURE_BYTES

KEY_BYTES = 32


class RefusedError(Exception):
    """A signature or a seal does not hold: what came is not from whom it says, or not for us."""


@dataclass(frozen=True, repr=False)
class DeviceKeys:
    """The secrets of one device in one profile: 32 bytes to sign, 32 to receive.

    What follows from them is made once: every envelope asks for it, and it costs 100 µs.
    """

    signing: bytes
    sealing: bytes

    @classmethod
    def make(cls, chance: Callable[[int], bytes]) -> Self:
        """Make the keys of a new device."""
        return cls(chance(KEY_BYTES), chance(KEY_BYTES))

    @cached_property
    def public(self) -> PublicKeys:
        """What others may know."""
        signing, _ = crypto_sign_seed_keypair(self.signing)
        return PublicKeys(signing, crypto_scalarmult_base(self.sealing))

    @cached_property
    def id(self) -> bytes:
        """The device's id."""
        return device_id(self.public)

    def sign(self, words: bytes) -> bytes:
        """Return the signature over some bytes."""
        _, secret = crypto_sign_seed_keypair(self.signing)
        return crypto_sign(words, secret)[:crypto_sign_BYTES]

    def open_sealed(self, sealed: bytes) -> bytes:
        """Open what was sealed to this device; raises `RefusedError`."""
        try:
            return crypto_box_seal_open(sealed, self.public.sealing, self.sealing)
        except (CryptoError, ValueError, TypeError) as error:
            raise RefusedError("not sealed to this device") from error


def device_id(keys: PublicKeys) -> bytes:
    """Return the id that belongs to public keys: nobody else can have it."""
    words = b"rm-desktop device 1\n" + keys.signing + keys.sealing
    return blake2b(words, digest_size=ID_BYTES).digest()


def space_id(founder: bytes, number: bytes) -> bytes:
    """Return the id of a space that a device founds."""
    return blake2b(b"rm-desktop space 1\n" + founder + number, digest_size=ID_BYTES).digest()


def key_id(key: bytes) -> bytes:
    """Return the name of an epoch's key."""
    return blake2b(b"rm-desktop epoch 1\n", key=key, digest_size=KEY_ID_BYTES).digest()


def check_signature(keys: PublicKeys, words: bytes, signature: bytes) -> None:
    """Raise `RefusedError` unless a device signed these bytes."""
    if len(signature) != SIGNATURE_BYTES:
        raise RefusedError("no signature")
    try:
        crypto_sign_open(signature + words, keys.signing)
    except (CryptoError, ValueError, TypeError) as error:
        raise RefusedError("the signature does not hold") from error


def seal_to(keys: PublicKeys, secret: bytes) -> bytes:
    """Seal some bytes so that one device alone can open them."""
    return crypto_box_seal(secret, keys.sealing)
