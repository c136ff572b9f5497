"""A backup opens, or it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from rm_desktop.domain.errors import DamagedError, KnownError
from rm_desktop.vault.backup import back_up
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.header import header_path
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in, topic, words


@pytest.fixture
def filled(vault: Vault) -> Vault:
    rows = [topic(f"t{n}") for n in range(50)]
    texts = [words(f"t{n}", "findable " * 50) for n in range(50)]
    vault.write("pair", updates=[b"one"], items=rows, texts=texts)
    return vault


def test_a_backup_of_an_open_vault_opens_with_the_same_key(
    filled: Vault, store: MemoryKeyStore, tmp_path: Path
) -> None:
    target = tmp_path / "copies" / "monday.vault"
    target.parent.mkdir()
    filled.backup_to(target)
    filled.write("pair", updates=[b"two"])

    copy = Vault.open(target, unlock(target, store))
    assert copy.items() == filled.items()
    assert len(copy.search("findable")) == 50
    stored = copy.load_document("pair")
    assert stored is not None
    assert stored.updates == (b"one",)
    copy.close()
    assert sorted(everything_in(target.parent)) == ["monday.vault", "monday.vault.header"]


def test_a_backup_replaces_an_older_one(filled: Vault, tmp_path: Path, key: bytes) -> None:
    target = tmp_path / "copy.vault"
    filled.backup_to(target)
    filled.write("pair", items=[topic("more")])
    filled.backup_to(target)
    copy = Vault.open(target, key)
    assert len(copy.items()) == 51
    copy.close()


def test_a_backup_into_no_folder_is_refused_in_words(filled: Vault, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        filled.backup_to(tmp_path / "nowhere" / "copy.vault")


def test_a_copy_never_stands_without_its_header(filled: Vault, tmp_path: Path) -> None:
    target = tmp_path / "copy.vault"
    header_path(target).mkdir()  # so that a header can have no place
    with pytest.raises(KnownError):
        filled.backup_to(target)
    assert not target.exists()


def test_a_backup_of_a_damaged_vault_keeps_the_older_backup(
    filled: Vault, path: Path, key: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "copy.vault"
    filled.backup_to(target)
    filled.close()
    connection = connect(path, key)
    [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'change'")
    connection.close()
    broken = bytearray(path.read_bytes())
    broken[(page - 1) * 4096 + 50] ^= 1
    path.write_bytes(broken)
    before = target.read_bytes()

    damaged = Vault.open(path, key)
    with pytest.raises(DamagedError):
        damaged.backup_to(target)
    damaged.close()
    assert target.read_bytes() == before
    assert list(tmp_path.glob("*.part*")) == []


def test_no_damaged_page_gets_into_a_backup_as_zeros(
    filled: Vault, path: Path, key: bytes, tmp_path: Path
) -> None:
    long = b"a long change " * 1000
    filled.write("pair", updates=[long])
    filled.close()
    whole, target = path.read_bytes(), tmp_path / "copy.vault"
    refused = 0
    for at in range(4096, len(whole), 4096):
        path.write_bytes(whole[: at + 70] + bytes([whole[at + 70] ^ 1]) + whole[at + 71 :])
        try:
            back_up(path, key, target)
        except KnownError:
            refused += 1
            continue
        copy = Vault.open(target, key)  # of a page that is free
        stored = copy.load_document("pair")
        assert stored is not None
        assert stored.updates == (b"one", long)
        copy.close()
    assert refused > 20


def test_damage_in_the_search_index_is_found(filled: Vault, path: Path, key: bytes) -> None:
    assert filled.integrity() == ()
    filled.close()
    connection = connect(path, key)
    connection.execute("DELETE FROM search_content WHERE id = (SELECT max(id) FROM search_content)")
    connection.close()
    again = Vault.open(path, key)
    assert again.integrity() != ()
    again.close()
