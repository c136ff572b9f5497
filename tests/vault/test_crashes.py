"""What was acknowledged is there after a kill and on a full disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.errors import DiskFullError
from rm_desktop.vault.founding import found
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault
from tests.vault.samples import topic, words

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, as POSIX has it")

KILLS = 30


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Fork, let the child work and tell through a pipe; return its id and our end of the pipe."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    return child, ours


def told(pipe: int) -> list[int]:
    """Return the numbers a child told before it ended."""
    with os.fdopen(pipe, "rb") as lines:
        return [int(line) for line in lines.read().split(b"\n") if line]


def write_one(vault: Vault, number: int, size: int = 300) -> None:
    name = f"n{number}"
    vault.write(
        "pair",
        updates=[b"%d:" % number + b"x" * size],
        items=[topic(name, at=number)],
        texts=[words(name, f"findable {name}")],
    )


def kept(vault: Vault) -> set[int]:
    """Return the numbers that are whole: change, item and words together."""
    stored = vault.load_document("pair")
    changes = {int(update.split(b":")[0]) for update in (stored.updates if stored else ())}
    items = {int(item.id[1:]) for item in vault.items()}
    found = {int(row.id[1:]) for row in vault.search("findable", limit=10**6)}
    assert changes == items == found
    return changes


def test_killing_a_writer_loses_nothing_it_was_told_is_saved(
    vault: Vault, path: Path, key: bytes
) -> None:
    vault.close()
    dice = random.Random(11)
    acknowledged: set[int] = set()

    def write_on(pipe: int) -> None:
        writer = Vault.open(path, key)
        for number in range(len(acknowledged) + 1, 10**6):
            write_one(writer, number)
            os.write(pipe, b"%d\n" % number)

    for _ in range(KILLS):
        child, pipe = in_child(write_on)
        acknowledged.add(int(os.read(pipe, 64).split(b"\n")[0]))  # it has begun
        time.sleep(dice.random() * 0.06)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged.update(told(pipe))
        reopened = Vault.open(path, key)
        there = kept(reopened)
        reopened.close()
        assert acknowledged <= there
        acknowledged = there
    last = Vault.open(path, key)
    assert last.integrity() == ()
    last.close()
    assert len(acknowledged) > KILLS


def test_killing_a_first_start_leaves_a_folder_that_can_be_started(
    path: Path, tmp_path: Path
) -> None:
    key = bytes(range(32))

    def begin(folder: Path) -> None:
        chance = iter([key])
        store = MemoryKeyStore()
        target = folder / path.name
        found(target, store=store, chance=lambda n: next(chance, bytes(n))).close()

    dice = random.Random(5)
    for round_ in range(12):
        folder = tmp_path / str(round_)
        folder.mkdir()
        child, pipe = in_child(lambda _, folder=folder: begin(folder))  # type: ignore[misc]
        time.sleep(dice.random() * 0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(pipe)
        if not (folder / "workspace.vault.header").exists():
            begin(folder)
        opened = Vault.open(folder / path.name, key)
        opened.write("pair", updates=[b"one"])
        assert opened.integrity() == ()
        opened.close()


def fill(vault: Vault, *, size: int) -> set[int]:
    """Write until the disk is full; return what was acknowledged before."""
    saved: set[int] = set()
    with pytest.raises(DiskFullError):  # noqa: PT012 - which write it is, is the disk's choice
        for number in range(1, 10**6):
            write_one(vault, number, size=size)
            saved.add(number)
    return saved


def test_a_full_disk_is_called_so_and_keeps_what_was_saved(vault: Vault) -> None:
    core = vault._core  # noqa: SLF001 - SQLite's own limit stands for the disk's
    core.exec_driver_sql("PRAGMA max_page_count = 150")
    saved = fill(vault, size=9_000)
    assert len(saved) > 5
    assert kept(vault) == saved

    core.exec_driver_sql("PRAGMA max_page_count = 100000")
    write_one(vault, 0)
    assert kept(vault) == saved | {0}
    assert vault.integrity() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that holds two megabytes; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = sys.platform == "linux" and mount is not None and os.geteuid() == 0
    if made:
        command = [str(mount), "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
        made = subprocess.run(command, check=False, capture_output=True).returncode == 0
    if not made:
        pytest.skip("this machine lets us make no small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_writing_goes_on_once_there_is_room_again(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    vault = found(small_disk / "workspace.vault", store=MemoryKeyStore())
    saved = fill(vault, size=5_000)
    with pytest.raises(DiskFullError):
        vault.backup_to(small_disk / "copy.vault")
    assert kept(vault) == saved
    assert not list(small_disk.glob("copy*"))

    ballast.unlink()
    write_one(vault, 0)
    assert kept(vault) == saved | {0}
    assert vault.integrity() == ()
    vault.close()


def test_no_vault_is_founded_on_a_full_disk(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    for room in (0, 20_000, 60_000, 100_000, 140_000):
        ballast.write_bytes(bytes(2 * 1024 * 1024 - 8_192 - room))
        with pytest.raises(DiskFullError):
            found(small_disk / "workspace.vault", store=MemoryKeyStore())
        ballast.unlink()
    found(small_disk / "workspace.vault", store=MemoryKeyStore()).close()
