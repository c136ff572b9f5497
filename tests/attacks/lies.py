"""A server that lies with what it has: garbage, replays, rollbacks, gaps."""

from __future__ import annotations

import json
from collections import defaultdict
from random import Random

from rm_desktop.sync.notices import NoticeKind
from tests.attacks.bending import RARE, bent
from tests.attacks.speaking import Said
from tests.attacks.tally import BreachError, Seen
from tests.attacks.world import World
from tests.sync.laptops import Laptop, Relay

_BENT = 25


def garbage(dice: Random) -> Seen:
    """D20: answers are mutated, cut, replaced by pages, bombs and noise."""
    world, count = World(dice), 0
    world.write(world.maya, 3)
    world.settle()

    def bend(_path: str, said: Said) -> Said:
        nonlocal count
        if dice.random() < 0.4:
            return said
        count += 1
        way = RARE[0] if dice.random() < 0.002 else bent
        return way(dice, said)

    while count < _BENT:
        for laptop in world.laptops:
            world.type(laptop)
            world.try_to_sync(laptop, bend, 8)
        world.hold()
    world.recover()
    return Seen(count)


def replay(dice: Random) -> Seen:
    """D21: any earlier answer again in place of the true one, also of another kind of call."""
    world, past = World(dice), _Past(dice)
    for _ in range(3):
        for laptop in world.laptops:
            world.type(laptop, 2)
            world.sync(laptop, past.note)
    while past.count < _BENT:
        for laptop in world.laptops:
            world.type(laptop)
            world.try_to_sync(laptop, past.again, 8)
        world.hold()
    for laptop in world.laptops:
        if laptop.notices - {NoticeKind.ROLLED_BACK, NoticeKind.MISSING}:
            raise BreachError(f"a replay made us believe {laptop.notices}")
    world.recover()
    return Seen(past.count)


class _Past:
    """What a relay said, to be said again."""

    def __init__(self, dice: Random) -> None:
        self.count, self._dice = 0, dice
        self._heard: dict[str, list[Said]] = defaultdict(list)

    def note(self, path: str, said: Said) -> Said:
        """Remember an answer."""
        self._heard[path.rpartition("/")[2]].append(said)
        return said

    def again(self, path: str, said: Said) -> Said:
        """Give an earlier answer in place of the true one, now and then."""
        if self._dice.random() < 0.3:
            return said
        self.count += 1
        own = path.rpartition("/")[2]
        kind = own if self._dice.random() < 0.8 else self._dice.choice(sorted(self._heard))
        earlier = self._dice.choice(self._heard[kind])
        if kind == "fetch" and self._dice.random() < 0.5:
            return said._replace(body=said.body + earlier.body)
        return earlier


def rollback(dice: Random) -> Seen:
    """D22: the server goes back to an earlier state, of some chains or of all, saying so or not."""
    world = World(dice)
    for laptop in world.laptops:
        world.write(laptop, dice.randrange(2, 6))
    world.settle()
    for device, chain in world.relay.chains.items():
        if device == world.maya.planner.log.me or dice.random() < 0.5:
            del chain[dice.randrange(len(chain)) :]
    if dice.random() < 0.3:
        world.relay.incarnation = dice.randbytes(16)
    noticed = 0
    for laptop in world.laptops:
        if dice.random() < 0.5:
            laptop.start()
        world.type(laptop)
    for laptop in dice.sample(world.laptops, 1):  # one sync, of whoever comes first
        world.sync(laptop)
        noticed += NoticeKind.ROLLED_BACK in laptop.notices
    world.hold()
    world.recover()
    return Seen(1, 1, noticed)


def withholding(dice: Random) -> Seen:
    """D23: envelopes from the middle of a chain never come, later ones do."""
    world = World(dice)
    world.settle()
    before = len(world.relay.chains[world.maya.planner.log.me])
    world.write(world.maya, dice.randrange(3, 12))
    shown = _without_some(dice, world, before)
    world.type(world.henrik)
    world.try_to_sync(world.henrik, shown, 30)
    world.hold()
    noticed = NoticeKind.MISSING in world.henrik.notices
    world.recover()
    return Seen(1, 1, int(noticed))


