"""Laptops that share a space in memory: a set of words as a store, a relay, a bad network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol

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
from rm_desktop.sync.log import Accepted, Chain, SpaceLog
from rm_desktop.sync.planner import Planner
from rm_desktop.sync.reading import updates_of
from rm_desktop.sync.sealing import Epoch, Sealed, hash_of
from rm_desktop.sync.store import Told, Unsealed
from rm_desktop.wire.content import Admission, Founding, Update
from rm_desktop.wire.envelope import NO_HEAD, Head, decoded

MOST_FETCHED = 20


class Disk:
    """A store of one device; `copy` is a backup or a cloned profile."""

    def __init__(self, log: SpaceLog) -> None:
        self.words: dict[str, None] = {}
        self.own: list[Update] = []
        self.sealed_upto = 0
        self.held: dict[bytes, list[bytes]] = {}
        self.quarantine: list[Update] = []
        self._log = log
        self._told = Told()
        log.hashes = self.hash_at

    def copy(self) -> Disk:
        twin = Disk(self._log.copy())
        twin.words, twin.own, twin.sealed_upto = dict(self.words), list(self.own), self.sealed_upto
        twin.held = {device: list(chain) for device, chain in self.held.items()}
        twin._told = self._told
        return twin

    def type(self, words: str) -> None:
        """Commit a change as the app does."""
        self.words[words] = None
        self.own.append(Update("pair", "pair", words.encode()))

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
                continue
            for words in update.data.decode().split("\n"):
                self.words[words] = None
        for one in received:
            chain = self.held.setdefault(one.device, [])
            assert len(chain) == one.head.sequence - 1
            chain.append(one.data)
        self._log = log.copy()

    def keep_log(self, log: SpaceLog) -> None:
        self._log = log.copy()

    def unseal_everything(self) -> None:
        whole = "\n".join(self.words).encode()
        self.own = [Update("pair", "pair", whole)] if whole else []
        self.sealed_upto = 0

    def say_again(self, updates: Sequence[Update]) -> None:
        self.own += updates

    def take_identity(self, former: bytes, first: Sealed, log: SpaceLog) -> None:
        del self.held.get(former, [])[log.chains[former].head.sequence :]
        self.unseal_everything()
        self.keep_own(first, 0, log)


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


class Laptop:
    """One installation: its disk, and a planner that is made anew at each start."""

    def __init__(self, disk: Disk, chance: Callable[[int], bytes]) -> None:
        self.disk, self.chance = disk, chance
        self.time = 0
        self.start()

    def start(self) -> None:
        """Start the app on what is on the disk."""
        self.planner = Planner(self.disk, self.chance, lambda: self.time)

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
    def notices(self) -> set[str]:
        return {notice.kind for notice in self.planner.notices}


def two_laptops(seed: int = 1) -> tuple[Laptop, Laptop]:
    """Return two that share a space, as after a pairing."""
    chance = Random(seed).randbytes
    maya, henrik = DeviceKeys.make(chance), DeviceKeys.make(chance)
    number, epoch = chance(16), Epoch(1, chance(32))
    space = space_id(maya.id, number)

    def laptop(keys: DeviceKeys, known: DeviceKeys) -> Laptop:
        log = SpaceLog(space, keys, lambda _device, _sequence: None)
        log.epochs[epoch.id] = epoch
        for each, member in ((maya, "maya"), (known, "henrik")):
            log.chains.setdefault(each.id, Chain(each.public, member))
        return Laptop(Disk(log), chance)

    host, guest = laptop(maya, maya), laptop(henrik, henrik)
    host.planner.write(Founding(heads={}, keys=maya.public, number=number, member="maya"))
    host.planner.write(Admission(heads={}, keys=henrik.public, member="henrik"))
    return host, guest
