"""Hundreds of random histories hold, and one with a planted fault does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rm_desktop.sync.calls import Offer
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.planner import Planner
from tests.simulation.history import History
from tests.sync.laptops import Disk

MOST_UNTIL_CAUGHT = 1_000


@pytest.mark.parametrize("stretch", range(10))
def test_nothing_is_lost_whatever_happens(stretch: int) -> None:
    for seed in range(1 + 30 * stretch, 31 + 30 * stretch):
        history = History(seed)
        try:
            history.play()
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error


@pytest.mark.parametrize("seed", [13, 25, 67, 80, 6108, 10827, 31394, 54013])
def test_histories_that_once_lost_something_hold(seed: int) -> None:
    History(seed).play()


def mark_as_sealed_too_early(patch: pytest.MonkeyPatch) -> None:
    """An edit counts as sealed although its envelope was never stored."""
    original = Disk.keep_own

    def keep(self: Disk, sealed: Any, upto: int, log: SpaceLog) -> None:
        original(self, sealed, upto + 1, log)

    patch.setattr(Disk, "keep_own", keep)


def drop_an_acknowledgement(patch: pytest.MonkeyPatch) -> None:
    """What was offered counts as kept, although the relay refused it."""
    original = Planner.answer

    def answer(self: Planner, answer: Any) -> None:
        call = self._under_way
        original(self, answer)
        if isinstance(call, Offer):
            self.held = {device: chain.head for device, chain in self.log.chains.items()}
            self._told = self._told.__class__(self._told.incarnation, dict(self.held))
            self.look_again = lambda: None  # type: ignore[method-assign]

    patch.setattr(Planner, "answer", answer)


def write_the_head_before_the_words(patch: pytest.MonkeyPatch) -> None:
    """The head of a chain is stored, its words are forgotten."""
    original = Disk.keep_received

    def keep(self: Disk, received: Any, harmful: Any, log: SpaceLog) -> None:
        words = dict(self.words)
        original(self, received, harmful, log)
        if len(received) > 2:
            self.words = words

    patch.setattr(Disk, "keep_received", keep)


def reuse_a_sequence(patch: pytest.MonkeyPatch) -> None:
    """A copied profile goes on under its name as if nothing were the matter."""
    patch.setattr(Planner, "_go_on_as_another", lambda _self, _sequence: None)


def keep_silent_about_forks(patch: pytest.MonkeyPatch) -> None:
    """Nobody offers anything again after a fork."""
    patch.setattr(Disk, "unseal_everything", lambda _self: None)


FAULTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    mark_as_sealed_too_early,
    drop_an_acknowledgement,
    write_the_head_before_the_words,
    reuse_a_sequence,
    keep_silent_about_forks,
]


@pytest.mark.parametrize("plant", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_caught(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    for seed in range(1, MOST_UNTIL_CAUGHT):
        try:
            History(seed).play()
        except Exception:  # noqa: BLE001 - caught, in whatever way it shows
            return
    raise AssertionError("nobody noticed")
