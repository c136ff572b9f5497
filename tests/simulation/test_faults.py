"""What finds nothing may look at nothing: each planted fault breaks a known history."""

from __future__ import annotations

import pytest

from tests.simulation.faults import FAULTS, caught_at

#: The first history that catches a fault; `python -m tests.simulation.faults` looks for them.
CAUGHT_BY = {
    "an edit counts as sealed before it is": 1,
    "a refusal is taken for an acknowledgement": 1,
    "a head is stored without its edits": 1,
    "a head is stored before its edits": 9,
    "a sequence is used again": 2,
    "a fork is ignored": 3,
    "nothing is offered again after a fork": 3,
    "a key of an epoch is forgotten": 3,
    "a removal is not honoured": 2,
    "who is removed gets the next key": 2,
    "decisions are not said again": 8,
    "an update counts twice": 3,
    "a snapshot leaves documents out": 6,
    "notes that come before their topic are dropped": 1,
    "what is deleted for good is only hidden": 63,
}


def test_every_fault_is_tried() -> None:
    assert CAUGHT_BY.keys() == FAULTS.keys()


@pytest.mark.parametrize("name", CAUGHT_BY)
def test_a_planted_fault_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)
    seed = CAUGHT_BY[name]
    assert caught_at(name, range(seed, seed + 20))
