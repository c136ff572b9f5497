"""Time between two moments, and how long a computer slept."""

from __future__ import annotations

import pytest

from rm_desktop.domain.instant import Instant, asleep_gap, elapsed_ms

MINUTE, HOUR = 60_000, 3_600_000
THEN = Instant(10 * HOUR, HOUR, HOUR, "one")


def test_within_one_start_the_wall_clock_is_not_asked() -> None:
    turned = Instant(0, 2 * HOUR, 2 * HOUR, "one")
    assert elapsed_ms(THEN, turned) == HOUR
    assert elapsed_ms(turned, THEN) == 0


def test_across_two_starts_the_wall_clock_is_all_there_is() -> None:
    assert elapsed_ms(THEN, Instant(12 * HOUR, 5, 5, "two")) == 2 * HOUR
    assert elapsed_ms(THEN, Instant(9 * HOUR, 5, 5, "two")) == 0


@pytest.mark.parametrize(
    ("now", "ticking", "gap"),
    [
        pytest.param(THEN.later(HOUR), True, HOUR, id="a gap in the ticks, whatever it was"),
        pytest.param(THEN.later(HOUR), False, 0, id="awake all the time"),
        pytest.param(THEN.later(MINUTE - 1), True, 0, id="not worth a question"),
        pytest.param(Instant(11 * HOUR, 2 * HOUR, HOUR, "one"), False, HOUR, id="slept"),
        pytest.param(
            Instant(11 * HOUR, 2 * HOUR, HOUR + MINUTE, "one"), False, 59 * MINUTE, id="partly"
        ),
        pytest.param(Instant(12 * HOUR, 5, 5, "two"), False, 0, id="switched off, not asleep"),
        pytest.param(Instant(12 * HOUR, 5, 5, "two"), True, 2 * HOUR, id="off between two ticks"),
    ],
)
def test_how_long_the_computer_slept(now: Instant, ticking: bool, gap: int) -> None:
    assert asleep_gap(THEN, now, ticking=ticking) == gap
