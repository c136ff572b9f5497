"""The clocks of this computer behind one protocol, and one that tests and the tour can wind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from rm_desktop.domain.instant import Instant

UTC_NAME = "UTC"
_BOOT_FILE = Path("/proc/sys/kernel/random/boot_id")
_NS_PER_MS = 1_000_000
_ZONE_FOLDER = "zoneinfo/"
#: Trees inside the zone folder that hold the same zones by other rules for leap seconds.
_VARIANTS = ("posix/", "right/")
#: Pairs of a clock that runs during sleep and one that does not: Linux, macOS.
_CLOCKS = (("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"), ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"))


class Clock(Protocol):
    """Where the time comes from; nothing else in the program asks the computer for it."""

    def now(self) -> Instant:
        """Return this moment."""

    def local_zone(self) -> str:
        """Return the IANA name of the zone this computer is set to."""


class SystemClock:
    """The computer's own clocks; `zone` is asked where no file of the system names its zone."""

    def __init__(self, zone: Callable[[], str] | None = None, boot_file: Path = _BOOT_FILE) -> None:
        self._zone = zone
        self._boot_id = _boot_id(boot_file)

    def now(self) -> Instant:
        boot, awake = _monotonic_ns()
        return Instant(
            time.time_ns() // _NS_PER_MS, boot // _NS_PER_MS, awake // _NS_PER_MS, self._boot_id
        )

    def local_zone(self) -> str:
        return detected_zone(os.environ, Path("/"), self._zone)


class FakeClock:
    """A clock that stands still until it is told to move.

    `start` without a zone of its own is local time in `zone`; moving is in seconds.
    """

    def __init__(self, start: datetime, zone: str = UTC_NAME) -> None:
        self.zone = zone
        self._boots = 1
        self._now = Instant(self._wall(start), 1_000_000, 1_000_000, "boot-1")

    def now(self) -> Instant:
        return self._now

    def local_zone(self) -> str:
        return self.zone

    def advance(self, seconds: float) -> None:
        """Let time pass while the computer is awake."""
        self._now = self._now.later(round(seconds * 1000))

    def sleep(self, seconds: float) -> None:
        """Let time pass while the computer sleeps: the waking clock stands still."""
        passed = self._now.later(round(seconds * 1000))
        self._now = Instant(passed.wall_ms, passed.boot_ms, self._now.awake_ms, passed.boot_id)

    def set_wall(self, moment: datetime) -> None:
        """Put the wall clock right or wrong; no time passes."""
        now = self._now
        self._now = Instant(self._wall(moment), now.boot_ms, now.awake_ms, now.boot_id)

    def turn_wall(self, seconds: float) -> None:
        """Put the wall clock forward, or back by negative seconds; no time passes."""
        now = self._now
        wall = now.wall_ms + round(seconds * 1000)
        self._now = Instant(wall, now.boot_ms, now.awake_ms, now.boot_id)

    def reboot(self, seconds: float) -> None:
        """Turn the computer off and on again; the wall clock runs on meanwhile."""
        self._boots += 1
        off = round(seconds * 1000)
        self._now = Instant(self._now.wall_ms + off, 5_000, 5_000, f"boot-{self._boots}")

    def _wall(self, moment: datetime) -> int:
        known = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.zone))
        return (known - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def detected_zone(
    environ: Mapping[str, str], root: Path, ask: Callable[[], str] | None = None
) -> str:
    """Return the zone a system is set to: TZ, /etc/localtime, /etc/timezone, `ask`, UTC.

    The first one that names a zone known here counts; `ask` serves systems without these files.
    """
    candidates: list[Callable[[], str]] = [
        lambda: environ.get("TZ", ""),
        lambda: str((root / "etc/localtime").readlink()),
        lambda: str((root / "etc/localtime").resolve()),
        lambda: (root / "etc/timezone").read_text(encoding="utf-8"),
    ]
    for candidate in [*candidates, ask] if ask else candidates:
        try:
            name = _zone_name(candidate())
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            continue
        return name
    return UTC_NAME


def _zone_name(said: str) -> str:
    """Return the IANA name in ":Europe/Oslo", a path into the zone folder or a line of a file."""
    name = said.split("\n", 1)[0].strip().removeprefix(":")
    name = name.rpartition(_ZONE_FOLDER)[2]
    for variant in _VARIANTS:
        name = name.removeprefix(variant)
    return name


def _monotonic_ns() -> tuple[int, int]:
    """Return two clocks that nobody can set: one that runs during sleep, one that does not.

    Linux and macOS tell them apart; elsewhere both are the same and only gaps between ticks show.
    """
    for running, waking in (
        ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
        ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"),
    ):
        if hasattr(time, running) and hasattr(time, waking):
            return (
                time.clock_gettime_ns(getattr(time, running)),
                time.clock_gettime_ns(getattr(time, waking)),
            )
    either = time.monotonic_ns()
    return either, either


def _boot_id(source: Path) -> str:
    """Return a name for this start of the computer that says nothing about the computer.

    Where the system does not tell, each start of the program is a start of its own: across two
    of them the wall clock is asked, which is right unless somebody set it in between.
    """
    from rm_desktop.system.hashing import blake2b

    try:
        told = source.read_bytes()
    except OSError:
        told = os.urandom(16)
    return blake2b(told, digest_size=8, person=b"rm-desktop boot").hexdigest()
