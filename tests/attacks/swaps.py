"""A server that puts true parts together wrongly: other views, other keys, other places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

import msgspec

from rm_desktop.sync.calls import Failed, Trouble
from rm_desktop.sync.judging import Judge
from rm_desktop.sync.keys import DeviceKeys, RefusedError, device_id
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.notices import NoticeKind
from rm_desktop.sync.sealing import Epoch, Sealer, unsigned
from rm_desktop.sync.verdicts import Accepted, Elsewhere, Forked
from rm_desktop.wire.content import (
    Admission,
    Changes,
    Content,
    Founding,
    PublicKeys,
    Removal,
    Snapshot,
    Succession,
    Update,
)
from rm_desktop.wire.envelope import (
    NO_HEAD,
    BadMessageError,
    Envelope,
    Head,
    decoded,
    encoded,
    signed,
)
from tests.attacks.tally import BreachError, Seen
from tests.attacks.world import World
from tests.sync.devices import Device, founder, joined_by
from tests.sync.laptops import Laptop, Relay

FIELDS = Envelope.__struct_fields__


def fork(dice: Random) -> Seen:
    """D24: two views. A copy of Maya's profile writes on, and Henrik is shown only the copy's."""
    world = World(dice)
    world.write(world.maya, dice.randrange(1, 4))
    world.settle()
    copy = Laptop(world.maya.disk.copy(), dice.randbytes)
    views = [Relay(), Relay()]
    for view in views:
        view.incarnation = world.relay.incarnation
        view.chains = {each: list(chain) for each, chain in world.relay.chains.items()}
    seen, other = (world.maya, copy) if dice.random() < 0.5 else (copy, world.maya)
    for laptop, view in ((seen, views[0]), (other, views[1])):
        for n in range(dice.randrange(1, 4)):
            laptop.disk.type(f"{id(view)} {n}")
            world.relay = view
            world.sync(laptop)
    world.relay = views[0]
    world.write(world.henrik, dice.randrange(1, 4))  # has seen `seen`, and says so
    name = world.henrik.planner.log.me
    views[1].chains[name] = list(views[0].chains[name])
    world.relay = views[1]
    other.planner.look_again()
    world.sync(other)  # the first cross exchange
    told = {NoticeKind.FORK, NoticeKind.NEW_IDENTITY, NoticeKind.MISSING}
    return Seen(1, 1, int(bool(told & other.notices)))


class Post(NamedTuple):
    """Everything that was ever sealed in two spaces, and who knows what of it."""

    laptops: list[Device]
    genuine: list[bytes]
    foreign: list[bytes]
    log: SpaceLog


def post(dice: Random) -> Post:
    """Let two spaces live through every type of message, two epochs and four devices."""
    spaces = []
    for _ in range(2):
        maya = founder(dice.getrandbits(32))
        henrik = joined_by(maya, dice.getrandbits(32))
        third = joined_by(maya, dice.getrandbits(32))
        henrik.hear(maya.held[maya.id, 3])
        for device in (maya, henrik, third):
            for _ in range(2):
                data = device.say(dice.randbytes(6).hex())
                for each in (maya, henrik, third):
                    each.hear(data)
        removal = maya.remove(third.id)
        henrik.hear(removal)
        maya.write(_snapshot)
        for _ in range(2):
            henrik.hear(maya.say("in the second epoch"))
            maya.hear(henrik.say("so am I"))
        spaces.append((maya, henrik, third))
    here, there = ([data for each in s for data in each.held.values()] for s in spaces)
    return Post(
        list(spaces[0]), list(dict.fromkeys(here)), list(dict.fromkeys(there)), spaces[0][1].log
    )


def _snapshot(heads: dict[bytes, Head]) -> Snapshot:
    return Snapshot(heads=heads, documents=[Update("pair", "pair", b"whole")])


def fresh_reader(found: Post) -> Device:
    """Return a device that knows who is in the space and all keys, and has read nothing yet."""
    henrik = found.laptops[1]
    reader = Device(henrik.log.space, henrik.keys, henrik.chance)
    for chain in henrik.log.chains.values():
        reader.log.admit(chain.keys, chain.member)
    reader.log.epochs.update(henrik.log.epochs)
    return reader


def substitution(dice: Random) -> Seen:
    """D25: every field of every envelope, taken from elsewhere or made up, signed anew or not."""
    found, tried = post(dice), 0
    stranger = DeviceKeys.make(dice.randbytes)
    genuine = set(found.genuine)
    for data in found.genuine:
        envelope = decoded(data)
        for name, value in _substitutes(dice, envelope, found):
            changed = msgspec.structs.replace(envelope, **{name: value})
            for forged in (changed, _signed_by(stranger, changed)):
                tried += 1
                _must_not_count(found, encoded(forged), genuine)
    return Seen(tried)


def _substitutes(dice: Random, envelope: Envelope, found: Post) -> Iterator[tuple[str, Any]]:
    others = [decoded(each) for each in (*found.genuine, *found.foreign)]
    for name in FIELDS:
        value = getattr(envelope, name)
        taken = [getattr(each, name) for each in dice.sample(others, 4)]
        made = (
            [value + 1, value - 1, 0, -1, 2**53, 2**64 - 1]
            if isinstance(value, int)
            else [bytes(len(value)), dice.randbytes(len(value)), value[:-1], value + b"\x00", b""]
        )
        for other in (*taken, *made):
            if other != value:
                yield name, other


def _signed_by(keys: DeviceKeys, envelope: Envelope) -> Envelope:
    return msgspec.structs.replace(envelope, signature=keys.sign(signed(envelope)))


def _must_not_count(found: Post, data: bytes, genuine: set[bytes]) -> None:
    """Show a forged envelope to a reader where it would be the next, and to one that has all."""
    if data in genuine:
        return
    try:
        envelope = decoded(data)
    except BadMessageError:
        return
    reader = fresh_reader(found)
    chain = reader.log.chains.get(envelope.device)
    if chain is not None and envelope.sequence <= 2**53:
        at = Head(envelope.sequence - 1, envelope.previous)
        reader.log.chains[envelope.device] = replace(chain, head=at)
    for log in (reader.log, found.log):
        verdict = Judge(log).look(data)
        if isinstance(verdict, Accepted | Forked | Elsewhere):
            raise BreachError(f"a forged envelope counts: {type(verdict).__name__}")


def permutation(dice: Random) -> Seen:
    """D26: every ciphertext in the frame of every other: space, epoch, device, place, type."""
    found, tried = post(dice), 0
    objects = [decoded(data) for data in (*found.genuine, *found.foreign)][:50]
    genuine = set(found.genuine)
    for frame in objects:
        for inner in objects:
            if inner is frame:
                continue
            tried += 1
            mixed = msgspec.structs.replace(frame, nonce=inner.nonce, sealed=inner.sealed)
            _must_not_count(found, encoded(mixed), genuine)
            for epoch in found.log.epochs.values():  # even if the signature held
                told = {frame.key: Epoch(frame.epoch, epoch.key)}
                try:
                    unsigned(mixed, told)
                except (RefusedError, BadMessageError):
                    continue
                raise BreachError("a ciphertext opens in another place")
    return Seen(tried)


def downgrade(dice: Random) -> Seen:
    """D25: whatever a relay refuses or claims, nobody pairs anew, re-keys or gives anything up."""
    world, tried = World(dice), 0
    world.write(world.maya, 2)
    world.settle()
    for trouble in Trouble:
        for wait in (0, 86_400_000, 10**15):
            tried += 1
            for laptop in world.laptops:
                before = laptop.planner.log
                laptop.time += 10**10
                laptop.planner.hurry()
                if laptop.planner.turn() is not None:
                    laptop.planner.answer(Failed(trouble, wait))
                after = laptop.planner.log
                if before.device != after.device or before.epochs != after.epochs:
                    raise BreachError("another key because a server said no")
                if laptop.planner.patience.retry_at - laptop.time > 86_400_000:
                    raise BreachError("a server may keep us waiting for more than a day")
        world.hold()
    world.recover()
    return Seen(tried)


def usurpation(dice: Random) -> Seen:
    """D25: contents a stranger, or a device out of its place, might say of itself and others."""
    found = post(dice)
    maya, henrik, third = found.laptops
    stranger, evil = DeviceKeys.make(dice.randbytes), DeviceKeys.make(dice.randbytes)
    swapped = PublicKeys(stranger.public.signing, henrik.keys.public.sealing)
    names: dict[bytes, Head] = {}
    contents: list[Content] = [
        Founding(heads=names, keys=stranger.public, number=bytes(16), member="maya"),
        Admission(heads=names, keys=evil.public, member="henrik"),
        Admission(heads=names, keys=swapped, member="henrik"),
        Succession(
            heads=names,
            keys=stranger.public,
            former=henrik.id,
            signature=stranger.sign(b"I am"),
            member="henrik",
        ),
        Removal(heads=names, devices={henrik.id: NO_HEAD}, epoch=3, sealed_keys={}),
        Changes(heads=names, updates=[Update("pair", "pair", b"forged")]),
        Snapshot(heads=names, documents=[]),
    ]
    tried = 0
    for content in contents:
        for keys in (stranger, third.keys):  # nobody's, and those of a device that was removed
            for epoch in maya.log.epochs.values():
                for place in (NO_HEAD, third.log.head, maya.log.head):
                    tried += 1
                    sealed = Sealer(maya.log.space, keys, dice.randbytes)
                    data = sealed.seal(content, epoch, place).data
                    heard = henrik.hear(data)
                    if isinstance(heard, Accepted):
                        raise BreachError(f"{type(content).__name__} by nobody who may say it")
    if device_id(evil.public) in henrik.log.chains or swapped in [
        chain.keys for chain in henrik.log.chains.values()
    ]:
        raise BreachError("a device that nobody let in")
    return Seen(tried)
