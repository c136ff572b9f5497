"""What a device makes of envelopes: the next one, an old one, a gap, a fork, a copy, a stranger."""

from __future__ import annotations

import msgspec
import pytest

from rm_desktop.sync.verdicts import Accepted, Early, Elsewhere, Forked, Known, Refused
from rm_desktop.wire.content import Changes, Founding, Update
from rm_desktop.wire.envelope import Head, decoded, encoded
from tests.sync.devices import Device, founder, joined_by


@pytest.fixture
def maya() -> Device:
    return founder()


@pytest.fixture
def henrik(maya: Device) -> Device:
    return joined_by(maya)


def test_what_one_says_the_other_takes_once(maya: Device, henrik: Device) -> None:
    said = henrik.say("hello")
    heard = maya.hear(said)
    assert isinstance(heard, Accepted)
    assert isinstance(heard.content, Changes)
    assert maya.hear(said) == Known(henrik.id, 1)
    assert maya.log.heads == {henrik.id: henrik.log.head}


def test_a_gap_waits_and_is_filled(maya: Device, henrik: Device) -> None:
    first, second = maya.say("one"), maya.say("two")
    assert isinstance(henrik.hear(second), Early)
    assert isinstance(henrik.hear(first), Accepted)
    assert isinstance(henrik.hear(second), Accepted)


def test_a_stranger_is_not_heard(maya: Device, henrik: Device) -> None:
    stranger = joined_by(founder(9), 10)
    assert isinstance(maya.hear(stranger.say("hello")), Refused)
    forged = msgspec.structs.replace(decoded(stranger.say("x")), space=maya.log.space)
    assert isinstance(maya.hear(encoded(forged)), Early)  # as long as nobody admits it
    named = msgspec.structs.replace(forged, device=henrik.id, sequence=1)
    assert isinstance(maya.hear(encoded(named)), Early | Refused)


def test_two_histories_of_a_device_are_a_fork(maya: Device, henrik: Device) -> None:
    copy = Device(maya.log.space, henrik.keys, henrik.chance)
    copy.log.chains = dict(henrik.log.chains)
    copy.log.epochs = dict(henrik.log.epochs)
    copy.held = dict(henrik.held)
    one, other = henrik.say("from here"), copy.say("from the copy")
    assert isinstance(maya.hear(one), Accepted)
    assert maya.hear(other) == Forked(henrik.id, 1)
    assert henrik.hear(other) == Elsewhere(1)
    assert maya.log.dispute(henrik.id)
    assert isinstance(maya.hear(henrik.say("more")), Accepted)  # our history of it goes on
    assert isinstance(maya.hear(copy.say("more")), Refused | Early | Forked)
    assert maya.log.heads[henrik.id].hash == bytes(32)  # and henrik hears of it


def test_a_copy_learns_that_its_chain_went_on_elsewhere(maya: Device, henrik: Device) -> None:
    before = (dict(henrik.log.chains), dict(henrik.held))
    said = henrik.say("after the backup")
    henrik.log.chains, henrik.held = before[0], before[1]
    assert henrik.hear(said) == Elsewhere(1)


def test_different_histories_of_the_log_are_noticed_by_heads(maya: Device, henrik: Device) -> None:
    maya.say("one")
    lie = Head(maya.log.head.sequence, b"x" * 32)
    update = [Update("pair", "pair", b"x")]
    told = henrik.write(lambda _: Changes(heads={maya.id: lie}, updates=update))
    heard = maya.hear(told)
    assert isinstance(heard, Accepted)
    assert heard.disputed == {maya.id: lie}


def test_nobody_founds_a_space_twice(maya: Device, henrik: Device) -> None:
    again = henrik.write(
        lambda heads: Founding(
            heads=heads, keys=henrik.keys.public, number=bytes(16), member="henrik"
        )
    )
    assert isinstance(maya.hear(again), Refused)


def test_an_epoch_may_not_be_skipped(maya: Device, henrik: Device) -> None:
    from rm_desktop.wire.content import Removal

    jump = maya.write(lambda heads: Removal(heads=heads, devices={}, epoch=9, sealed_keys={}))
    assert isinstance(henrik.hear(jump), Refused)
