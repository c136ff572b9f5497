"""The line in the rail's foot never flickers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.ui.sync.steady import STANDS_MS, Line, Steady

FRESH, WAITING = Line("Up to date at 10:42"), Line("1 change waiting")
CONNECTING = Line("Connecting…", is_passing=True)


def test_the_first_line_is_shown_at_once() -> None:
    steady = Steady()
    steady.want(FRESH, 5_000)
    assert steady.step(5_000)
    assert steady.shown == FRESH
    assert steady.due() is None


def test_a_line_stands_for_a_second_before_another_comes() -> None:
    steady = Steady()
    steady.want(FRESH, 5_000)
    steady.step(5_000)
    steady.want(WAITING, 5_100)
    assert not steady.step(5_999)
    assert steady.due() == 6_000
    assert steady.step(6_000)
    assert steady.shown == WAITING


def test_what_is_over_before_its_time_is_never_seen() -> None:
    steady = Steady()
    steady.want(FRESH, 5_000)
    steady.step(5_000)
    steady.want(WAITING, 5_100)
    steady.want(FRESH, 5_300)
    assert steady.due() is None
    assert not steady.step(9_000)


def test_connecting_is_worth_a_word_only_after_a_second() -> None:
    steady = Steady()
    steady.want(FRESH, 0)
    steady.step(0)
    steady.want(CONNECTING, 60_000)
    assert not steady.step(60_999)
    steady.want(CONNECTING, 60_999)  # asked anew: it is the same connecting
    assert steady.step(61_000)
    assert steady.shown == CONNECTING


steps = st.lists(
    st.tuples(st.integers(0, 700), st.sampled_from([FRESH, WAITING, CONNECTING])), max_size=60
)


@given(steps)
def test_whatever_comes_there_is_a_second_between_changes_and_the_last_one_is_shown(
    told: list[tuple[int, Line]],
) -> None:
    steady, now, changes = Steady(), 0, list[int]()
    for wait, line in told:
        now += wait
        steady.want(line, now)
        if steady.step(now):
            changes.append(now)
    assert all(later - earlier >= STANDS_MS for earlier, later in itertools.pairwise(changes))
    if told:
        steady.step(now + 2 * STANDS_MS)
        assert steady.shown == told[-1][1]
