"""Each of these was open once: what a removed device, a partner or a relay got out of the rules."""

from __future__ import annotations

from functools import partial
from random import Random

import msgspec
import pytest

from rm_desktop.sync.judging import Judge
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.reading import Reading
from rm_desktop.sync.verdicts import Accepted, Early, Known, Refused, Verdict
from rm_desktop.wire.content import Admission, Changes, Content, Succession, Update, unpacked
from rm_desktop.wire.content import succession_words as words
from rm_desktop.wire.envelope import MOST_BYTES, BadMessageError, Head
from tests.sync.devices import Device, founder, joined_by


@pytest.fixture
def maya() -> Device:
    return founder()


@pytest.fixture
def henrik(maya: Device) -> Device:
    return joined_by(maya)


@pytest.fixture
def third(maya: Device, henrik: Device) -> Device:
    joined = joined_by(maya, 3)
    henrik.hear(maya.held[maya.id, 3])
    return joined


def boast(device: Device, *others: Device) -> bytes:
    """Say of oneself and of accomplices that they are known far beyond what there is."""
    heads = {each.id: Head(10**9, b"x" * 32) for each in (device, *others)}
    return device.write(lambda _: Changes(heads=heads, updates=[]))


def test_a_removed_device_does_not_vouch_for_itself(
    maya: Device, henrik: Device, third: Device
) -> None:
    said = boast(third)
    for each in (maya, henrik):
        assert isinstance(each.hear(said), Accepted)
    henrik.hear(maya.remove(third.id))
    late = third.say("still here")
    assert isinstance(maya.hear(late), Refused)
    assert isinstance(henrik.hear(late), Refused)
    assert third.id not in maya.log.missing


def test_two_removed_devices_do_not_vouch_for_each_other(maya: Device, henrik: Device) -> None:
    third, fourth = joined_by(maya, 3), joined_by(maya, 4)
    for each in (henrik, third):
        for sequence in (3, 4):
            each.hear(maya.held[maya.id, sequence])
    for each, other in ((third, fourth), (fourth, third)):
        said = boast(each, other)
        assert isinstance(maya.hear(said), Accepted)
    maya.remove(third.id, fourth.id)
    for each in (third, fourth):
        assert isinstance(maya.hear(each.say("still here")), Refused)


def test_a_removed_device_does_not_go_on_under_a_name_nobody_knew(
    maya: Device, henrik: Device, third: Device
) -> None:
    heir = _heir(third)
    removal = maya.remove(third.id)
    late = heir.say("still here")
    for each in (maya, henrik):
        each.hear(removal)
        assert not isinstance(each.hear(heir.held[heir.id, 1]), Accepted)
        assert not isinstance(each.hear(late), Accepted)


def test_who_heard_of_the_new_name_first_shuts_it_out_as_well(
    maya: Device, henrik: Device, third: Device
) -> None:
    heir = _heir(third)
    assert isinstance(henrik.hear(heir.held[heir.id, 1]), Accepted)
    henrik.hear(maya.remove(third.id))
    assert not isinstance(henrik.hear(heir.say("still here")), Accepted)


def test_a_copy_of_who_was_removed_opens_no_new_key_under_any_name(
    maya: Device, henrik: Device, third: Device
) -> None:
    heir = _heir(third)
    for each in (maya, henrik):
        assert isinstance(each.hear(heir.held[heir.id, 1]), Accepted)
    names = maya.log.every_name([heir.id])
    assert names.keys() == {heir.id, third.id}
    maya.remove(*names)
    secret = maya.say("among those who stay")
    for removed in (third, heir):
        removed.hear(maya.held[maya.id, maya.log.head.sequence - 1])
        assert not isinstance(Judge(removed.log).look(secret), Accepted)
        assert maya.log.epoch.id not in removed.log.epochs


def _heir(device: Device) -> Device:
    """Let a device become another, signed for by itself."""
    keys = DeviceKeys.make(Random(77).randbytes)
    heir = Device(device.log.space, keys, device.chance)
    for chain in device.log.chains.values():
        heir.log.admit(chain.keys, chain.member)
    heir.log.admit(keys.public, "henrik")
    heir.log.epochs.update(device.log.epochs)
    signature = device.keys.sign(words(device.log.space, keys.id))
    heir.write(lambda heads: _succession(heads, keys, device.id, signature))
    return heir


