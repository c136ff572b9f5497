"""Copies of vaults: what their files are called, when one is due, and which are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from rm_desktop.domain.value import dataclass

MOST_KEPT = 50
#: A daily copy is due when the newest one is this old, in milliseconds.
DAY_MS = 20 * 3_600_000
#: Copies dated later than now by more than this were made under a wrong clock.
_WRONG_CLOCK_MS = 3_600_000
_DAYS_WHOLE, _DAYS, _WEEKS = 3, 14, 10
_LAST_MS = 253_402_300_799_000  # the end of the year 9999, the last that has a name
_NAME = re.compile(r"([a-z]+)-(\d{8}T\d{6}Z)-([a-z]+)\.vault")
_TIME = "%Y%m%dT%H%M%SZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Reason(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    PAIRING = "pairing"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a copy says: `made_at` in milliseconds since 1970 UTC, whole seconds."""

    vault: str
    made_at: int
    reason: str


def file_name(vault: str, made_at: int, reason: str) -> str:
    """Return the name of a copy, which sorts by time and holds for every file system."""
    moment = _EPOCH + timedelta(milliseconds=min(max(made_at, 0), _LAST_MS))
    return f"{vault}-{moment.strftime(_TIME)}-{reason}.vault"


def read_name(name: str) -> Named | None:
    """Return what the name of a copy says, None for a file that is none of ours."""
    if (found := _NAME.fullmatch(name)) is None:
        return None
    try:
        moment = datetime.strptime(found[2], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(found[1], (moment - _EPOCH) // timedelta(milliseconds=1), found[3])


def is_due(made: Iterable[int], now: int) -> bool:
    """Tell whether a daily copy is due; one from a wrong clock's future counts for nothing."""
    credible = [moment for moment in made if moment <= now + _WRONG_CLOCK_MS]
    return not credible or now - max(credible) >= DAY_MS


def superfluous(made: Iterable[int], now: int, most: int = MOST_KEPT) -> frozenset[int]:
    """Return which copies to let go: all of the last days stay, then one a day, a week, a month.

    The newest always stays, and never more than `most` do: then those go first whose day has a
    newer one, and after them the oldest.
    """
    newest_first = sorted(set(made), reverse=True)
    seen: set[tuple[str, int, int]] = set()
    first: list[int] = []  # the newest of its day, week or month
    more: list[int] = []  # others of the last days
    for moment in newest_first:
        span = _span(moment, now)
        if span not in seen:
            seen.add(span)
            first.append(moment)
        elif _age(moment, now) < timedelta(days=_DAYS_WHOLE):
            more.append(moment)
    kept = sorted([*first, *more[: max(0, most - len(first))]], reverse=True)[:most]
    return frozenset(newest_first).difference(kept)


def _age(moment: int, now: int) -> timedelta:
    return timedelta(milliseconds=now - moment)


def _span(moment: int, now: int) -> tuple[str, int, int]:
    """Return the stretch of the calendar of which one copy stays: a day, a week or a month."""
    day = _EPOCH + timedelta(milliseconds=min(max(moment, 0), _LAST_MS))
    age = _age(moment, now)
    if age < timedelta(days=_DAYS):
        return "day", day.toordinal(), 0
    if age < timedelta(weeks=_WEEKS):
        year, week, _ = day.isocalendar()
        return "week", year * 100 + week, day.month  # a week of two months keeps a copy of each
    return "month", day.year, day.month
