"""Devices of one space, in memory, for tests of what they make of each other's envelopes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from rm_desktop.sync.judging import Judge
from rm_desktop.sync.keys import DeviceKeys, seal_to, space_id
from rm_desktop.sync.log import Chain, SpaceLog
from rm_desktop.sync.sealing import Epoch, Sealer, hash_of
from rm_desktop.sync.verdicts import Accepted, Verdict
from rm_desktop.wire.content import (
    Admission,
    Changes,
    Content,
    Founding,
    Heads,
    Removal,
    Update,
)


class Device:
    """A device with its log and every envelope it holds."""

    def __init__(self, space: bytes, keys: DeviceKeys, chance: Callable[[int], bytes]) -> None:
        self.keys = keys
        self.held: dict[tuple[bytes, int], bytes] = {}
        self.log = SpaceLog(space, keys, self._hash)
        self._sealer = Sealer(space, keys, chance)
        self.chance = chance

    @property
    def id(self) -> bytes:
        return self.log.me

    def _hash(self, device: bytes, sequence: int) -> bytes | None:
        data = self.held.get((device, sequence))
        return None if data is None else hash_of(data)

    def write(self, make: Callable[[Heads], Content]) -> bytes:
        """Seal something, and take it into one's own log."""
        sealed = self._sealer.seal(make(self.log.heads), self.log.epoch, self.log.head)
        self.held[self.id, sealed.head.sequence] = sealed.data
        content = make(self.log.heads)
        self.log.take(Accepted(sealed.data, self.id, sealed.head, content, {}))
        return sealed.data

    def say(self, words: str) -> bytes:
        """Write a change."""
        update = Update("pair", "pair", words.encode())
        return self.write(lambda heads: Changes(heads=heads, updates=[update]))

    def admit(self, other: DeviceKeys, member: str = "henrik") -> bytes:
        return self.write(lambda heads: Admission(heads=heads, keys=other.public, member=member))

    def remove(self, *others: bytes) -> bytes:
        """Remove devices and begin a new epoch."""
        number, key = self.log.epoch.number + 1, self.chance(32)
        staying = self.log.staying(others)

        def make(heads: Heads) -> Content:
            gone = {other: self.log.chains[other].head for other in others}
            boxes = {device: seal_to(keys, key) for device, keys in staying.items()}
            return Removal(heads=heads, devices=gone, epoch=number, sealed_keys=boxes)

        content = make(self.log.heads)
        return self.write(lambda _heads: content)

    def hear(self, data: bytes) -> Verdict:
        """Look at an envelope and take it if it is the next of its chain."""
        verdict = Judge(self.log).look(data)
        if isinstance(verdict, Accepted):
            self.held[verdict.device, verdict.head.sequence] = data
            self.log.take(verdict)
        return verdict


def founder(seed: int = 1) -> Device:
    """Found a space."""
    chance = Random(seed).randbytes
    keys, number = DeviceKeys.make(chance), chance(16)
    device = Device(space_id(keys.id, number), keys, chance)
    device.log.chains[keys.id] = Chain(keys.public, "maya")
    epoch = Epoch(1, chance(32))
    device.log.epochs[epoch.id] = epoch
    device.write(
        lambda heads: Founding(heads=heads, keys=keys.public, number=number, member="maya")
    )
    return device


def joined_by(host: Device, seed: int = 2) -> Device:
    """Let a new device in by a host, as a welcome would."""
    chance = Random(seed).randbytes
    keys = DeviceKeys.make(chance)
    host.admit(keys)
    guest = Device(host.log.space, keys, chance)
    for chain in host.log.chains.values():
        guest.log.admit(chain.keys, chain.member)
    guest.log.epochs.update(host.log.epochs)
    for (device, _), data in sorted(host.held.items(), key=lambda each: each[0][1]):
        assert isinstance(guest.hear(data), Accepted), device
    return guest