def _without_some(dice: Random, world: World, before: int) -> _Gap:
    name = world.maya.planner.log.me
    last = len(world.relay.chains[name])
    first = dice.randrange(before, last - 1)
    return _Gap(world.relay, name, first, dice.randrange(first + 1, last))


class _Gap:
    """Bends what a relay says so that a stretch of one chain never comes."""

    def __init__(self, relay: Relay, device: bytes, first: int, end: int) -> None:
        self._hidden = set(relay.chains[device][first:end])
        self._relay = relay

    def __call__(self, path: str, said: Said) -> Said:
        if not path.endswith("/fetch") or said.status != 200:
            return said
        from rm_desktop.wire.envelope import joined, parted

        shown = [data for data in parted(said.body) if data not in self._hidden]
        return said._replace(body=joined(shown))


def hiding(dice: Random) -> Seen:
    """D23: a third device's chain ends early for us, but somebody else says it knows more."""
    world = World(dice)
    world.settle()
    third = second_laptop(world, dice)
    world.settle(world.maya, third, world.henrik)
    words = [f"third {dice.getrandbits(40)}" for _ in range(dice.randrange(1, 5))]
    held = len(world.relay.chains.get(third.planner.log.me, []))
    for word in words:
        third.disk.type(word)
        world.sync(third)
    world.sync(world.maya)
    world.write(world.maya, 1)  # its heads tell how far the third is
    honest = world.relay
    world.relay = Relay()
    world.relay.incarnation = honest.incarnation
    world.relay.chains = {each: list(chain) for each, chain in honest.chains.items()}
    del world.relay.chains[third.planner.log.me][held:]
    world.sync(world.henrik)
    noticed = NoticeKind.MISSING in world.henrik.notices
    world.relay = honest
    world.settle(world.maya, third, world.henrik)
    if not set(words) <= world.henrik.disk.words.keys():
        raise BreachError("what was hidden does not arrive any more")
    return Seen(1, 1, int(noticed))


def second_laptop(world: World, dice: Random) -> Laptop:
    """Let a second laptop of Maya's in."""
    from rm_desktop.sync.keys import DeviceKeys
    from rm_desktop.sync.log import Chain
    from rm_desktop.wire.content import Admission
    from tests.sync.laptops import Disk

    keys, planner = DeviceKeys.make(dice.randbytes), world.maya.planner
    planner.write(Admission(heads=planner.log.heads, keys=keys.public, member="maya"))
    world.sync(world.maya)
    log = planner.log.copy()
    log.device, log.me, log.vouched, log.recent = keys, keys.id, {}, {}
    log.chains = {each: Chain(chain.keys, chain.member) for each, chain in log.chains.items()}
    return Laptop(Disk(log), dice.randbytes)


def never_at_rest(dice: Random) -> Seen:
    """D20: a server that says something new each time does not keep us busy."""
    world = World(dice)
    world.settle()
    world.type(world.henrik, 3)
    calls = 0

    def restless(path: str, said: Said) -> Said:
        nonlocal calls
        calls += 1
        if path.endswith("/fetch"):
            return said._replace(body=b"")
        tree = json.loads(said.body)
        if path.endswith("/envelopes"):
            tree["incarnation"] = dice.randbytes(16).hex()
        else:
            device = dice.choice((world.maya.planner.log.me, dice.randbytes(16)))
            head = {"sequence": dice.randrange(100, 2**40), "hash": dice.randbytes(32).hex()}
            tree["heads"].append({"device": device.hex(), **head})
        return said._replace(body=json.dumps(tree).encode())

    from tests.attacks.speaking import Speaker

    plug = Speaker(world.relay, restless).plug(world.henrik)
    for _ in range(60):  # no time passes
        call = world.henrik.planner.turn()
        if call is None:
            break
        world.henrik.planner.answer(plug.answer(call))
    if len(world.henrik.planner.notices) > 20:
        raise BreachError("a list that a server fills without end")
    if calls > 30:
        raise BreachError(f"asked {calls} times at once")
    world.recover()
    return Seen()
