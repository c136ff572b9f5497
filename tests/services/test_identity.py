"""A copied profile is a device of its own before it is written to; whoever owns it hears of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.changes import Changes
from rm_desktop.services.identity import settle_identity
from rm_desktop.services.profile import Profile
from rm_desktop.services.restore import Restore, restore
from rm_desktop.services.settings import COPIED
from rm_desktop.system.installs import Installs
from rm_desktop.vault.backup import Source
from tests.laptop import Laptop


@pytest.fixture
def installs(tmp_path: Path) -> Installs:
    return Installs(tmp_path / "state", "this machine")


@pytest.fixture
def home(laptop: Laptop, installs: Installs) -> Path:
    """A profile that this computer has remembered."""
    laptop.quit()
    start(laptop.root, laptop, installs).close()
    return laptop.root


def start(root: Path, laptop: Laptop, installs: Installs) -> Profile:
    profile = open_profile(root, laptop.key, clock=laptop.clock, installs=installs)
    profile.ports.vault()
    return profile


def device(profile: Profile) -> str:
    return profile.ports.vault().device


def copied(home: Path) -> Path:
    other = home.with_name("copy")
    shutil.copytree(home, other)
    return other


def test_a_profile_at_home_stays_what_it_is(laptop: Laptop, home: Path, installs: Installs) -> None:
    seen = []
    for _ in range(3):
        profile = start(home, laptop, installs)
        seen.append((device(profile), profile.settings.get(COPIED)))
        profile.close()
    assert len(set(seen)) == 1
    assert seen[0][1] is False
    laptop.start()
    assert laptop.vault.device == seen[0][0]


def test_a_copy_is_another_device_and_is_told_once(
    laptop: Laptop, home: Path, installs: Installs
) -> None:
    other = copied(home)
    profile = open_profile(other, laptop.key, clock=laptop.clock, installs=installs)
    heard: list[Changes] = []
    profile.listen(heard.append)
    desk = profile.desk
    assert desk is not None
    desk.agenda.add("", "Written on the copy")
    vault = profile.ports.vault()
    authors = vault._core.exec_driver_sql("SELECT author FROM change ORDER BY seq").scalars().all()  # noqa: SLF001
    first = start(home, laptop, installs)
    assert vault.device != device(first)
    assert authors[-1] == vault.device
    assert set(authors[:-1]) == {device(first)}
    assert profile.settings.get(COPIED) is True
    assert any(COPIED in changes.ids for changes in heard)
    profile.settings.put(COPIED, value=False)
    mine = vault.device
    profile.close()
    first.close()
    again = start(other, laptop, installs)
    assert (device(again), again.settings.get(COPIED)) == (mine, False)
    again.close()


def test_a_profile_taken_to_another_computer_is_another_device(
    laptop: Laptop, home: Path, tmp_path: Path
) -> None:
    before = start(home, laptop, Installs(tmp_path / "state", "this machine"))
    elsewhere = Installs(tmp_path / "empty", "that machine")
    cloned = Installs(tmp_path / "state", "that machine")
    seen = {device(before)}
    before.close()
    for installs in (elsewhere, cloned):
        profile = start(home, laptop, installs)
        seen.add(device(profile))
        profile.close()
    assert len(seen) == 3


def test_killed_between_the_two_numbers_it_is_found_again(
    laptop: Laptop, home: Path, installs: Installs
) -> None:
    other = copied(home)

    def remember_then_die(number: str, root: Path) -> None:
        Installs.remember(installs, number, root)
        raise KeyboardInterrupt

    class Dying(Installs):
        remember = staticmethod(remember_then_die)

        def knows(self, number: str, root: Path) -> bool:
            return installs.knows(number, root)

    profile = open_profile(other, laptop.key, clock=laptop.clock)
    vault = profile.ports.vault()
    before = vault.device
    with pytest.raises(KeyboardInterrupt):
        settle_identity(vault, Dying(home, "this machine"))
    assert vault.device == before
    assert settle_identity(vault, installs)
    assert vault.device != before
    assert not settle_identity(vault, installs)
    profile.close()


def test_where_nothing_can_be_remembered_all_stays_as_it_is(laptop: Laptop, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file where a folder belongs")
    blocked = Installs(tmp_path / "state", "this machine")
    before = laptop.vault.device
    assert not settle_identity(laptop.vault, blocked)
    assert laptop.vault.device == before


def test_a_restored_backup_is_no_copy(laptop: Laptop, home: Path, installs: Installs) -> None:
    profile = start(home, laptop, installs)
    [copy] = profile.backups.make().copies
    before = device(profile)
    act = Restore(home, Source(copy, laptop.key), None, lambda: laptop.clock.now().wall_ms)
    restore(act, profile.close)
    again = start(home, laptop, installs)
    assert device(again) != before
    assert again.settings.get(COPIED) is False
    again.close()
