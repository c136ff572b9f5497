"""Copies of both vaults: when they are made, what they hold, which are let go."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from rm_desktop.domain.backups import Reason
from rm_desktop.domain.errors import BadInputError, DamagedError, KnownError
from rm_desktop.services.backups import FOLDER, Backups
from rm_desktop.vault.header import header_path
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop
from tests.vault.samples import everything_in

PHRASE = "copper otter seventeen"
T = TypeVar("T")


@pytest.fixture
def backups(laptop: Laptop) -> Backups:
    return laptop.profile.backups


def unlock(laptop: Laptop) -> None:
    private = laptop.profile.private
    private.open(private.make(PHRASE))
    laptop.desk.journal.begin(title="The mouse", text="I gave it up").rest()


def days_pass(laptop: Laptop, days: float) -> None:
    laptop.clock.advance(days * 86_400)


def test_a_daily_copy_is_due_once_a_day(laptop: Laptop, backups: Backups) -> None:
    assert backups.due()
    assert len(backups.tend().copies) == 1
    assert not backups.due()
    assert backups.tend().copies == ()
    days_pass(laptop, 1)
    assert backups.due()
    assert len(backups.tend().copies) == 1


def test_a_copy_says_when_why_and_how_much(laptop: Laptop, backups: Backups) -> None:
    laptop.desk.agenda.add("", "Budget")
    backups.make(Reason.IMPORT)
    [kept] = backups.listed()
    assert (kept.vault, kept.reason) == ("workspace", "import")
    assert kept.made_at == laptop.clock.now().wall_ms // 1000 * 1000
    assert kept.size == kept.path.stat().st_size
    assert kept.counts is not None
    assert (kept.counts["pair"], kept.counts["item"], kept.counts["member"]) == (1, 1, 2)
    assert kept.newest > 0
    assert backups.verify(kept.path) == ()


def test_the_private_vault_is_copied_only_while_it_is_open(
    laptop: Laptop, backups: Backups
) -> None:
    unlock(laptop)
    assert [path.name[:7] for path in backups.tend().copies] == ["workspa", "private"]
    kept = backups.listed()[-1]
    assert kept.vault == "private"
    assert kept.counts == {"entry": 1}
    laptop.profile.private.lock()
    days_pass(laptop, 1)
    assert [path.name[:7] for path in backups.tend().copies] == ["workspa"]
    locked = next(kept for kept in backups.listed() if kept.vault == "private")
    assert (locked.counts, locked.newest) == (None, 0)
    with pytest.raises(KnownError, match="Unlock"):
        backups.verify(locked.path)


def test_a_private_vault_opened_later_gets_its_copy_the_same_day(
    laptop: Laptop, backups: Backups
) -> None:
    backups.tend()
    unlock(laptop)
    assert backups.due()
    assert [path.name[:7] for path in backups.tend().copies] == ["private"]


def test_a_copy_opens_with_the_same_key_and_is_two_files(laptop: Laptop, backups: Backups) -> None:
    laptop.desk.agenda.add("", "Budget")
    [path] = backups.make().copies
    assert sorted(everything_in(backups.folder)) == [path.name, f"{path.name}.header"]
    copy = Vault.open(path, laptop.key)
    assert [row.title for row in copy.items(kind="item")] == ["Budget"]
    copy.close()


def test_two_copies_in_one_second_are_two(backups: Backups) -> None:
    backups.make()
    backups.make()
    assert len(backups.listed()) == 2


def test_a_year_of_days_is_thinned_and_still_reaches_back(laptop: Laptop, backups: Backups) -> None:
    [path] = backups.make(Reason.DAILY).copies
    header = path.with_name(f"{path.name}.header")
    base = laptop.clock.now().wall_ms
    from rm_desktop.domain.backups import file_name

    for day in range(1, 120):
        name = file_name("workspace", base - day * 86_400_000, "daily")
        shutil.copy(path, path.with_name(name))
        shutil.copy(header, path.with_name(f"{name}.header"))
    assert backups.thin() == 120 - len(backups.listed())
    kept = backups.listed()
    assert len(kept) <= 50
    assert kept[0].path == path
    assert base - kept[-1].made_at > 85 * 86_400_000
    assert len(list(backups.folder.iterdir())) == 2 * len(kept)


def test_a_second_folder_gets_the_same_copies(
    laptop: Laptop, backups: Backups, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"")
    laptop.profile.settings.put(FOLDER, str(stick))
    unlock(laptop)
    made = backups.make()
    assert made.elsewhere is None
    names = {path.name for path in made.copies}
    headers = {f"{name}.header" for name in names}
    assert set(everything_in(stick)) == {*names, *headers, "holiday.jpg"}
    for name in names:
        assert (stick / name).read_bytes() == (backups.folder / name).read_bytes()
    assert [kept.counts for kept in backups.listed(stick)] == [
        kept.counts for kept in backups.listed()
    ]


def test_a_folder_that_is_away_is_said_and_served_when_it_is_back(
    laptop: Laptop, backups: Backups, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    laptop.profile.settings.put(FOLDER, str(stick))
    made = backups.tend()
    assert len(made.copies) == 1
    assert made.elsewhere is not None
    assert "go there as soon as it is back" in str(made.elsewhere)
    assert not stick.exists()
    assert not backups.due()
    stick.mkdir()
    again = backups.tend()
    assert (again.copies, again.elsewhere) == ((), None)
    assert made.copies[0].name in everything_in(stick)


def test_copies_of_other_people_on_the_stick_stay(
    laptop: Laptop, backups: Backups, tmp_path: Path
) -> None:
    other = Laptop(tmp_path / "other")
    other.meet()
    stick = tmp_path / "stick"
    stick.mkdir()
    for days in range(6):
        [theirs] = other.profile.backups.make(Reason.DAILY).copies
        for name in (theirs.name, f"{theirs.name}.header"):
            shutil.copy(theirs.with_name(name), stick / name)
        other.clock.advance((20 - days) * 86_400)
    other.off()
    before = set(everything_in(stick))
    laptop.profile.settings.put(FOLDER, str(stick))
    days_pass(laptop, 900)
    backups.tend()
    assert before <= set(everything_in(stick))


def test_what_a_kill_left_is_swept(backups: Backups) -> None:
    [path] = backups.make().copies
    for name in (f"{path.name[:-6]}x.vault.part", "notes.txt"):
        (backups.folder / name).write_bytes(b"half")
    part = backups.folder / "workspace-20200101T000000Z-daily.vault.part"
    part.write_bytes(b"half")
    lone = backups.folder / "workspace-20200101T000000Z-daily.vault.header"
    lone.write_bytes(b"{}")
    backups.make()
    assert not part.exists()
    assert not lone.exists()
    assert (backups.folder / "notes.txt").exists()


def test_a_damaged_copy_is_listed_and_found_out(backups: Backups) -> None:
    [path] = backups.make().copies
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert len(backups.listed()) == 1
    assert backups.verify(path) != ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("end", ["", ".header"])
def test_a_pipe_in_the_folder_is_waited_for_by_nobody(backups: Backups, end: str) -> None:
    backups.make()
    [kept] = backups.listed()
    pipe = kept.path.with_name(kept.path.name + end)
    pipe.unlink()
    os.mkfifo(pipe)
    listed = without_waiting(backups.listed)
    assert [each.counts for each in listed] == ([None] if end else [])
    with pytest.raises(KnownError):
        without_waiting(lambda: backups.verify(kept.path))
    assert backups.make().copies


def test_a_header_without_end_is_not_read(backups: Backups) -> None:
    backups.make()
    [kept] = backups.listed()
    with header_path(kept.path).open("ab") as file:
        file.truncate(1 << 40)
    with pytest.raises(DamagedError):
        backups.verify(kept.path)


def without_waiting(act: Callable[[], T]) -> T:
    """Return what it returns; who waits for a pipe is woken by an error that nobody expects."""

    def wake(*_: object) -> None:
        raise AssertionError("it waits")

    former = signal.signal(signal.SIGALRM, wake)
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        return act()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def test_the_own_folder_is_no_second_one(backups: Backups, tmp_path: Path) -> None:
    backups.make()
    for folder in (backups.folder, backups.folder.parent, tmp_path / "none"):
        with pytest.raises(BadInputError):
            backups.check_folder(folder)
    backups.check_folder(tmp_path)
