"""How a second device comes to a space: two machines that exchange four sealed messages.

Pure: what they say is handed out as bytes for a mailbox, what they hear is handed in. See
PROTOCOL.md, *Pairing*. Each letter is heard once: the same again changes nothing, another one is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple, Self, TypeVar

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as unseal,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as seal,
)
from nacl.bindings import crypto_scalarmult, crypto_scalarmult_base
from nacl.exceptions import CryptoError

from rm_desktop.sync.keys import KEY_BYTES, DeviceKeys, RefusedError, device_id
from rm_desktop.sync.sealing import Epoch
from rm_desktop.wire.content import Heads, PublicKeys
from rm_desktop.wire.envelope import NONCE_BYTES, BadMessageError
from rm_desktop.wire.pairing import (
    SECRET_BYTES,
    VERSION,
    Answer,
    EpochKey,
    Offer,
    OtherVersionError,
    Reveal,
    Welcome,
    answer_from,
    offer_from,
    packed_message,
    reveal_from,
    welcome_from,
)

DIGITS = 6
_NAME_BYTES = _NUMBER_BYTES = 32

Chance = Callable[[int], bytes]
_T = TypeVar("_T", Offer, Answer, Reveal, Welcome)


class OtherVersionRefusedError(RefusedError):
    """The other side speaks another version of this protocol."""


class KeptInviter(NamedTuple):
    """What an inviter is after a restart, for the vault alone."""

    secret: bytes
    ephemeral: bytes
    number: bytes
    offer: bytes
    answer: bytes


class KeptJoiner(NamedTuple):
    """What a joiner is after a restart, for the vault alone."""

    secret: bytes
    ephemeral: bytes
    offer: bytes
    answer: bytes
    number: bytes


def mailbox_of(secret: bytes) -> bytes:
    """Return the name of an invitation's mailbox: all that a relay sees of it."""
    return _derived(secret, b"mailbox")


def new_secret(chance: Chance) -> bytes:
    """Return the secret of a new invitation."""
    return chance(SECRET_BYTES)


@dataclass(slots=True)
class Inviter:
    """The one who invites. `offer`, `hear`, `reveal`, then both compare `digits`, then `welcome`.

    The offer commits to a number that enters into the digits and is shown only after the answer
    has come: who comes between the two cannot try answers out until the digits fit.
    """

    secret: bytes = field(repr=False)
    device: DeviceKeys
    space: bytes
    pair: str
    host: str
    chance: Chance
    own_device: bool = False
    guest_name: str = ""
    permit: str = field(default="", repr=False)
    guest: Answer | None = None
    _ephemeral: bytes = field(init=False, repr=False)
    _number: bytes = field(init=False, repr=False)
    _offer: bytes = field(init=False, repr=False)
    _answer: bytes = field(default=b"", repr=False)
    _key: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        self._ephemeral, self._number = self.chance(KEY_BYTES), self.chance(_NUMBER_BYTES)
        message = Offer(
            version=VERSION,
            space=self.space,
            device=self.device.public,
            ephemeral=crypto_scalarmult_base(self._ephemeral),
            commitment=_derived(self._number, b"commitment"),
            pair=self.pair,
            host=self.host,
            own_device=self.own_device,
            guest=self.guest_name,
            permit=self.permit,
        )
        self._offer = packed_message(message)

    @classmethod
    def again(cls, kept: bytes, device: DeviceKeys, chance: Chance) -> Self:
        """Go on after a restart from what was kept."""
        parts = msgspec.msgpack.decode(kept, type=KeptInviter)
        offer = offer_from(parts.offer)
        found = cls(parts.secret, device, offer.space, offer.pair, offer.host, chance)
        found.own_device, found.guest_name = offer.own_device, offer.guest
        found.permit = offer.permit
        found._ephemeral, found._number, found._offer = parts[1:4]
        if parts.answer:
            found._take(parts.answer)
        return found

    @property
    def kept(self) -> bytes:
        """What it takes to go on after a restart: secrets, for the vault alone."""
        parts = self.secret, self._ephemeral, self._number, self._offer, self._answer
        return msgspec.msgpack.encode(KeptInviter(*parts))

    def offer(self) -> bytes:
        """Return the first letter."""
        return _closed(self.secret, b"offer", self._offer, self.chance)

    def hear(self, letter: bytes) -> None:
        """Take the answer; raises `RefusedError` for one that is none, or a second one."""
        data = _opened(self.secret, b"answer", letter)
        if self._answer not in (b"", data):
            raise RefusedError("another one answered")
        self._take(data)

    def _take(self, data: bytes) -> None:
        answer = _understood(answer_from, data)
        self._key = _agreed(self.secret, self._ephemeral, answer.ephemeral, self._offer, data)
        self.guest, self._answer = answer, data

    def reveal(self) -> bytes:
        """Return the third letter, without which the guest sees no digits."""
        message = packed_message(Reveal(self._number))
        return _closed(_known(self._key), b"reveal", message, self.chance)

    @property
    def digits(self) -> str:
        """Return the number that both screens show."""
        return _digits(self._key, self._number)

    def welcome(
        self,
        epochs: Mapping[bytes, Epoch],
        devices: Mapping[bytes, PublicKeys],
        since: Heads,
        member: str,
        *,
        upto: Heads | None = None,
        holds: tuple[int, int, int] = (0, 0, 0),
        ended: Heads | None = None,
        formers: Mapping[bytes, bytes] | None = None,
    ) -> bytes:
        """Return the last letter, once both people said that the numbers are the same."""
        message = Welcome(
            keys=[EpochKey(epoch.number, epoch.key) for epoch in epochs.values()],
            devices=dict(devices),
            since=since,
            pair=self.pair,
            member=member,
            upto=upto or {},
            holds=holds,
            ended=ended or {},
            formers=dict(formers or {}),
        )
        return _closed(_known(self._key), b"welcome", packed_message(message), self.chance)


