"""Hundreds of random histories hold, and seeds that once did not."""

from __future__ import annotations

import pytest

from tests.simulation.history import play

STRETCHES, LENGTH = 8, 20


@pytest.fixture(autouse=True)
def _no_waiting_for_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)


def hold(seed: int, over: str) -> None:
    try:
        play(seed, over)
    except Exception as error:
        raise AssertionError(f"seed {seed} over {over}") from error


@pytest.mark.parametrize("over", ["documents", "words"])
@pytest.mark.parametrize("stretch", range(STRETCHES))
def test_nothing_is_lost_whatever_happens(stretch: int, over: str) -> None:
    for seed in range(1 + LENGTH * stretch, 1 + LENGTH * (stretch + 1)):
        hold(seed, over)


#: What each of them found is in the log of changes to `rm_desktop/sync` and `documents`.
ONCE_BROKEN = {
    "words": [
        4,
        5,
        7,
        48,
        81,
        92,
        132,
        176,
        194,
        206,
        217,
        247,
        272,
        351,
        371,
        562,
        582,
        715,
        1229,
        1290,
        1656,
    ],
    "documents": [18, 59, 71, 94, 110, 189, 240, 273, 549, 593],
}


@pytest.mark.parametrize(
    ("over", "seed"), [(over, seed) for over, seeds in ONCE_BROKEN.items() for seed in seeds]
)
def test_histories_that_once_lost_something_hold(over: str, seed: int) -> None:
    hold(seed, over)
