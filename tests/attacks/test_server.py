"""Short runs of every attack a server can make; and that each would be seen if it worked."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from rm_desktop.sync import judging, keys, pairing, sealing
from rm_desktop.sync.notices import NoticeKind
from rm_desktop.sync.planner import Planner
from rm_desktop.wire.envelope import Head
from tests.attacks import lies, network, pairings, swaps
from tests.attacks.__main__ import ATTACKS
from tests.attacks.tally import Attack, tally

SHORT = {"garbage": 400, "replay": 200, "substitution": 1, "permutation": 1, "wrong code": 40}
USUAL = 8


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_works_and_all_are_noticed_that_have_to_be(name: str) -> None:
    _, attack, _ = ATTACKS[name]
    found = tally(name, attack, SHORT.get(name, USUAL), 1)
    assert found.holds, found.row()


def test_a_bad_network_before_a_real_relay_changes_nothing() -> None:
    found = network.play(100, 1)
    assert not found["failures"], found
    assert found["tried"] >= 100


def believe_any_signature(patch: pytest.MonkeyPatch) -> None:
    for module in (judging, keys, sealing):
        patch.setattr(module, "check_signature", lambda *_: None)


def forget_what_a_seal_is_bound_to(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sealing, "associated", lambda _envelope: b"")
    believe_any_signature(patch)


def forget_what_was_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Planner, "_keep_told", lambda _self, _told: None)


def keep_silent(kind: NoticeKind) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(patch: pytest.MonkeyPatch) -> None:
        original = Planner._notice  # noqa: SLF001

        def notice(self: Planner, said: NoticeKind, *rest: Any) -> None:
            if said != kind:
                original(self, said, *rest)

        patch.setattr(Planner, "_notice", notice)

    return plant


def compare_no_heads(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging.Judge, "_denies", lambda *_: False)
    patch.setattr(Planner, "_differs", lambda *_: False)


def believe_news_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Planner, "_is_in_vain", lambda *_: False)


def pair_without_a_commitment(patch: pytest.MonkeyPatch) -> None:
    """Make the digits of what the one between knows; and few, so that grinding is quick."""
    patch.setattr(pairing, "DIGITS", 1)
    original = pairing._digits  # noqa: SLF001
    patch.setattr(pairing, "_digits", lambda key, _number: original(key, b"known"))
    patch.setattr(pairings, "GRIND", 60)


def hear_a_second_answer(patch: pytest.MonkeyPatch) -> None:
    original = pairing.Inviter.hear

    def hear(self: pairing.Inviter, letter: bytes) -> None:
        self._answer = b""
        original(self, letter)

    patch.setattr(pairing.Inviter, "hear", hear)


PLANTED: list[tuple[str, Attack, Callable[[pytest.MonkeyPatch], None]]] = [
    ("substitution", swaps.substitution, believe_any_signature),
    ("usurpation", swaps.usurpation, believe_any_signature),
    ("permutation", swaps.permutation, forget_what_a_seal_is_bound_to),
    ("rollback", lies.rollback, forget_what_was_told),
    ("rollback", lies.rollback, keep_silent(NoticeKind.ROLLED_BACK)),
    ("withholding", lies.withholding, keep_silent(NoticeKind.MISSING)),
    ("hiding", lies.hiding, keep_silent(NoticeKind.MISSING)),
    ("fork", swaps.fork, compare_no_heads),
    ("never at rest", lies.never_at_rest, believe_news_for_ever),
    ("between", pairings.between, pair_without_a_commitment),
    ("again", pairings.again, hear_a_second_answer),
]


@pytest.mark.parametrize(("name", "attack", "plant"), PLANTED)
def test_a_planted_weakness_is_found(
    name: str,
    attack: Attack,
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    found = tally(name, attack, 12, 1)
    assert not found.holds, found.row()


def test_garbage_that_was_believed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def believe(data: bytes) -> Any:
        return Head(1, bytes(32)) if data else None

    monkeypatch.setattr(judging, "decoded", believe)
    assert not tally("garbage", lies.garbage, 50, 1).holds


def test_a_seed_plays_the_same_again() -> None:
    rows = [tally("rollback", lies.rollback, 5, 3).row() | {"seconds": 0} for _ in range(2)]
    assert rows[0] == rows[1]
    assert Random(3).random() == Random(3).random()
