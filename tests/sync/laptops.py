"""Laptops that share a space in memory: a set of words as a store, a relay, a bad network."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Protocol, Self, cast

from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Came,
    Failed,
    Fetch,
    Heads,
    Held,
    Kept,
    Offer,
    Rehearse,
    Rehearsed,
    Trouble,
)
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.log import Chain, SpaceLog
from rm_desktop.sync.pairing import Inviter, Joiner, new_secret
from rm_desktop.sync.planner import Planner
from rm_desktop.sync.reading import updates_of
from rm_desktop.sync.sealing import Epoch, Sealed, hash_of
from rm_desktop.sync.store import Store, Told, Unsealed
from rm_desktop.sync.verdicts import Accepted
from rm_desktop.wire.content import Admission, Founding, Update
from rm_desktop.wire.envelope import NO_HEAD, Head, decoded

MOST_FETCHED = 20
TRANSACTIONS = frozenset(
    {
        "keep_told",
        "keep_own",
        "keep_received",
        "keep_log",
        "unseal_everything",
        "say_again",
        "take_identity",
    }
)


class Disk:
    """A store of one device that keeps words; `copy` is a backup or a cloned profile."""

    def __init__(self, log: SpaceLog) -> None:
        self.words: dict[str, None] = {}
        self.own: list[Update] = []
        self.sealed_upto = 0
        self.held: dict[bytes, list[bytes]] = {}
        self.quarantine: list[Update] = []
        self._log = log
        self._told = Told()
        log.hashes = self.hash_at

    def copy(self) -> Self:
        twin = type(self)(self._log.copy())
        twin.words, twin.own, twin.sealed_upto = dict(self.words), list(self.own), self.sealed_upto
        twin.held = {device: list(chain) for device, chain in self.held.items()}
        twin.quarantine = list(self.quarantine)
        twin.keep_told(self._told)
        return twin

    def enter(self, log: SpaceLog) -> None:
        """Come to a space, or come back to it, as a new device; what is here is offered anew."""
        self.held, self._told, self._log = {}, Told(), log
        log.hashes = self.hash_at
        self.unseal_everything()

    def type(self, words: str) -> None:
        """Commit a change as the app does."""
        self.words[words] = None
        self.own.append(Update("pair", "pair", words.encode()))

    # -- what a simulation asks of every kind of disk -----------------------------------------

    def wake(self) -> None:
        """Start the app: what was only in memory is gone."""

    def edit(self, dice: Random, _member: str, _wall: int, *, killed: bool = False) -> None:
        """Let a person type, unless the app is killed before it is stored."""
        word = f"{dice.getrandbits(40):010x}"
        if not killed:
            self.type(word)

    def found(self) -> None:
        """Begin the pair, as its first laptop does."""

    def rest(self) -> None:
        """Store what is being typed."""

    def extent(self) -> Any:
        """Return which edits are on the disk."""
        return set(self.words)

    def lacks(self, wanted: Any) -> list[str]:
        """Return which of some edits are not on the disk."""
        return sorted(wanted - self.words.keys())

    def content(self) -> object:
        """Return all that a person can see, so that two can be compared."""
        return self.words.keys()

    def flaws(self, *, is_inside: bool = True) -> list[str]:
        """Return what is wrong with the disk by itself."""
        return [] if is_inside or not self.quarantine else ["it refused something"]

    # -- `sync.store.Store` --------------------------------------------------------------------

    def hash_at(self, device: bytes, sequence: int) -> bytes | None:
        chain = self.held.get(device, [])
        return hash_of(chain[sequence - 1]) if 0 < sequence <= len(chain) else None

    def log(self) -> SpaceLog:
        return self._log.copy()

    def told(self) -> Told:
        return self._told

    def keep_told(self, told: Told) -> None:
        self._told = told

    def unsealed(self, most_bytes: int) -> Unsealed:
        assert most_bytes > 0
        return Unsealed(self.own[self.sealed_upto :], len(self.own))

    def keep_own(self, sealed: Sealed, upto: int, log: SpaceLog) -> None:
        chain = self.held.setdefault(log.me, [])
        assert len(chain) == sealed.head.sequence - 1
        chain.append(sealed.data)
        self.sealed_upto = max(self.sealed_upto, upto)
        self._log = log.copy()

    def envelopes(self, device: bytes, after: int, most_bytes: int) -> list[bytes]:
        assert most_bytes > 0
        return self.held.get(device, [])[after : after + MOST_FETCHED]

    def keep_received(
        self, received: Sequence[Accepted], harmful: frozenset[int], log: SpaceLog
    ) -> None:
        updates = [each for one in received for each in updates_of(one.content)]
        for place, update in enumerate(updates):
            if place in harmful:
                self.quarantine.append(update)
            else:
                self.merge(update)
        for one in received:
            chain = self.held.setdefault(one.device, [])
            assert len(chain) == one.head.sequence - 1
            chain.append(one.data)
        self._log = log.copy()

    def keep_log(self, log: SpaceLog) -> None:
        self._log = log.copy()

    def merge(self, update: Update) -> None:
        """Take in what somebody else wrote."""
        for words in update.data.decode().split("\n"):
            self.words[words] = None

    def whole(self) -> list[Update]:
        """Return everything that is here."""
        return [Update("pair", "pair", "\n".join(self.words).encode())] if self.words else []

    def unseal_everything(self) -> None:
        self.own, self.sealed_upto = self.whole(), 0

    def say_again(self, updates: Sequence[Update]) -> None:
        self.own += updates

    def take_identity(self, former: bytes, first: Sequence[Sealed], log: SpaceLog) -> None:
        del self.held.get(former, [])[log.chains[former].head.sequence :]
        self.unseal_everything()
        for each in first:
            self.keep_own(each, 0, log)


class Transport(Protocol):
    """What answers a planner."""

    def answer(self, call: Call) -> Answer: ...


class Relay:
    """A relay that keeps envelopes by chain, and can be restored to what it was."""

    def __init__(self, number: int = 1) -> None:
        self.incarnation = number.to_bytes(16, "big")
        self.chains: dict[bytes, list[bytes]] = {}

    def answer(self, call: Call) -> Answer:
        match call:
            case Ask():
                return Held(self.incarnation, self._heads())
            case Offer(envelopes=envelopes):
                return self._keep(envelopes)
            case Fetch(after=after):
                return self._after(after)
            case Rehearse(updates=updates):
                bad = (n for n, update in enumerate(updates) if b"poison" in update.data)
                return Rehearsed(frozenset(bad))

    def _heads(self) -> Heads:
        return {
            device: Head(len(chain), hash_of(chain[-1]))
            for device, chain in self.chains.items()
            if chain
        }

    def _keep(self, envelopes: list[bytes]) -> Answer:
        for data in envelopes:
            envelope = decoded(data)
            chain = self.chains.setdefault(envelope.device, [])
            if envelope.sequence <= len(chain):
                if chain[envelope.sequence - 1] != data:
                    return Failed(Trouble.CONFLICT)
                continue
            if envelope.sequence != len(chain) + 1:
                return Failed(Trouble.CONFLICT)
            chain.append(data)
        return Kept(self.incarnation)

    def _after(self, after: Heads) -> Came:
        found = [
            data
            for device, chain in self.chains.items()
            for data in chain[after.get(device, NO_HEAD).sequence :]
        ]
        return Came(found[:MOST_FETCHED], len(found) > MOST_FETCHED)


class KilledError(Exception):
    """The app was killed, before or after something reached the disk."""


class Fuse:
    """Stands before a disk; the app is killed at a transaction once `left` is set.

    Two for each transaction: an even number kills before it, an odd one after it.
    """

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.left: int | None = None

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.disk, name)
        return functools.partial(self._burn, found) if name in TRANSACTIONS else found

    def _burn(self, act: Callable[..., None], *arguments: object) -> None:
        self._count()
        act(*arguments)
        self._count()

    def _count(self) -> None:
        if self.left is None:
            return
        if self.left == 0:
            self.left = None
            raise KilledError
        self.left -= 1


class Laptop:
    """One installation: its disk, and a planner that is made anew at each start."""

    def __init__(self, disk: Disk, chance: Callable[[int], bytes]) -> None:
        self.disk, self.chance = disk, chance
        self.time = 0
        self.start()

    def start(self) -> None:
        """Start the app on what is on the disk."""
        self.disk.wake()
        self.fuse = Fuse(self.disk)
        self.planner = Planner(cast("Store", self.fuse), self.chance, lambda: self.time)
        #: What was answered and has not arrived.
        self.late: Answer | None = None

    def sync(self, relay: Transport, calls: int = 200) -> None:
        """Call until there is nothing to do."""
        self.planner.look_again()
        for _ in range(calls):
            call = self.planner.turn()
            if call is None:
                return
            self.planner.answer(relay.answer(call))
        raise AssertionError("sync does not come to rest")

    @property
    def id(self) -> bytes:
        return self.planner.log.me

    @property
    def notices(self) -> set[str]:
        return {notice.kind for notice in self.planner.notices}


def two_laptops(seed: int = 1, kind: type[Disk] = Disk) -> tuple[Laptop, Laptop]:
    """Return two that share a space, as after a pairing."""
    chance = Random(seed).randbytes
    maya, henrik = DeviceKeys.make(chance), DeviceKeys.make(chance)
    number, epoch = chance(16), Epoch(1, chance(32))
    space = space_id(maya.id, number)

    def laptop(keys: DeviceKeys, known: DeviceKeys) -> Laptop:
        log = SpaceLog(space, keys, nothing_held)
        log.epochs[epoch.id] = epoch
        for each, member in ((maya, "maya"), (known, "henrik")):
            log.chains.setdefault(each.id, Chain(each.public, member))
        return Laptop(kind(log), chance)

    host, guest = laptop(maya, maya), laptop(henrik, henrik)
    host.planner.write(Founding(heads={}, keys=maya.public, number=number, member="maya"))
    host.planner.write(Admission(heads={}, keys=henrik.public, member="henrik"))
    return host, guest


def nothing_held(_device: bytes, _sequence: int) -> bytes | None:
    """Return the hash of an envelope of a log that has none yet."""
    return None


def join(host: Laptop, keys: DeviceKeys, member: str) -> SpaceLog:
    """Let a device in by a host; return what it knows of the space when it has the welcome."""
    known = host.planner.log
    inviter = Inviter(new_secret(host.chance), known.device, known.space, "", "", host.chance)
    joiner = Joiner(inviter.secret, keys, member, host.chance)
    joiner.hear(inviter.offer())
    inviter.hear(joiner.answer())
    joiner.hear_reveal(inviter.reveal())
    assert inviter.digits == joiner.digits
    devices = {device: chain.keys for device, chain in known.chains.items()} | {
        keys.id: keys.public
    }
    letter = inviter.welcome(
        known.epochs, devices, {}, member, ended=known.ended, formers=known.former_names
    )
    host.planner.write(Admission(heads=known.heads, keys=keys.public, member=member))
    log = SpaceLog(known.space, keys, nothing_held)
    log.enter(joiner.enter(letter))
    return log
