"""Attacks on a pairing: with a wrong code, a second time, from between the two (D27)."""

from __future__ import annotations

from random import Random

from rm_desktop.sync import pairing
from rm_desktop.sync.keys import DeviceKeys, RefusedError
from rm_desktop.sync.pairing import Inviter, Joiner, new_secret
from rm_desktop.sync.sealing import Epoch
from tests.attacks.tally import BreachError, Seen

_SPACE = bytes(16)
#: So many answers who sits between the two may compute for each try.
GRIND = 3


def wrong_code(dice: Random) -> Seen:
    """A server that guesses the secret: nothing opens, and nothing it writes is heard."""
    inviter, joiner = _meet(dice, new_secret(dice.randbytes))
    guess = new_secret(dice.randbytes)
    evil_host, evil_guest = _meet(dice, guess)
    for hear, letter in (
        (evil_guest.hear, inviter.offer()),
        (joiner.hear, evil_host.offer()),
        (inviter.hear, evil_guest.answer()),
        (joiner.hear, dice.randbytes(300)),
    ):
        _must_refuse(hear, letter)
    if inviter.guest or joiner.host:
        raise BreachError("somebody without the secret was heard")
    return Seen()


def between(dice: Random) -> Seen:
    """Somebody holds the link and the mailbox, and answers each side in the other's place.

    `noticed` counts the tries whose six digits differ; it has computed what it can beforehand.
    """
    secret = new_secret(dice.randbytes)
    inviter, joiner = _meet(dice, secret)
    evil_host, _ = _meet(dice, secret)
    joiner.hear(evil_host.offer())
    evil_host.hear(joiner.answer())
    joiner.hear_reveal(evil_host.reveal())
    offer, best = inviter.offer(), None
    for _ in range(GRIND):
        _, evil_guest = _meet(dice, secret)
        evil_guest.hear(offer)
        best = best or evil_guest
        if _expected_digits(evil_guest, evil_host) == joiner.digits:
            best = evil_guest
            break
    if best is None:
        raise AssertionError("nobody between")
    inviter.hear(best.answer())
    return Seen(1, 1, int(inviter.digits != joiner.digits))


def _expected_digits(guest: Joiner, host: Inviter) -> str:
    """Return the best guess of what the inviter will show: its number is not known yet."""
    return pairing._digits(guest._key, host._number)  # noqa: SLF001 - an attacker has no manners


def again(dice: Random) -> Seen:
    """A second claimant, a second offer, letters of another slot and of another pairing."""
    secret = new_secret(dice.randbytes)
    inviter, joiner = _meet(dice, secret)
    other_host, other_guest = _meet(dice, secret)
    joiner.hear(inviter.offer())
    inviter.hear(joiner.answer())
    digits = inviter.digits
    other_guest.hear(other_host.offer())
    other_host.hear(other_guest.answer())
    other_guest.hear_reveal(other_host.reveal())
    third = DeviceKeys.make(dice.randbytes)
    devices = {each.id: each.public for each in (other_host.device, joiner.device, third)}
    epoch = Epoch(1, dice.randbytes(32))
    welcome = other_host.welcome({epoch.id: epoch}, devices, {}, "henrik")
    own = [joiner.answer(), inviter.offer(), inviter.reveal()]
    foreign = [other_guest.answer(), other_host.offer(), other_host.reveal(), welcome]
    tried = 0
    for hear, good in (
        (inviter.hear, own[0]),
        (joiner.hear, own[1]),
        (joiner.hear_reveal, own[2]),
        (joiner.enter, b""),
    ):
        for letter in (*own, *foreign, _flipped(dice, good)):
            if letter is not good:
                tried += 1
                _must_refuse(hear, letter)
    joiner.hear_reveal(own[2])
    _must_refuse(joiner.enter, welcome)
    if not digits == inviter.digits == joiner.digits:
        raise BreachError("the digits changed after they could be compared")
    return Seen(tried)


def _flipped(dice: Random, letter: bytes) -> bytes:
    if not letter:
        return letter
    found = bytearray(letter)
    found[dice.randrange(len(found))] ^= 1 << dice.randrange(8)
    return bytes(found)


def _meet(dice: Random, secret: bytes) -> tuple[Inviter, Joiner]:
    chance = dice.randbytes
    maya, henrik = DeviceKeys.make(chance), DeviceKeys.make(chance)
    inviter = Inviter(secret, maya, _SPACE, "Maya & Henrik", "Maya", chance)
    return inviter, Joiner(secret, henrik, "Henrik", chance)


def _must_refuse(hear: object, letter: bytes) -> None:
    try:
        hear(letter)  # type: ignore[operator]
    except RefusedError:
        return
    raise BreachError(f"a letter was heard by {getattr(hear, '__qualname__', hear)}")
