"""The states of the world that must never look alike, and never look like a first run."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from rm_desktop.domain.errors import (
    CannotOpenError,
    DamagedError,
    ForeignError,
    InUseError,
    KnownError,
    PartlyReadableError,
    ReadOnlyError,
)
from rm_desktop.vault import cipher
from rm_desktop.vault.backup import back_up
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import founding_path, header_path, is_new
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.peek import peek
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in, topic, words

NOBODY = 65_534


@pytest.fixture
def closed(vault: Vault, path: Path, key: bytes) -> Path:
    rows = [topic(f"t{n}", f"Topic {n}", at=n) for n in range(200)]
    texts = [words(f"t{n}", f"words of {n} " * 40) for n in range(200)]
    vault.write("pair", updates=[b"update %d" % n for n in range(200)], items=rows, texts=texts)
    vault.close()
    return path


def refused(path: Path, key: bytes, state: type[KnownError]) -> None:
    """Expect a state, and that nothing in the folder has changed."""
    before = everything_in(path.parent)
    with pytest.raises(KnownError) as caught:
        Vault.open(path, key)
    assert type(caught.value) is state
    assert caught.value.next_step
    assert everything_in(path.parent) == before


def test_a_folder_without_anything_is_new(tmp_path: Path) -> None:
    assert is_new(tmp_path / "workspace.vault")


def test_a_missing_header_is_no_first_run(closed: Path, key: bytes) -> None:
    header_path(closed).unlink()
    refused(closed, key, DamagedError)
    with pytest.raises(DamagedError):
        found(closed, store=MemoryKeyStore())


def test_a_missing_vault_is_no_first_run(closed: Path, key: bytes) -> None:
    closed.unlink()
    refused(closed, key, DamagedError)
    with pytest.raises(DamagedError):
        found(closed, store=MemoryKeyStore())


def test_a_log_left_alone_is_no_first_run(tmp_path: Path) -> None:
    (tmp_path / "workspace.vault-wal").write_bytes(b"left")
    with pytest.raises(DamagedError):
        found(tmp_path / "workspace.vault", store=MemoryKeyStore())


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 5000])
def test_a_truncated_vault_is_damaged(closed: Path, key: bytes, length: int) -> None:
    closed.write_bytes(closed.read_bytes()[:length])
    refused(closed, key, DamagedError)


def test_a_text_in_place_of_a_vault_is_damaged(closed: Path, key: bytes) -> None:
    closed.write_bytes(b"Dear diary, " * 1000)
    refused(closed, key, DamagedError)


def test_an_ordinary_database_is_foreign(closed: Path, key: bytes) -> None:
    closed.unlink()
    other = sqlite3.connect(closed)
    other.execute("CREATE TABLE meta (a)")
    other.commit()
    other.close()
    refused(closed, key, ForeignError)


def test_another_programs_encrypted_database_is_foreign(closed: Path, key: bytes) -> None:
    closed.unlink()
    other = driver.connect(str(closed))
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    other.execute("CREATE TABLE messages (a)")
    other.commit()
    other.close()
    refused(closed, key, ForeignError)


def test_another_vault_under_the_same_key_is_foreign(
    closed: Path, key: bytes, tmp_path: Path
) -> None:
    opened = Vault.open(closed, key)
    with opened.transaction():
        opened._core.exec_driver_sql("UPDATE meta SET value = 'x' WHERE key = 'vault_id'")  # noqa: SLF001 - no way of ours does this
    opened.close()
    refused(closed, key, ForeignError)


def test_a_vault_that_another_program_writes_to_is_in_use(
    closed: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "BUSY_MILLISECONDS", 20)
    other = cipher.connect(closed, key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InUseError):
        Vault.open(closed, key)
    other.close()
    Vault.open(closed, key).close()


def test_a_flipped_byte_never_becomes_wrong_words(closed: Path, key: bytes) -> None:
    opened = Vault.open(closed, key)
    items, document = opened.items(), opened.load_document("pair")
    opened.close()
    whole, dice = closed.read_bytes(), random.Random(4)
    unnoticed = 0
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(dice.choice((1, 1, 16))):
            broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        closed.write_bytes(broken)
        try:
            opened = Vault.open(closed, key)
        except DamagedError:
            continue
        try:
            assert opened.items() == items
            assert opened.load_document("pair") == document
        except PartlyReadableError:
            pass
        with suppress(CannotOpenError):
            unnoticed += opened.integrity() == ()
        opened.close()
    assert unnoticed == 0


@pytest.mark.parametrize("emptied", [False, True])
def test_a_damaged_vault_is_refused_before_the_log_of_a_kill_is_touched(
    closed: Path, key: bytes, emptied: bool
) -> None:
    working = Vault.open(closed, key)
    working.put_settings("app", {"text_size": 120})
    killed = everything_in(closed.parent)
    working.close()
    for name, content in killed.items():
        closed.with_name(name).write_bytes(content)
    broken = bytearray(killed[closed.name])
    broken[100] ^= 1
    closed.write_bytes(b"" if emptied else broken)
    closed.with_name(f"{closed.name}-shm").unlink()
    before = everything_in(closed.parent)
    for look in (Vault.open, peek):
        with pytest.raises(DamagedError):
            look(closed, key)
        after = everything_in(closed.parent)
        assert {name: after[name] for name in before} == before


def test_damage_in_one_part_leaves_the_others_readable(closed: Path, key: bytes) -> None:
    opened = Vault.open(closed, key)
    [(page,)] = opened._core.exec_driver_sql(  # noqa: SLF001 - only SQLite knows the page
        "SELECT rootpage FROM sqlite_master WHERE name = 'item'"
    ).all()
    opened.close()
    broken = bytearray(closed.read_bytes())
    broken[(page - 1) * 4096 + 100] ^= 1
    closed.write_bytes(broken)

    opened = Vault.open(closed, key)
    with pytest.raises(PartlyReadableError):
        opened.items()
    stored = opened.load_document("pair")
    assert stored is not None
    assert len(stored.updates) == 200
    assert opened.integrity() != ()
    opened.close()


def test_damage_in_what_a_long_change_goes_on_with_is_told(
    vault: Vault, path: Path, key: bytes
) -> None:
    long = b"words of a long day " * 1000
    vault.write("text", kind="text", updates=[long])
    vault.close()
    whole, told = path.read_bytes(), 0
    for at in range(4096, len(whole), 4096):
        path.write_bytes(whole[: at + 70] + bytes([whole[at + 70] ^ 1]) + whole[at + 71 :])
        try:
            opened = Vault.open(path, key)
        except DamagedError:
            continue
        try:
            stored = opened.load_document("text")
            assert stored is not None
            assert stored.updates == (long,)
        except PartlyReadableError:
            told += 1
        opened.close()
    assert told >= len(long) // 4096


def test_a_start_that_died_before_the_vault_had_its_name_is_finished(
    closed: Path, key: bytes
) -> None:
    closed.rename(founding_path(closed))
    assert not is_new(closed)
    opened = Vault.open(closed, key)
    assert len(opened.items()) == 200
    opened.close()
    assert sorted(everything_in(closed.parent)) == ["workspace.vault", "workspace.vault.header"]


def test_a_start_that_died_before_the_header_begins_anew(path: Path) -> None:
    founding_path(path).write_bytes(b"half a vault")
    store = MemoryKeyStore()
    found(path, store=store).close()
    Vault.open(path, unlock(path, store)).close()
    assert sorted(everything_in(path.parent)) == ["workspace.vault", "workspace.vault.header"]


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a moment where tests run as root, to whom every folder is writable."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(closed: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to nobody
    shutil.copytree(closed.parent, folder, dirs_exist_ok=True)
    for entry in folder.iterdir():
        entry.chmod(0o444)
    folder.chmod(0o555)
    yield folder / closed.name
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_read_only_folder_is_called_so(read_only: Path, key: bytes) -> None:
    with without_rights():
        refused(read_only, key, ReadOnlyError)
        with pytest.raises(ReadOnlyError):
            found(read_only.with_name("other.vault"), store=MemoryKeyStore())


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_read_only_folder_with_a_log_left_by_a_kill_is_called_so(
    read_only: Path, key: bytes
) -> None:
    folder = read_only.parent
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
    working = Vault.open(read_only, key)
    working.put_settings("app", {"text_size": 120})
    killed = {path.name: path.read_bytes() for path in folder.iterdir()}
    working.close()
    for name, content in killed.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o444)
    folder.chmod(0o555)
    with without_rights():
        refused(read_only, key, ReadOnlyError)
        with pytest.raises(ReadOnlyError):
            back_up(read_only, key, folder / "copy.vault")


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_vault_is_for_its_owner_alone(closed: Path) -> None:
    assert {entry.name: entry.stat().st_mode & 0o777 for entry in closed.parent.iterdir()} == {
        "workspace.vault": 0o600,
        "workspace.vault.header": 0o600,
    }
