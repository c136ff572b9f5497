"""Where the other one is: said, heard, faded, and nothing believed that is not from them now."""

from __future__ import annotations

from random import Random

import pytest

from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.presence import FADES_AFTER_MS, Gathering
from rm_desktop.wire.presence import MOST_BYTES, Screen, SealedPresence, decoded, encoded
from tests.sync.devices import Device, founder, joined_by

CHANCE = Random(4).randbytes


class Person:
    """A device with its gathering and a clock."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.time = 0
        self.start()

    def start(self) -> None:
        self.gathering = Gathering(lambda: self.device.log, CHANCE, lambda: self.time)

    def say(self, screen: Screen = Screen.ROOM, item: str = "") -> bytes:
        return self.gathering.say(screen, item)

    def hear(self, data: bytes) -> bool:
        return self.gathering.hear(data)

    def owes(self) -> bool:
        return self.gathering.owes_answer

    @property
    def sees(self) -> list[str]:
        return [f"{seen.member} {seen.presence.screen}" for seen in self.gathering.here()]


@pytest.fixture
def maya() -> Person:
    return Person(founder())


@pytest.fixture
def henrik(maya: Person) -> Person:
    return Person(joined_by(maya.device))


def meet(one: Person, other: Person) -> None:
    """Let both hear of each other, as when one comes to a relay where the other listens."""
    other.hear(one.say())
    one.hear(other.say())
    other.hear(one.say())


def test_two_who_met_see_where_the_other_one_is(maya: Person, henrik: Person) -> None:
    henrik.hear(maya.say())
    assert henrik.sees == []  # not before she names his run
    assert henrik.owes()
    assert maya.hear(henrik.say())
    assert maya.sees == ["henrik room"]
    assert maya.owes()
    assert henrik.hear(maya.say(item="topic"))
    assert henrik.sees == ["maya room"]
    assert henrik.gathering.here()[0].presence.item == "topic"
    assert not henrik.owes()
    assert maya.hear(henrik.say(Screen.PREPARING))
    assert not maya.owes()
    assert maya.sees == ["henrik preparing"]


def test_who_falls_silent_fades_out(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    henrik.time += FADES_AFTER_MS - 1
    assert henrik.sees == ["maya room"]
    assert henrik.gathering.next_fade_ms == 1
    henrik.time += 1
    assert henrik.sees == []
    assert henrik.gathering.next_fade_ms is None


def test_who_comes_back_after_a_silence_on_both_sides_is_answered(
    maya: Person, henrik: Person
) -> None:
    meet(maya, henrik)
    maya.hear(henrik.say())
    for each in (maya, henrik):
        each.time += FADES_AFTER_MS
    assert maya.sees == henrik.sees == []
    assert not maya.owes()
    maya.hear(henrik.say())
    assert maya.owes()
    henrik.hear(maya.say())
    assert maya.sees == ["henrik room"]
    assert henrik.sees == ["maya room"]
    maya.hear(henrik.say())
    assert not maya.owes()


def test_who_starts_again_is_seen_again_at_once(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    maya.hear(henrik.say(Screen.LEFT))
    assert maya.sees == ["henrik left"]
    henrik.start()
    maya.hear(henrik.say())
    assert maya.owes()
    henrik.hear(maya.say())
    assert henrik.owes()
    assert maya.hear(henrik.say())
    assert maya.sees == ["henrik room"]


def test_nothing_is_believed_twice(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    first, second = henrik.say(), henrik.say(Screen.LEFT)
    assert maya.hear(first)
    assert maya.hear(second)
    assert not maya.hear(first)
    assert not maya.hear(second)
    assert maya.sees == ["henrik left"]


def test_a_relay_cannot_play_a_former_evening_again(maya: Person, henrik: Person) -> None:
    before = henrik.say()
    meet(maya, henrik)
    evening = [henrik.say() for _ in range(3)]
    maya.start()
    assert not any(maya.hear(each) for each in [before, *evening])
    assert maya.sees == []


def test_old_words_do_not_open_the_door_for_newer_ones(maya: Person, henrik: Person) -> None:
    old = henrik.say()
    henrik.start()
    meet(maya, henrik)
    now = henrik.say(Screen.LEFT)
    held_back = henrik.say()
    assert maya.hear(now)
    assert not maya.hear(old)  # another run, which never named hers
    assert not maya.hear(now)
    henrik.start()
    meet(henrik, maya)
    maya.hear(henrik.say())
    assert not maya.hear(held_back)  # that run is over


def test_a_removed_device_is_neither_heard_nor_shown(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    maya.hear(henrik.say())
    words = henrik.say()
    maya.device.remove(henrik.device.id)
    assert maya.sees == []
    assert not maya.hear(words)
    assert not henrik.hear(maya.say())  # under the next epoch's key


@pytest.mark.parametrize(
    "field", ["version", "space", "epoch", "key", "device", "run", "counter", "nonce", "sealed"]
)
def test_a_changed_byte_is_refused(maya: Person, henrik: Person, field: str) -> None:
    meet(maya, henrik)
    told = decoded(henrik.say())
    value = getattr(told, field)
    other = value + 1 if isinstance(value, int) else bytes([value[0] ^ 1]) + value[1:]
    fields = {name: getattr(told, name) for name in told.__struct_fields__} | {field: other}
    assert not maya.hear(encoded(SealedPresence(**fields)))
    assert maya.hear(encoded(told))


def test_another_members_device_cannot_sign_for_this_one(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    told = decoded(henrik.say())
    fields = {name: getattr(told, name) for name in told.__struct_fields__}
    assert not henrik.hear(encoded(SealedPresence(**fields | {"device": maya.device.id})))
    assert not henrik.hear(henrik.say())  # one's own, sent back


def test_every_presence_is_as_long_as_any_other(maya: Person, henrik: Person) -> None:
    bare = maya.say(Screen.ELSEWHERE)
    meet(maya, henrik)
    full = maya.gathering.say(Screen.ROOM, "i" * 100, b"c" * 64, b"a" * 64)
    assert len(bare) == len(full) <= MOST_BYTES


def test_nothing_readable_is_in_it(maya: Person) -> None:
    sealed = maya.say(item="quokka")
    assert b"quokka" not in sealed
    assert b"room" not in sealed
    assert b"maya" not in sealed


def test_mutated_presences_do_no_harm(maya: Person, henrik: Person) -> None:
    meet(maya, henrik)
    rng = Random(9)
    for _ in range(500):
        words = bytearray(henrik.say())
        for _ in range(rng.randint(1, 4)):
            words[rng.randrange(len(words))] ^= rng.randint(1, 255)
        assert not maya.hear(bytes(words))
    for words_ in (b"", b"\x9a", b"\x91" * 3000, rng.randbytes(MOST_BYTES), bytes(5000)):
        assert not maya.hear(words_)


def test_many_devices_fit_in_one(maya: Person) -> None:
    for seed in range(3, 43):
        keys = DeviceKeys.make(Random(seed).randbytes)
        maya.device.admit(keys)
        other = Device(maya.device.log.space, keys, CHANCE)
        other.log.epochs, other.log.chains = maya.device.log.epochs, maya.device.log.chains
        maya.hear(Person(other).say())
    words = maya.gathering.say(Screen.ROOM, "i" * 100, b"c" * 64, b"a" * 64)
    assert len(words) <= MOST_BYTES


def test_a_stranger_is_not_heard(maya: Person) -> None:
    stranger = Person(founder(seed=8))
    stranger.device.log.space = maya.device.log.space
    stranger.device.log.epochs = maya.device.log.epochs
    assert not maya.hear(stranger.say())
    assert not maya.owes()
