"""What a device knows of the others: how far they got, who was removed, which epoch counts."""

from __future__ import annotations

import pytest

from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.verdicts import Accepted, Early, Refused
from tests.sync.devices import Device, founder, joined_by


@pytest.fixture
def maya() -> Device:
    return founder()


@pytest.fixture
def henrik(maya: Device) -> Device:
    return joined_by(maya)


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
