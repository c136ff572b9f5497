"""What a device makes of envelopes: the next one, an old one, a gap, a fork, a copy, a stranger."""

from __future__ import annotations

import msgspec
import pytest

from rm_desktop.sync.keys import DeviceKeys
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


def test_what_others_know_further_is_missing(maya: Device, henrik: Device) -> None:
    third = joined_by(maya, 3)
    henrik.hear(maya.held[maya.id, 3])
    said = third.say("only henrik hears this")
    henrik.hear(said)
    heard = maya.hear(henrik.say("and i say so"))
    assert isinstance(heard, Accepted)
    assert maya.log.missing == {third.id: third.log.head}
    maya.hear(said)
    assert maya.log.missing == {}


def test_a_removed_device_neither_reads_nor_writes_on(maya: Device, henrik: Device) -> None:
    third = joined_by(maya, 3)
    henrik.hear(maya.held[maya.id, 3])
    removal = maya.remove(third.id)
    for device in (henrik, third):
        assert isinstance(device.hear(removal), Accepted)
    assert third.log.removed
    secret = maya.say("among the two of us")
    assert isinstance(henrik.hear(secret), Accepted)
    assert isinstance(third.hear(secret), Early)  # it has no key of the new epoch
    late = third.say("still here")
    assert isinstance(maya.hear(late), Refused)
    assert isinstance(henrik.hear(late), Refused)


def test_what_one_took_before_it_heard_of_the_removal_all_take(
    maya: Device, henrik: Device
) -> None:
    third = joined_by(maya, 3)
    henrik.hear(maya.held[maya.id, 3])
    said = third.say("in time for henrik")
    assert isinstance(henrik.hear(said), Accepted)
    removal = maya.remove(third.id)
    assert isinstance(maya.hear(said), Refused)
    henrik.hear(removal)
    assert isinstance(maya.hear(henrik.say("i have it")), Accepted)
    assert isinstance(maya.hear(said), Accepted)


def test_epochs_begun_at_once_are_settled_the_same_way(maya: Device, henrik: Device) -> None:
    third, fourth = joined_by(maya, 3), DeviceKeys.make(henrik.chance)
    henrik.hear(maya.held[maya.id, 3])
    admission = maya.admit(fourth)
    for device in (henrik, third):
        device.hear(admission)
    one, other = maya.remove(fourth.id), henrik.remove(fourth.id)
    maya.hear(other)
    henrik.hear(one)
    assert maya.log.epoch == henrik.log.epoch
    assert isinstance(henrik.hear(maya.say("on we go")), Accepted)


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
