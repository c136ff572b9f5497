from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.dates import (
    ClockChange,
    Meeting,
    clock_change,
    local_span,
    local_time,
    read_meeting,
    utc_span,
    zone_named,
)
from rm_desktop.domain.rhythm import Rhythm, RhythmUnit, rhythm_dates

ZONES = sorted(available_timezones() - {"localtime"})
HALF_HOUR = timedelta(minutes=30)


def at(text: str, zone: str, minutes: int = 60) -> Meeting:
    meeting = read_meeting(text, zone, minutes)
    assert meeting
    return meeting


def test_a_meeting_lasts_as_long_as_agreed_in_utc() -> None:
    begins, ends = utc_span(at("2026-11-28T15:00", "Europe/Berlin", 90))
    assert begins == datetime(2026, 11, 28, 14, 0, tzinfo=UTC)
    assert ends - begins == timedelta(minutes=90)


def test_a_skipped_time_begins_later_and_one_that_comes_twice_at_the_first() -> None:
    skipped = at("2027-03-28T02:30", "Europe/Berlin")
    assert clock_change(skipped) == ClockChange.SKIPPED
    assert local_span(skipped, "Europe/Berlin")[0] == datetime(2027, 3, 28, 3, 30)  # noqa: DTZ001
    twice = at("2026-10-25T02:30", "Europe/Berlin")
    assert clock_change(twice) == ClockChange.TWICE
    assert utc_span(twice)[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock_change(at("2026-11-28T15:00", "Europe/Berlin")) == ClockChange.NONE


def test_a_meeting_over_a_change_of_the_clocks_keeps_its_length() -> None:
    begins, ends = local_span(at("2027-03-28T01:30", "Europe/Berlin"), "Europe/Berlin")
    assert (begins.hour, ends.hour) == (1, 3)


@pytest.mark.parametrize("stored", ["", "soon", "2026-13-01", "0001-01-01T00:00", "9999-12-31"])
def test_a_date_that_is_none_is_no_meeting(stored: str) -> None:
    assert read_meeting(stored, "UTC", 60) is None


def test_a_stored_offset_or_fold_does_not_count() -> None:
    assert at("2026-11-28T15:00+05:00", "UTC") == at("2026-11-28T15:00", "UTC")


@pytest.mark.parametrize(
    "name", ["", "Atlantis/Capital", "../../etc/passwd", "Europe", "\0", "A/" * 500 + "B"]
)
def test_a_zone_nobody_knows_is_read_as_utc(name: str) -> None:
    assert zone_named(name) is UTC
    assert utc_span(at("2026-11-28T15:00", name))[0].hour == 15


def test_a_moment_on_a_zones_clocks() -> None:
    wall = int(datetime(2026, 11, 28, 15, 0, tzinfo=UTC).timestamp() * 1000)
    assert local_time(wall, "Asia/Kathmandu") == datetime(2026, 11, 28, 20, 45)  # noqa: DTZ001


@given(st.integers(-(10**20), 10**20), st.sampled_from(ZONES))
def test_nonsense_moments_stay_within_the_calendar(wall: int, zone: str) -> None:
    assert 1970 <= local_time(wall, zone).year <= 9000


def borders(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta]]:
    """Yield each moment (UTC, to the minute) of ten years at which a zone changes its offset."""
    here, step = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=7)
    known = offset(zone, here)
    while here.year < 2036:
        before, after = here, here + step
        here, old, known = after, known, offset(zone, after)
        if known == old:
            continue
        while after - before > timedelta(minutes=1):
            middle = before + (after - before) / 2
            before, after = (middle, after) if offset(zone, middle) == old else (before, middle)
        yield after.replace(second=0, microsecond=0), known - old


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def test_meetings_at_every_border_of_every_zone_begin_when_they_were_agreed() -> None:
    seen = 0
    for name in ZONES:
        zone = ZoneInfo(name)
        for border, change in borders(zone):
            seen += 1
            around = (
                border.astimezone(zone).replace(tzinfo=None) + n * HALF_HOUR for n in range(-6, 7)
            )
            for local in around:
                meeting = Meeting(local.replace(fold=0), name, 60)
                begins, ends = utc_span(meeting)
                assert ends - begins == timedelta(hours=1)
                shown = local_span(meeting, name)[0]
                if clock_change(meeting) == ClockChange.SKIPPED:
                    assert shown == meeting.local + change
                    assert begins >= border
                else:
                    assert shown == meeting.local
                if clock_change(meeting) == ClockChange.TWICE:
                    assert begins < border
    assert seen > 1_000


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31)),  # noqa: DTZ001
    st.sampled_from(RhythmUnit),
    st.integers(1, 8),
)
def test_a_series_stays_at_its_local_time_in_every_zone(
    zone: str, first: datetime, unit: RhythmUnit, every: int
) -> None:
    series = rhythm_dates(Meeting(first, zone, 60), Rhythm(every, unit), 12)
    assert series[0].local == first
    for meeting in series:
        assert meeting.local.time() == first.time()
        shown = local_span(meeting, zone)[0]
        assert shown == meeting.local or clock_change(meeting) == ClockChange.SKIPPED
    assert [m.local for m in series] == sorted(m.local for m in series)
