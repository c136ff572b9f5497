"""When an entry was written, as its file says: front matter, a moment in a zone, or a file name.

All are returned as local ISO text to the minute, as pages have it, or as "" where nothing is said.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from rm_desktop.domain.dates import zone_named

_LONGEST = 40
#: The years of a journal; the last is not among them. A day of room is left for zones.
FIRST_YEAR, LAST_YEAR = 1000, 9000
_DATE = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<i>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r" ?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_NAME = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-_.]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"
    r"(?:[ T_-]+(?P<h>[0-2]\d)[.:h_-]?(?P<i>[0-5]\d)(?:[.:_-]?[0-5]\d)?)?(?![0-9])[ _-]*"
)


def local_minutes(words: str, zone: str) -> str:
    """Read a date, perhaps with a time and an offset; one with an offset is shown in `zone`."""
    found = _DATE.fullmatch(words.strip()) if len(words) <= _LONGEST else None
    if found is None:
        return ""
    moment = _moment(found)
    offset = found["zone"]
    if moment is None or offset is None:
        return _minutes(moment)
    there = UTC if offset in ("Z", "UTC") else _offset(offset)
    if there is None:
        return ""
    return _minutes(moment.replace(tzinfo=there).astimezone(zone_of(zone)))


def of_name(stem: str) -> tuple[str, str]:
    """Return the date that a file's name begins with, and the rest of the name."""
    found = _NAME.match(stem)
    written = _minutes(_moment(found)) if found else ""
    return (written, stem[found.end() :]) if found and written else ("", stem)


def local_of(moment_ms: int, zone: str) -> str:
    """Return a moment on the clocks of a zone."""
    return _minutes(datetime.fromtimestamp(moment_ms / 1000, zone_of(zone)))


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """Return a zone by its IANA name, UTC where there is none of that name; looked up once."""
    return zone_named(name)


def _moment(found: re.Match[str]) -> datetime | None:
    hour, minute = found["h"] or "0", found["i"] or "0"
    try:
        moment = datetime(  # noqa: DTZ001 - the wall of whoever wrote it
            int(found["y"]), int(found["m"]), int(found["d"]), int(hour), int(minute)
        )
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year < LAST_YEAR else None


def _offset(words: str) -> tzinfo | None:
    try:
        return datetime.strptime(words.replace(":", ""), "%z").tzinfo
    except ValueError:
        return None


def _minutes(moment: datetime | None) -> str:
    return moment.replace(tzinfo=None).isoformat("T", "minutes") if moment else ""


def of_parts(parts: tuple[int, int, int, int, int, int], zone: str) -> int:
    """Return year to second on the clocks of a zone in milliseconds since 1970, 0 for nonsense."""
    try:
        return int(datetime(*parts, tzinfo=zone_of(zone)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0
