"""Meetings: a local time, the zone whose rules it follows, a length; and moments as local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from rm_desktop.domain.held import FIRST_YEAR, LAST_YEAR
from rm_desktop.domain.value import dataclass

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MS = 86_400_000
_LAST_MS = int((datetime(LAST_YEAR, 1, 1, tzinfo=UTC) - _EPOCH) / timedelta(milliseconds=1))
#: Names have at most so many strokes, as America/Argentina/Salta has.
_DEEPEST = 2


class ClockChange(StrEnum):
    """What the clocks of its zone do to a local time."""

    NONE = "none"
    SKIPPED = "skipped"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time two people agreed on: `local` has no zone of its own, `zone` is an IANA name.

    The local time is what was agreed. It stays when the clocks change or a country changes its
    rules; the moment in UTC is worked out when it is needed.
    """

    local: datetime
    zone: str
    minutes: int


def read_meeting(starts: str, zone: str, minutes: int) -> Meeting | None:
    """Return a stored meeting; None if no date is set or the text is not one we can use."""
    try:
        local = datetime.fromisoformat(starts).replace(tzinfo=None, fold=0)
    except ValueError:
        return None
    return Meeting(local, zone, minutes) if FIRST_YEAR <= local.year < LAST_YEAR else None


def utc_span(meeting: Meeting) -> tuple[datetime, datetime]:
    """Return when a meeting begins and ends, in UTC.

    A local time that the clocks skip begins as much later as they are put forward (02:30 becomes
    03:30); of one that comes twice the first counts.
    """
    # fold 0 means just that: in a gap the offset from before it holds, in an overlap the first
    begins = meeting.local.replace(tzinfo=zone_named(meeting.zone), fold=0).astimezone(UTC)
    return begins, begins + timedelta(minutes=meeting.minutes)


def local_span(meeting: Meeting, zone: str) -> tuple[datetime, datetime]:
    """Return when a meeting begins and ends on the clocks of a zone, without zone."""
    begins, ends = (moment.astimezone(zone_named(zone)) for moment in utc_span(meeting))
    return begins.replace(tzinfo=None, fold=0), ends.replace(tzinfo=None, fold=0)


def clock_change(meeting: Meeting) -> ClockChange:
    """Tell whether the agreed local time is skipped or comes twice in the meeting's zone."""
    zone = zone_named(meeting.zone)
    first = meeting.local.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    second = meeting.local.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    if first == second:
        return ClockChange.NONE
    return ClockChange.SKIPPED if first < second else ClockChange.TWICE


def local_time(wall_ms: int, zone: str) -> datetime:
    """Return a moment on the clocks of a zone, without zone; nonsense is held in the calendar."""
    held = min(max(wall_ms, _FIRST_MS), _LAST_MS)
    moment = _EPOCH + timedelta(milliseconds=held)
    return moment.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def zone_named(name: str) -> tzinfo:
    """Return the zone with an IANA name; UTC for one that nobody here knows."""
    if name.count("/") > _DEEPEST:  # the library looks for each part inside the one before it
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
