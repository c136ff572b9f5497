"""What the planner wants done by others: by a transport, or by the child that rehearses."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.wire.content import PublicKeys, Update
from rm_desktop.wire.envelope import Head

Heads = dict[bytes, Head]


class Ask(NamedTuple):
    """Ask the transport what it holds; answered by `Held`."""


class Offer(NamedTuple):
    """Offer envelopes, each chain in order; answered by `Kept`. `heads` are theirs once kept."""

    envelopes: list[bytes]
    heads: Heads


class Fetch(NamedTuple):
    """Ask for what comes after these heads; answered by `Came`."""

    after: Heads


class Rehearse(NamedTuple):
    """Try updates out where they can do no harm; answered by `Rehearsed`."""

    updates: list[Update]


class Join(NamedTuple):
    """Make this device known where the space is kept, and let these devices use it.

    Answered by `Joined`. `token` is what this device was given there before, or what another of
    ours was, from which `enrols` parts it; `permit` is what the place's owner gave; `known` are the
    keys of everybody whose chain may have to be offered there.
    """

    keys: DeviceKeys
    devices: list[bytes]
    token: str = ""
    permit: str = ""
    enrols: bool = True
    known: tuple[PublicKeys, ...] = ()


Call = Ask | Offer | Fetch | Rehearse


class Held(NamedTuple):
    """What a transport says it holds: its incarnation, and the head of every chain."""

    incarnation: bytes
    heads: Heads


class Kept(NamedTuple):
    """The transport has what was offered on its disk."""

    incarnation: bytes


class Came(NamedTuple):
    """Envelopes that were asked for; `more` says that not all fitted."""

    envelopes: list[bytes]
    more: bool = False


class Rehearsed(NamedTuple):
    """The updates, by their place, that did harm; all others are safe to merge."""

    harmful: frozenset[int]


class Joined(NamedTuple):
    """The device is known; the token is what it shows from now on."""

    token: str


class Trouble(StrEnum):
    """Why a call was not answered."""

    OFFLINE = "offline"
    STRANGER = "stranger"
    REFUSED = "refused"
    CONFLICT = "conflict"
    FULL = "full"
    GONE = "gone"
    CLOSED = "closed"
    UNTRUSTED = "untrusted"
    DISK = "disk"


class Failed(NamedTuple):
    """A call that was not answered; `wait_ms` is what the other side asks for, if it does."""

    trouble: Trouble
    wait_ms: int = 0


class TroubleError(Exception):
    """A relay or a folder did not do what it was asked."""

    def __init__(self, trouble: Trouble, wait_ms: int = 0) -> None:
        """Say why, and how long it wants to be left alone."""
        super().__init__(trouble)
        self.failed = Failed(trouble, wait_ms)


Answer = Held | Kept | Came | Rehearsed | Joined | Failed
