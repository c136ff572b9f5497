from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from rm_desktop.domain.backups import (
    DAY_MS,
    MOST_KEPT,
    Named,
    Reason,
    file_name,
    is_due,
    read_name,
    superfluous,
)

HOUR = 3_600_000
DAY = 24 * HOUR
NOW = 1_790_000_000_000
moments = st.integers(0, 2 * NOW).map(lambda ms: ms // 1000 * 1000)
lately = st.integers(NOW - 900 * DAY, NOW + DAY)


@given(moments, st.sampled_from(Reason))
def test_a_name_says_which_vault_when_and_why(moment: int, reason: Reason) -> None:
    assert read_name(file_name("workspace", moment, reason)) == Named("workspace", moment, reason)


@given(st.lists(moments, min_size=2, max_size=2))
def test_names_sort_by_time(two: list[int]) -> None:
    names = [file_name("workspace", moment, "daily") for moment in two]
    assert (names[0] <= names[1]) == (two[0] <= two[1])


def test_other_files_are_no_copies() -> None:
    for name in (
        "workspace.vault",
        "workspace-20261126T140509Z-daily.vault.header",
        "workspace-20261326T140509Z-daily.vault",
        "notes.txt",
        "",
    ):
        assert read_name(name) is None


def test_a_moment_beyond_the_calendar_still_has_a_name() -> None:
    assert file_name("private", -5, "daily") == "private-19700101T000000Z-daily.vault"
    assert file_name("private", 10**18, "daily") == "private-99991231T235959Z-daily.vault"


@given(st.lists(lately, max_size=200), st.integers(1, 60))
def test_never_too_many_and_the_newest_always_stays(made: list[int], most: int) -> None:
    gone = superfluous(made, NOW, most)
    kept = set(made) - gone
    assert gone <= set(made)
    assert len(kept) <= most
    if made:
        assert max(made) in kept


@given(st.lists(lately, max_size=200))
def test_thinning_twice_lets_nothing_more_go(made: list[int]) -> None:
    kept = set(made) - superfluous(made, NOW)
    assert superfluous(kept, NOW) == frozenset()


@example([1_785_110_400_000, 1_785_542_400_000])  # a Monday in July, the Saturday in August
@given(st.lists(lately, max_size=MOST_KEPT))
def test_while_there_is_room_every_copy_of_the_last_days_and_every_month_stays(
    made: list[int],
) -> None:
    kept = set(made) - superfluous(made, NOW)
    assert {moment for moment in made if NOW - moment < 3 * DAY} <= kept
    assert {_month(moment) for moment in made} == {_month(moment) for moment in kept}


def _month(moment: int) -> tuple[int, int]:
    day = datetime.fromtimestamp(moment / 1000, UTC)
    return day.year, day.month


@given(st.integers(0, 23), st.integers(200, 700))
def test_of_daily_copies_kept_for_years_no_long_stretch_is_bare(hour: int, days: int) -> None:
    made: set[int] = set()
    start = NOW - days * DAY + hour * HOUR
    for day in range(days):
        now = start + day * DAY
        made.add(now)
        made -= superfluous(made, now)
    ages = sorted((now - moment) // DAY for moment in made)
    assert len(made) <= MOST_KEPT
    assert ages[:3] == [0, 1, 2]
    assert {*range(13)} <= set(ages)
    steps = [later - earlier for earlier, later in pairwise(ages)]
    assert all(step <= 7 for age, step in zip(ages, steps, strict=False) if age < 60)
    assert max(steps) <= 40
    assert ages[-1] >= min(days - 40, 600)


def test_a_crowd_of_one_day_does_not_push_older_days_out() -> None:
    crowd = [NOW - minute * 60_000 for minute in range(100)]
    older = [NOW - day * DAY for day in range(4, 12)]
    kept = {*crowd, *older} - superfluous([*crowd, *older], NOW)
    assert set(older) <= kept
    assert len(kept) == MOST_KEPT


def test_a_daily_copy_is_due_after_most_of_a_day() -> None:
    assert is_due([], NOW)
    assert not is_due([NOW], NOW)
    assert not is_due([NOW - DAY_MS + 1], NOW)
    assert is_due([NOW - DAY_MS], NOW)


def test_a_copy_from_a_wrong_clock_stops_no_others() -> None:
    assert is_due([NOW + 365 * DAY], NOW)
    assert not is_due([NOW + 60_000], NOW)