@dataclass(slots=True)
class Joiner:
    """The one who comes. `hear` the offer, `answer`, `hear_reveal`, compare `digits`, `enter`."""

    secret: bytes = field(repr=False)
    device: DeviceKeys
    guest: str
    chance: Chance
    host: Offer | None = None
    _ephemeral: bytes = field(init=False, repr=False)
    _offer: bytes = field(default=b"", repr=False)
    _answer: bytes = field(init=False, repr=False)
    _key: bytes = field(default=b"", repr=False)
    _number: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        self._ephemeral = self.chance(KEY_BYTES)
        message = Answer(
            version=VERSION,
            device=self.device.public,
            ephemeral=crypto_scalarmult_base(self._ephemeral),
            guest=self.guest,
        )
        self._answer = packed_message(message)

    @classmethod
    def again(cls, kept: bytes, device: DeviceKeys, chance: Chance) -> Self:
        """Go on after a restart from what was kept."""
        parts = msgspec.msgpack.decode(kept, type=KeptJoiner)
        found = cls(parts.secret, device, answer_from(parts.answer).guest, chance)
        found._ephemeral, found._answer = parts.ephemeral, parts.answer
        if parts.offer:
            found._take(parts.offer)
        found._number = parts.number
        return found

    @property
    def kept(self) -> bytes:
        """What it takes to go on after a restart: secrets, for the vault alone."""
        parts = self.secret, self._ephemeral, self._offer, self._answer, self._number
        return msgspec.msgpack.encode(KeptJoiner(*parts))

    def hear(self, letter: bytes) -> None:
        """Take the offer; raises `RefusedError` for one that is none, or a second one."""
        data = _opened(self.secret, b"offer", letter)
        if self._offer not in (b"", data):
            raise RefusedError("another one offered")
        self._take(data)

    def _take(self, data: bytes) -> None:
        offer = _understood(offer_from, data)
        self._key = _agreed(self.secret, self._ephemeral, offer.ephemeral, data, self._answer)
        self.host, self._offer = offer, data

    def answer(self) -> bytes:
        """Return the second letter."""
        return _closed(self.secret, b"answer", self._answer, self.chance)

    def hear_reveal(self, letter: bytes) -> None:
        """Take the host's number; raises `RefusedError` unless the offer committed to it."""
        number = _understood(reveal_from, _opened(self._key, b"reveal", letter)).number
        if self.host is None or _derived(number, b"commitment") != self.host.commitment:
            raise RefusedError("not the number that was promised")
        self._number = number

    @property
    def digits(self) -> str:
        """Return the number that both screens show."""
        return _digits(self._key, self._number)

    def enter(self, letter: bytes) -> Welcome:
        """Take the welcome; raises `RefusedError` unless the host and we are named in it."""
        if not self._number:
            raise RefusedError("a welcome before anything could be compared")
        welcome = _understood(welcome_from, _opened(self._key, b"welcome", letter))
        named = all(device_id(keys) == ident for ident, keys in welcome.devices.items())
        host = self.host
        known = host is not None and device_id(host.device) in welcome.devices
        if not (named and known and self.device.id in welcome.devices):
            raise RefusedError("a welcome by somebody else")
        return welcome


def offer_in(secret: bytes, letter: bytes) -> Offer:
    """Return what an offer says, before anything is answered; raises `RefusedError`."""
    return _understood(offer_from, _opened(secret, b"offer", letter))


def _derived(key: bytes, what: bytes, *parts: bytes) -> bytes:
    words = b"rm-desktop pairing 1\n" + what + b"\n" + b"".join(map(_measured, parts))
    return blake2b(words, key=key, digest_size=_NAME_BYTES).digest()


def _measured(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _agreed(secret: bytes, mine: bytes, theirs: bytes, offer: bytes, answer: bytes) -> bytes:
    """Return the key that only the two have who sent and heard exactly these messages."""
    try:
        shared = crypto_scalarmult(mine, theirs)
    except (RuntimeError, CryptoError) as error:  # a point of low order
        raise RefusedError("no key can be agreed on") from error
    return _derived(secret, b"key", shared, offer, answer)


def _known(part: bytes) -> bytes:
    """Return a part of what was agreed on; a key that is empty would be everybody's."""
    if not part:
        raise LookupError("nothing was agreed on yet")
    return part


def _digits(key: bytes, revealed: bytes) -> str:
    words = _derived(_known(key), b"digits", _known(revealed))
    return f"{int.from_bytes(words, 'big') % 10**DIGITS:0{DIGITS}}"


def _closed(key: bytes, slot: bytes, data: bytes, chance: Chance) -> bytes:
    nonce = chance(NONCE_BYTES)
    return nonce + seal(data, slot, nonce, _derived(key, b"seal"))


def _opened(key: bytes, slot: bytes, letter: bytes) -> bytes:
    nonce, words = letter[:NONCE_BYTES], letter[NONCE_BYTES:]
    if not key:
        raise RefusedError("nothing was agreed on yet")
    try:
        return unseal(words, slot, nonce, _derived(key, b"seal"))
    except (CryptoError, ValueError, TypeError) as error:
        raise RefusedError("the letter is not from who holds this invitation") from error


def _understood(read: Callable[[bytes], _T], data: bytes) -> _T:
    try:
        message = read(data)
    except OtherVersionError as error:
        raise OtherVersionRefusedError(str(error)) from error
    except BadMessageError as error:
        raise RefusedError(str(error)) from error
    if getattr(message, "version", VERSION) != VERSION:
        raise RefusedError("of another version")
    return message
