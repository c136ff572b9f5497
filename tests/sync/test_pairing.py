"""Two who hold an invitation agree; whoever comes between them is seen by six digits, or fails."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.sync.keys import DeviceKeys, RefusedError
from rm_desktop.sync.pairing import (
    Inviter,
    Joiner,
    OtherVersionRefusedError,
    mailbox_of,
    new_secret,
    offer_in,
)
from rm_desktop.sync.sealing import Epoch
from rm_desktop.wire.content import PublicKeys

CHANCE = Random(8).randbytes
EPOCH = Epoch(1, CHANCE(32))


def meet(secret: bytes | None = None, other: bytes | None = None) -> tuple[Inviter, Joiner]:
    secret = secret or new_secret(CHANCE)
    maya, henrik = DeviceKeys.make(CHANCE), DeviceKeys.make(CHANCE)
    inviter = Inviter(secret, maya, bytes(16), "Maya & Henrik", "Maya", CHANCE)
    return inviter, Joiner(other or secret, henrik, "Henrik", CHANCE)


def agree(inviter: Inviter, joiner: Joiner) -> None:
    joiner.hear(inviter.offer())
    inviter.hear(joiner.answer())
    joiner.hear_reveal(inviter.reveal())


def welcome(inviter: Inviter, joiner: Joiner) -> bytes:
    devices = {each.device.id: each.device.public for each in (inviter, joiner)}
    return inviter.welcome({EPOCH.id: EPOCH}, devices, {}, "henrik")


def test_both_see_the_same_digits_and_the_guest_gets_the_keys() -> None:
    inviter, joiner = meet()
    agree(inviter, joiner)
    assert inviter.digits == joiner.digits
    assert len(inviter.digits) == 6
    entered = joiner.enter(welcome(inviter, joiner))
    assert [(key.epoch, key.key) for key in entered.keys] == [(1, EPOCH.key)]
    assert inviter.guest is not None
    assert inviter.guest.guest == "Henrik"


def test_without_the_secret_nothing_opens() -> None:
    inviter, joiner = meet(other=new_secret(CHANCE))
    with pytest.raises(RefusedError):
        joiner.hear(inviter.offer())
    with pytest.raises(RefusedError):
        inviter.hear(joiner.answer())


def test_who_holds_the_link_and_comes_between_shows_other_digits() -> None:
    secret = new_secret(CHANCE)
    inviter, joiner = meet(secret)
    fake_host, fake_guest = meet(secret)
    joiner.hear(fake_host.offer())
    fake_guest.hear(inviter.offer())
    inviter.hear(fake_guest.answer())
    fake_host.hear(joiner.answer())
    joiner.hear_reveal(fake_host.reveal())
    assert inviter.digits != joiner.digits


def test_digits_of_many_pairings_are_spread() -> None:
    seen = set()
    for _ in range(300):
        inviter, joiner = meet()
        agree(inviter, joiner)
        seen.add(inviter.digits)
    assert len(seen) > 295


def test_a_welcome_for_others_is_refused() -> None:
    inviter, joiner = meet()
    agree(inviter, joiner)
    host = {inviter.device.id: inviter.device.public}
    swapped = {joiner.device.id: PublicKeys(bytes(32), bytes(32))}
    for devices in ({}, host, host | swapped, {joiner.device.id: joiner.device.public}):
        with pytest.raises(RefusedError):
            joiner.enter(inviter.welcome({EPOCH.id: EPOCH}, devices, {}, "henrik"))


@given(st.data())
def test_no_changed_letter_is_taken(data: st.DataObject) -> None:
    inviter, joiner = meet()
    agree(inviter, joiner)
    letters = {
        "offer": inviter.offer(),
        "answer": joiner.answer(),
        "reveal": inviter.reveal(),
        "welcome": welcome(inviter, joiner),
    }
    slot = data.draw(st.sampled_from(sorted(letters)))
    letter = bytearray(letters[slot])
    at = data.draw(st.integers(0, len(letter) * 8 - 1))
    letter[at // 8] ^= 1 << at % 8
    hear = {
        "offer": joiner.hear,
        "answer": inviter.hear,
        "reveal": joiner.hear_reveal,
        "welcome": joiner.enter,
    }[slot]
    with pytest.raises(RefusedError):
        hear(bytes(letter))
    for other in sorted(letters.keys() - {slot}):
        with pytest.raises(RefusedError):
            hear(letters[other])


def test_a_point_of_low_order_agrees_on_nothing() -> None:
    secret = new_secret(CHANCE)
    inviter, _ = meet(secret)
    evil = Joiner(secret, DeviceKeys.make(CHANCE), "Mallory", CHANCE)
    from rm_desktop.wire.pairing import Answer, packed_message

    message = Answer(1, evil.device.public, bytes(32), "Mallory")
    evil._answer = packed_message(message)  # noqa: SLF001 - what no joiner of ours would say
    with pytest.raises(RefusedError):
        inviter.hear(evil.answer())


def test_no_answer_can_be_tried_out_against_digits_that_are_known() -> None:
    """Who answers has seen nothing yet of the number that the digits are made of."""
    secret = new_secret(CHANCE)
    inviter, joiner = meet(secret)
    joiner.hear(inviter.offer())
    with pytest.raises(LookupError):
        _ = joiner.digits
    with pytest.raises(LookupError):
        inviter.reveal()


def test_the_number_shown_is_the_one_that_was_promised() -> None:
    inviter, joiner = meet()
    joiner.hear(inviter.offer())
    inviter.hear(joiner.answer())
    inviter._number = bytes(32)  # noqa: SLF001 - what no inviter of ours would do
    with pytest.raises(RefusedError):
        joiner.hear_reveal(inviter.reveal())
    with pytest.raises(RefusedError):
        joiner.enter(welcome(inviter, joiner))


def test_each_letter_is_heard_once() -> None:
    secret = new_secret(CHANCE)
    inviter, joiner = meet(secret)
    agree(inviter, joiner)
    digits = inviter.digits
    other_host, other_guest = meet(secret)
    other_guest.hear(inviter.offer())
    for hear, letter in ((inviter.hear, other_guest.answer()), (joiner.hear, other_host.offer())):
        with pytest.raises(RefusedError):
            hear(letter)
    agree(inviter, joiner)  # the same again, after an answer that was lost
    assert inviter.digits == joiner.digits == digits


def test_nobody_is_welcomed_before_anything_was_agreed_on() -> None:
    inviter, joiner = meet()
    with pytest.raises(LookupError):
        welcome(inviter, joiner)
    with pytest.raises(RefusedError):
        joiner.enter(b"letter" * 20)


def test_a_relay_sees_a_name_that_tells_nothing_of_the_secret() -> None:
    secret = new_secret(CHANCE)
    assert len(mailbox_of(secret)) == 32
    assert secret not in mailbox_of(secret)
    assert mailbox_of(secret) == mailbox_of(secret) != mailbox_of(new_secret(CHANCE))


def test_secrets_do_not_print_themselves() -> None:
    inviter, joiner = meet()
    agree(inviter, joiner)
    for each in (inviter, joiner):
        assert each._key.hex() not in repr(each)  # noqa: SLF001
        assert repr(each._key) not in repr(each)  # noqa: SLF001


def test_both_go_on_after_a_restart_at_any_letter() -> None:
    inviter, joiner = meet()
    letters = {}

    def restarted() -> tuple[Inviter, Joiner]:
        return (
            Inviter.again(inviter.kept, inviter.device, CHANCE),
            Joiner.again(joiner.kept, joiner.device, CHANCE),
        )

    inviter, joiner = restarted()
    letters["offer"] = inviter.offer()
    joiner.hear(letters["offer"])
    inviter, joiner = restarted()
    inviter.hear(joiner.answer())
    inviter, joiner = restarted()
    joiner.hear_reveal(inviter.reveal())
    inviter, joiner = restarted()
    assert inviter.digits == joiner.digits
    assert joiner.enter(welcome(inviter, joiner)).member == "henrik"
    with pytest.raises(RefusedError):
        inviter.hear(meet(inviter.secret)[1].answer())


def test_an_offer_of_another_version_says_so() -> None:
    inviter, joiner = meet()
    import msgspec

    offer = msgspec.msgpack.decode(inviter._offer)  # noqa: SLF001
    inviter._offer = msgspec.msgpack.encode([2, "and what a later version says", *offer])  # noqa: SLF001
    with pytest.raises(OtherVersionRefusedError):
        joiner.hear(inviter.offer())
    with pytest.raises(OtherVersionRefusedError):
        offer_in(inviter.secret, inviter.offer())


def test_the_permit_for_the_guest_is_sealed() -> None:
    secret = new_secret(CHANCE)
    maya = DeviceKeys.make(CHANCE)
    inviter = Inviter(
        secret, maya, bytes(16), "pair", "Maya", CHANCE, guest_name="Henrik", permit="quokka" * 5
    )
    letter = inviter.offer()
    assert b"quokka" not in letter
    assert "quokka" not in repr(inviter)
    assert offer_in(secret, letter).permit == "quokka" * 5
    assert offer_in(secret, letter).guest == "Henrik"