def _succession(
    heads: dict[bytes, Head], keys: DeviceKeys, former: bytes, signature: bytes
) -> Content:
    return Succession(
        heads=heads, keys=keys.public, former=former, signature=signature, member="henrik"
    )


def test_nobody_says_that_he_was_somebody_else(maya: Device, henrik: Device) -> None:
    """Removing him under every name he had would remove whom he named."""
    keys = DeviceKeys.make(Random(78).randbytes)
    maya.write(lambda heads: Admission(heads=heads, keys=keys.public, member="henrik"))
    henrik.hear(maya.held[maya.id, 3])
    liar = Device(maya.log.space, keys, maya.chance)
    liar.log.admit(keys.public, "henrik")
    liar.log.epochs.update(maya.log.epochs)
    forged = keys.sign(words(maya.log.space, keys.id))
    said = liar.write(lambda heads: _succession(heads, keys, henrik.id, forged))
    assert isinstance(maya.hear(said), Refused)
    assert not maya.log.chains[keys.id].former


def test_text_that_is_no_text_is_refused_and_nothing_else_happens() -> None:
    content = ["changes", {}, [["pair", "pair", b""]]]
    good = msgspec.msgpack.encode(content)
    bad = good.replace(b"\xa4pair\xa4pair", b"\xa4pa\xff\xfe\xa4pair")
    assert bad != good
    for data in (bad, msgspec.msgpack.encode(["founding", {}, [b"", b""], bytes(16), "\x00"])):
        whole = len(data).to_bytes(4, "big") + data
        with pytest.raises(BadMessageError):
            unpacked(whole + bytes(-len(whole) % 32))


def test_an_early_envelope_is_waited_for_only_if_its_device_sealed_it(
    maya: Device, henrik: Device
) -> None:
    maya.say("one")
    second = maya.say("two")
    forged = bytearray(second)
    forged[-1] ^= 1
    assert isinstance(Judge(henrik.log).look(second), Early)
    assert isinstance(Judge(henrik.log).look(bytes(forged)), Refused)


def test_what_was_before_one_came_is_no_fork(maya: Device, henrik: Device) -> None:
    """A device that began from a later head holds no hashes of what was before it."""
    first = maya.held[maya.id, 1]
    henrik.held.clear()
    henrik.log.recent.clear()
    assert isinstance(Judge(henrik.log).look(first), Known)
    said = maya.write(lambda _: Changes(heads={maya.id: Head(1, b"y" * 32)}, updates=[]))
    heard = henrik.hear(said)
    assert isinstance(heard, Accepted)
    assert not heard.disputed


def test_thousands_that_come_turned_round_take_no_time(
    maya: Device, henrik: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = [maya.say(str(n)) for n in range(400)]
    looked, look = list[bytes](), Judge.look

    def counted(judge: Judge, data: bytes) -> Verdict:
        looked.append(data)
        return look(judge, data)

    monkeypatch.setattr(Judge, "look", counted)
    reading = Reading(henrik.log)
    reading.go_through(sent[::-1])
    assert len(reading.accepted) == len(sent)
    assert looked == sent


def test_a_partner_lets_in_no_more_devices_than_anybody_counts(
    maya: Device, henrik: Device
) -> None:
    dice = Random(9)
    for _ in range(100):
        keys = DeviceKeys.make(dice.randbytes)
        admission = Admission(heads={}, keys=keys.public, member="henrik")
        maya.hear(henrik.write(partial(_same, admission)))
    assert len(maya.log.chains) == 64


def _same(content: Content, _heads: dict[bytes, Head]) -> Content:
    return content


def test_an_envelope_is_never_larger_than_an_envelope(maya: Device) -> None:
    update = Update("pair", "pair", bytes(MOST_BYTES))
    data = maya.write(lambda heads: Changes(heads=heads, updates=[update]))
    assert isinstance(Judge(joined_by(founder(4), 5).log).look(data), Refused)
