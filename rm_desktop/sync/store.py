"""Where one device keeps what it knows of a space; every method is one transaction or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from rm_desktop.sync.calls import Heads
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.sealing import Sealed
from rm_desktop.sync.verdicts import Accepted
from rm_desktop.wire.content import Update


class Unsealed(NamedTuple):
    """Changes that nobody has sealed yet, in order; `upto` names the last of them."""

    updates: list[Update]
    upto: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a transport once said it has on its disk: it may not say less later, unnoticed."""

    incarnation: bytes = b""
    heads: Heads = field(default_factory=dict)


class Store(Protocol):
    """The vault, as sync needs it."""

    def log(self) -> SpaceLog:
        """Return the log as it was stored last."""

    def told(self) -> Told:
        """Return what the transport told last."""

    def keep_told(self, told: Told) -> None:
        """Keep what the transport told."""

    def unsealed(self, most_bytes: int) -> Unsealed:
        """Return own changes that are not in an envelope yet, at least one if there are any."""

    def keep_own(self, sealed: Sealed, upto: int, log: SpaceLog) -> None:
        """Keep an envelope of our chain and mark the changes in it as sealed."""

    def envelopes(self, device: bytes, after: int, most_bytes: int) -> list[bytes]:
        """Return envelopes of a chain that are held, in order, at least one if there are any."""

    def keep_received(
        self, received: Sequence[Accepted], harmful: frozenset[int], log: SpaceLog
    ) -> None:
        """Keep envelopes, merge their updates and write the heads, as one.

        `harmful` counts the updates of all contents in order; those go to quarantine.
        """

    def keep_log(self, log: SpaceLog) -> None:
        """Keep what changed about chains without an envelope, as a fork."""

    def unseal_everything(self) -> None:
        """Have everything that is in the documents sealed again, as after a fork."""

    def say_again(self, updates: Sequence[Update]) -> None:
        """Have updates of somebody else sealed as ours, too."""

    def take_identity(self, former: bytes, first: Sequence[Sealed], log: SpaceLog) -> None:
        """Go on as another device, whose first envelopes are given.

        What we hold of the former chain beyond its head in the log is dropped, and everything that
        is in the documents is unsealed again.
        """
