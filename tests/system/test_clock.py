from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rm_desktop.domain.instant import Instant, asleep_gap, elapsed_ms
from rm_desktop.system.clock import Clock, FakeClock, SystemClock, detected_zone

START = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def test_the_computers_clocks_agree_with_themselves() -> None:
    clock: Clock = SystemClock()
    before = time.time_ns() // 1_000_000
    first, second = clock.now(), clock.now()
    assert before <= first.wall_ms <= time.time_ns() // 1_000_000
    assert 0 <= elapsed_ms(first, second) < 5_000
    assert first.boot_ms >= first.awake_ms
    assert first.boot_id == SystemClock().now().boot_id
    assert clock.local_zone()


def test_the_name_of_a_start_of_the_computer_does_not_travel_as_it_is() -> None:
    told = Path("/proc/sys/kernel/random/boot_id")
    if told.exists():
        assert SystemClock().now().boot_id not in told.read_text(encoding="utf-8").replace("-", "")


def test_without_a_boot_id_every_program_start_is_one_of_its_own(tmp_path: Path) -> None:
    here = SystemClock(boot_file=tmp_path / "none").now()
    assert here.boot_id != SystemClock(boot_file=tmp_path / "none").now().boot_id


def test_a_platform_with_one_monotonic_clock_uses_it_for_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.delattr(time, "CLOCK_UPTIME_RAW", raising=False)
    now = SystemClock().now()
    assert now.boot_ms == now.awake_ms > 0


def zone_files(root: Path, *, link: str = "", timezone: str = "") -> Path:
    (root / "etc").mkdir()
    if link:
        (root / "etc/localtime").symlink_to(link)
    if timezone:
        (root / "etc/timezone").write_text(timezone, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        (":America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_the_environment_names_the_zone(tmp_path: Path, said: str, zone: str) -> None:
    root = zone_files(tmp_path, timezone="Africa/Accra\n")
    assert detected_zone({"TZ": said}, root) == zone


@pytest.mark.parametrize("said", ["", "CET-1CEST,M3.5.0", "Atlantis/Capital", "../../etc", "/x"])
def test_a_zone_nobody_knows_is_passed_over(tmp_path: Path, said: str) -> None:
    root = zone_files(tmp_path, link="../usr/share/zoneinfo/Europe/Madrid")
    assert detected_zone({"TZ": said}, root) == "Europe/Madrid"


def test_a_link_through_another_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "zoneinfo/Europe").mkdir(parents=True)
    (tmp_path / "zoneinfo/Europe/Rome").touch()
    (tmp_path / "current").symlink_to("zoneinfo/Europe/Rome")
    root = zone_files(tmp_path, link=str(tmp_path / "current"))
    assert detected_zone({}, root) == "Europe/Rome"


def test_the_file_is_read_where_there_is_no_link(tmp_path: Path) -> None:
    root = zone_files(tmp_path, timezone="Pacific/Auckland\n# chosen at set-up\n")
    assert detected_zone({}, root) == "Pacific/Auckland"


def test_another_source_can_be_asked_and_utc_is_left(tmp_path: Path) -> None:
    assert detected_zone({}, tmp_path, lambda: "Europe/Paris") == "Europe/Paris"
    assert detected_zone({}, tmp_path, lambda: "W. Europe Standard Time") == "UTC"
    assert detected_zone({}, tmp_path) == "UTC"
    assert SystemClock(lambda: "Europe/Paris").local_zone() == detected_zone(
        os.environ, Path("/"), lambda: "Europe/Paris"
    )


def test_a_fake_clock_stands_still_until_it_is_moved() -> None:
    clock = FakeClock(START)
    first = clock.now()
    assert clock.now() == first
    assert first.wall_ms == START.timestamp() * 1000
    clock.advance(1.5)
    assert elapsed_ms(first, clock.now()) == 1_500
    assert clock.now() == first.later(1_500)


def test_a_start_without_a_zone_is_local() -> None:
    clock = FakeClock(datetime(2026, 11, 26, 16, 0), "Europe/Berlin")  # noqa: DTZ001
    assert clock.now().wall_ms == START.timestamp() * 1000
    assert clock.local_zone() == "Europe/Berlin"


def test_turning_the_wall_clock_takes_no_time() -> None:
    clock = FakeClock(START)
    first = clock.now()
    clock.set_wall(START + timedelta(days=3650))
    clock.turn_wall(-3600)
    assert clock.now().wall_ms - first.wall_ms == (3650 * 24 - 1) * 3_600_000
    assert elapsed_ms(first, clock.now()) == 0


def test_sleep_is_told_from_waking_time() -> None:
    clock = FakeClock(START)
    first = clock.now()
    clock.advance(30)
    clock.sleep(720)
    assert elapsed_ms(first, clock.now()) == 750_000
    assert asleep_gap(first, clock.now(), ticking=False) == 720_000


def test_short_gaps_are_not_worth_a_question() -> None:
    clock = FakeClock(START)
    first = clock.now()
    clock.sleep(59)
    assert asleep_gap(first, clock.now()) == 0
    clock.sleep(1)
    assert asleep_gap(first, clock.now()) == 60_000


def test_a_gap_in_the_ticks_is_found_where_clocks_do_not_tell_of_sleep() -> None:
    clock = FakeClock(START)
    tick = clock.now()
    clock.advance(300)
    assert asleep_gap(tick, clock.now()) == 300_000
    assert asleep_gap(tick, clock.now(), ticking=False) == 0


def test_after_a_restart_of_the_computer_the_wall_clock_is_asked() -> None:
    clock = FakeClock(START)
    first = clock.now()
    clock.reboot(90)
    assert elapsed_ms(first, clock.now()) == 90_000
    assert asleep_gap(first, clock.now(), ticking=False) == 0
    clock.set_wall(START - timedelta(hours=1))
    assert elapsed_ms(first, clock.now()) == 0


def test_time_never_runs_backwards_within_one_start() -> None:
    assert elapsed_ms(Instant(0, 500, 500, "a"), Instant(9, 400, 400, "a")) == 0
