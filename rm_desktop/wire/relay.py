"""Control calls between a device and a relay, as JSON; envelopes travel beside them as octets.

Identifiers are lower-case hexadecimal. A relay answers what it refuses with a `Problem`.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

#: Where every path of this version begins.
ROOT: Final = "/v1"
#: So many public keys come with a space at most.
MOST_KEYS: Final = 64
ENVELOPES_TYPE: Final = "application/vnd.rm-desktop.envelopes"

HexId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
HexHash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Token = Annotated[str, Meta(min_length=20, max_length=200)]


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A JSON object with these fields and no others."""


class Health(_Message, frozen=True):
    """A relay that works: the incarnation of its store."""

    incarnation: HexId


class Enrol(_Message, frozen=True):
    """A device asks for an account.

    `permit` is the one-time token of the relay's owner, if it wants one; the signature over
    `enrolment_words` proves the device's signing key.
    """

    signing: HexHash
    sealing: HexHash
    signature: Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]
    permit: Annotated[str, Meta(max_length=200)] = ""


class Enrolled(_Message, frozen=True):
    """The token a device shows with every call; the relay keeps only its hash."""

    device: HexId
    token: Token


class Permit(_Message, frozen=True):
    """Words that let one guest enrol, once."""

    permit: Token


class SpaceHead(_Message, frozen=True):
    """How far one device's chain is held."""

    device: HexId
    sequence: Count
    hash: HexHash


class SpaceState(_Message, frozen=True):
    """What a relay holds of a space: its incarnation, its last position, the head of each chain."""

    incarnation: HexId
    position: Count
    heads: Annotated[list[SpaceHead], Meta(max_length=64)]
    bytes: Count
    quota: Count


class Kept(_Message, frozen=True):
    """The answer to envelopes that were offered: all of them are on the relay's disk."""

    incarnation: HexId
    position: Count


class DevicePublic(_Message, frozen=True):
    """A device's public keys; they are what its id is made of."""

    signing: HexHash
    sealing: HexHash


class Access(_Message, frozen=True):
    """Which devices may read and write a space; only one of them may say so.

    `keys` lets a relay check the chains of devices that are not enrolled at it, or no more.
    """

    devices: Annotated[list[HexId], Meta(min_length=1, max_length=64)]
    keys: Annotated[list[DevicePublic], Meta(max_length=MOST_KEYS)] = []


class Event(_Message, frozen=True):
    """What a relay says by itself: a space is now at a position."""

    space: HexId
    position: Count


class PresenceEvent(_Message, frozen=True):
    """What a relay passes on without knowing what it says: a sealed presence, in base64."""

    space: HexId
    sealed: Annotated[str, Meta(max_length=2800)]


class Problem(_Message, frozen=True):
    """Why a call was refused; `kind` is one of `KINDS`, `words` are for a log and for people."""

    kind: str
    words: str
    retry_after: Annotated[int, Meta(ge=0, le=86_400)] = 0


#: Kinds of refusals and their status.
KINDS: Final = {
    "bad_request": 400,
    "not_enrolled": 401,
    "not_permitted": 403,
    "not_found": 404,
    "conflict": 409,
    "gone": 410,
    "too_large": 413,
    "too_many": 429,
    "full": 507,
    "unavailable": 503,
}


def enrolment_words(relay: str, signing: str, sealing: str) -> bytes:
    """Return what a device signs to enrol at one relay, named by its incarnation.

    So the signature is good nowhere else; `GET /healthz` tells the incarnation.
    """
    return f"rm-desktop enrol 1\n{relay}\n{signing}\n{sealing}".encode()
