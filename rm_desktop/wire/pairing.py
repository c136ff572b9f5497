"""The four messages by which a second device comes to a space; see PROTOCOL.md, *Pairing*."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from rm_desktop.wire.content import Heads, Id, Name, PublicKey, PublicKeys
from rm_desktop.wire.envelope import UNREADABLE, BadMessageError, Count

VERSION: Final = 1
SECRET_BYTES: Final = 16
#: The letters of a pairing, in the order in which they are left in the mailbox.
SLOTS: Final = ("offer", "answer", "reveal", "welcome")
#: An invitation is good for so long, in milliseconds.
GOOD_FOR_MS: Final = 24 * 3_600_000
MOST_MESSAGE_BYTES: Final = 256 * 1024
#: Where an invitation's link leads; a relay says there in a page what to do with it.
JOIN_PATH = "/join"
_SCHEME = "rm-desktop"
_LONGEST_LINK = 2_000


class OtherVersionError(BadMessageError):
    """A message of a pairing in another version of this protocol."""


class Invitation(msgspec.Struct, frozen=True):
    """Where to meet, and the secret that only the two people know."""

    secret: bytes
    relay: str = ""


class Offer(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """From the one who invites; `commitment` is the hash of a number that is shown later.

    `guest` is the name the host knows the guest by, `permit` lets the guest enrol at the relay.
    """

    version: int
    space: Id
    device: PublicKeys
    ephemeral: PublicKey
    commitment: Annotated[bytes, Meta(min_length=32, max_length=32)]
    pair: Name
    host: Name
    own_device: bool
    guest: Name = ""
    permit: Name = ""


class Answer(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """From the one who comes."""

    version: int
    device: PublicKeys
    ephemeral: PublicKey
    guest: Name


class Reveal(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The number that the offer committed to, shown once the answer can no longer be chosen."""

    number: Annotated[bytes, Meta(min_length=32, max_length=32)]


class EpochKey(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The key of one epoch."""

    epoch: Count
    key: Annotated[bytes, Meta(min_length=32, max_length=32)]


class Welcome(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a new device needs to read the space, from the one who invited it.

    `devices` are the public keys of all devices ever admitted; `since` are heads before which
    nothing is needed because a snapshot holds it, `upto` those the host knows; `member` is the
    person the device belongs to, `holds` counts what the pair has, for a preview; `ended` says how
    far devices count that were removed, `formers` who was somebody else before.
    """

    keys: Annotated[list[EpochKey], Meta(min_length=1, max_length=1_000)]
    devices: Annotated[dict[Id, PublicKeys], Meta(max_length=64)]
    since: Heads
    pair: Name
    member: Name
    upto: Heads = {}
    holds: tuple[Count, Count, Count] = (0, 0, 0)
    ended: Heads = {}
    formers: Annotated[dict[Id, Id], Meta(max_length=64)] = {}


Message = Offer | Answer | Reveal | Welcome


def packed_message(message: Message) -> bytes:
    """Return a message's bytes, ready to be sealed."""
    return msgspec.msgpack.encode(message)


def offer_from(data: bytes) -> Offer:
    """Read an offer; raises `BadMessageError`."""
    return _read(data, _offers)


def answer_from(data: bytes) -> Answer:
    """Read an answer; raises `BadMessageError`."""
    return _read(data, _answers)


def reveal_from(data: bytes) -> Reveal:
    """Read what an offer committed to; raises `BadMessageError`."""
    return _read(data, _reveals)


def welcome_from(data: bytes) -> Welcome:
    """Read a welcome; raises `BadMessageError`."""
    return _read(data, _welcomes)


def link_of(invitation: Invitation) -> str:
    """Return the link that carries an invitation; the secret is in its fragment.

    A browser sends no fragment, so not even the relay that is named in it sees the secret.
    """
    secret = base64.urlsafe_b64encode(invitation.secret).rstrip(b"=").decode()
    place = invitation.relay.rstrip("/") or f"{_SCHEME}:"
    return f"{place}{JOIN_PATH}#{secret}"


def invitation_from(link: str) -> Invitation:
    """Read a link, as it was pasted; raises `BadMessageError`."""
    words = link.strip()
    if len(words) > _LONGEST_LINK:
        raise BadMessageError("too long for an invitation")
    try:
        parts = urlsplit(words)
        secret = base64.b64decode(f"{parts.fragment}==", altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise BadMessageError("no invitation") from error
    if len(secret) != SECRET_BYTES or not parts.path.endswith(JOIN_PATH.lstrip("/")):
        raise BadMessageError("no invitation")
    if parts.scheme == _SCHEME:
        return Invitation(secret)
    if parts.scheme not in ("https", "http") or not parts.netloc or "@" in parts.netloc:
        raise BadMessageError("no invitation")
    path = parts.path.removesuffix(JOIN_PATH)
    return Invitation(secret, f"{parts.scheme}://{parts.netloc}{path}")


_offers = msgspec.msgpack.Decoder(Offer)
_answers = msgspec.msgpack.Decoder(Answer)
_reveals = msgspec.msgpack.Decoder(Reveal)
_welcomes = msgspec.msgpack.Decoder(Welcome)
_anything = msgspec.msgpack.Decoder(list[object])
_T = TypeVar("_T", Offer, Answer, Reveal, Welcome)


def _read(data: bytes, decoder: msgspec.msgpack.Decoder[_T]) -> _T:
    if len(data) > MOST_MESSAGE_BYTES:
        raise BadMessageError("larger than any message of a pairing")
    try:
        return decoder.decode(data)
    except UNREADABLE as error:
        if decoder in (_offers, _answers) and _version_in(data) not in (None, VERSION):
            raise OtherVersionError("of another version") from error
        raise BadMessageError(str(error)) from error


def _version_in(data: bytes) -> int | None:
    """Return the version that a message begins with, whatever else is in it."""
    try:
        parts = _anything.decode(data)
    except UNREADABLE:
        return None
    first = parts[0] if parts else None
    return first if isinstance(first, int) and not isinstance(first, bool) else None
