"""The ways into a vault change while it is open; none is lost before the new one holds."""

from __future__ import annotations

import dataclasses
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from rm_desktop.domain.errors import (
    DamagedError,
    KeyNotFoundError,
    NoKeyringError,
    ReadOnlyError,
    WrongKeyError,
)
from rm_desktop.vault import rewrap
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import MOST_PHRASES, header_path, read_header, write_header
from rm_desktop.vault.keys import (
    MemoryKeyStore,
    unlock,
    unlock_with_passphrase,
    unlock_with_phrase,
)
from rm_desktop.vault.phrase import new_lock, new_phrase
from rm_desktop.vault.rewrap import (
    change_passphrase,
    drop_from_keyring,
    forget_keyring,
    keep_in_keyring,
    keep_phrases,
)
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in

OLD, NEW = "seven small boats", "eight tall ships"
SPECIMEN = Path(__file__).parents[1] / "specimens" / "workspace-1.vault"


class OtherKeyring(MemoryKeyStore):
    name = "keyring.backends.kwallet.DBusKeyring"


@pytest.fixture
def opened(path: Path) -> Iterator[Vault]:
    """A vault that is in use, as it is when somebody changes its passphrase."""
    vault = found(path, passphrase=OLD)
    vault.put_settings("app", {"a": 1})
    yield vault
    vault.close()


def test_a_new_passphrase_takes_the_place_of_the_old(opened: Vault, path: Path) -> None:
    change_passphrase(path, opened.key, NEW)
    opened.put_settings("app", {"a": 2})  # the open vault goes on
    assert unlock_with_passphrase(path, NEW) == opened.key
    with pytest.raises(WrongKeyError):
        unlock_with_passphrase(path, OLD)


def test_who_forgot_the_passphrase_sets_one_by_the_phrase(opened: Vault, path: Path) -> None:
    words = new_phrase()
    assert keep_phrases(path, opened.key, [new_lock(words)], words=words)
    opened.close()
    change_passphrase(path, unlock_with_phrase(path, words), NEW)
    again = Vault.open(path, unlock_with_passphrase(path, NEW))
    assert again.setting("app", "a") == 1
    again.close()


def test_a_phrase_stays_until_it_is_replaced(opened: Vault, path: Path) -> None:
    first, second = new_phrase(), new_phrase()
    old, new = new_lock(first), new_lock(second)
    keep_phrases(path, opened.key, [old], words=first)
    keep_phrases(path, opened.key, [new], words=second)
    assert unlock_with_phrase(path, first) == unlock_with_phrase(path, second) == opened.key
    assert keep_phrases(path, opened.key, [new], replaced=[old.public])
    assert not keep_phrases(path, opened.key, [new], replaced=[old.public])  # nothing to change
    assert unlock_with_phrase(path, second) == opened.key
    with pytest.raises(WrongKeyError, match="latest"):
        unlock_with_phrase(path, first)


def test_a_sealed_key_that_somebody_changed_is_sealed_anew(opened: Vault, path: Path) -> None:
    words = new_phrase()
    lock = new_lock(words)
    keep_phrases(path, opened.key, [lock], words=words)
    header = read_header(path)
    spoilt = dataclasses.replace(header.phrases[0], sealed=secrets.token_hex(80))
    write_header(path, dataclasses.replace(header, phrases=(spoilt,)))
    with pytest.raises(WrongKeyError):
        unlock_with_phrase(path, words)
    assert keep_phrases(path, opened.key, [lock])
    assert unlock_with_phrase(path, words) == opened.key


def test_phrases_nobody_knows_do_not_pile_up(opened: Vault, path: Path) -> None:
    words = new_phrase()
    lock = new_lock(words)
    keep_phrases(path, opened.key, [lock], words=words)
    for _ in range(MOST_PHRASES + 1):
        stray = dataclasses.replace(lock, salt=secrets.token_hex(16), public=secrets.token_hex(32))
        keep_phrases(path, opened.key, [lock, stray])
    assert len(read_header(path).phrases) == MOST_PHRASES
    assert unlock_with_phrase(path, words) == opened.key


def test_words_that_do_not_fit_the_lock_change_nothing(opened: Vault, path: Path) -> None:
    before = header_path(path).read_bytes()
    with pytest.raises(WrongKeyError):
        keep_phrases(path, opened.key, [new_lock(new_phrase())], words=new_phrase())
    assert header_path(path).read_bytes() == before


def test_a_keyring_opens_a_vault_until_it_may_not(opened: Vault, path: Path) -> None:
    store = MemoryKeyStore()
    with pytest.raises(KeyNotFoundError, match="your passphrase"):
        unlock(path, store)
    keep_in_keyring(path, opened.key, store)
    assert unlock(path, store) == opened.key
    drop_from_keyring(path, store)
    drop_from_keyring(path, store)  # again is no error
    assert store.load(opened.vault_id) is None
    assert read_header(path).keyring is None
    assert unlock_with_passphrase(path, OLD) == opened.key


def test_the_only_way_in_is_not_dropped(vault: Vault, path: Path, store: MemoryKeyStore) -> None:
    before = header_path(path).read_bytes()
    with pytest.raises(NoKeyringError, match="Only the keyring"):
        drop_from_keyring(path, store)
    assert header_path(path).read_bytes() == before
    assert unlock(path, store) == vault.key


def test_a_copy_in_a_keyring_that_does_not_answer_is_not_called_gone(
    opened: Vault, path: Path
) -> None:
    keep_in_keyring(path, opened.key, OtherKeyring())
    with pytest.raises(NoKeyringError, match="KDE Wallet"):
        drop_from_keyring(path, MemoryKeyStore())
    assert read_header(path).keyring is not None


def test_a_copy_the_keyring_will_not_give_up_is_not_called_gone(opened: Vault, path: Path) -> None:
    class Clinging(MemoryKeyStore):
        def delete(self, vault_id: str) -> None:
            pass

    store = Clinging()
    keep_in_keyring(path, opened.key, store)
    with pytest.raises(NoKeyringError, match="did not give up"):
        drop_from_keyring(path, store)
    assert unlock(path, store) == opened.key


def test_after_a_move_the_new_keyring_is_the_one(vault: Vault, path: Path) -> None:
    there = OtherKeyring()
    words = new_phrase()
    keep_phrases(path, vault.key, [new_lock(words)], words=words)
    with pytest.raises(KeyNotFoundError, match=r"memory.*KDE Wallet.*recovery phrase"):
        unlock(path, there)
    keep_in_keyring(path, unlock_with_phrase(path, words), there)
    assert unlock(path, there) == vault.key


def test_a_lost_keyring_is_asked_no_more_where_something_else_opens_it(
    vault: Vault, path: Path, store: MemoryKeyStore
) -> None:
    forget_keyring(path, vault.key)
    assert unlock(path, store) == vault.key  # the only way in stays
    change_passphrase(path, vault.key, NEW)
    forget_keyring(path, vault.key)
    assert read_header(path).keyring is None
    assert unlock_with_passphrase(path, NEW) == vault.key


def test_another_vaults_key_changes_nothing(opened: Vault, path: Path) -> None:
    store = MemoryKeyStore()
    before = header_path(path).read_bytes()
    wrong = secrets.token_bytes(32)
    for change in (
        lambda: change_passphrase(path, wrong, NEW),
        lambda: keep_phrases(path, wrong, [new_lock(new_phrase())]),
        lambda: keep_in_keyring(path, wrong, store),
    ):
        with pytest.raises(WrongKeyError):
            change()
    assert header_path(path).read_bytes() == before
    assert store.load(opened.vault_id) is None


def test_a_vault_that_cannot_be_read_keeps_its_header(path: Path) -> None:
    vault = found(path, passphrase=OLD)
    vault.close()
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    before = everything_in(path.parent)
    with pytest.raises(DamagedError):
        change_passphrase(path, vault.key, NEW)
    assert everything_in(path.parent) == before


def test_a_full_or_guarded_disk_keeps_the_old_header(
    opened: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr("rm_desktop.vault.header.write_whole", refuse)
    with pytest.raises(ReadOnlyError):
        change_passphrase(path, opened.key, NEW)
    assert unlock_with_passphrase(path, OLD) == opened.key


def test_changes_at_the_same_time_lose_none(opened: Vault, path: Path) -> None:
    store, words = MemoryKeyStore(), new_phrase()
    lock = new_lock(words)
    acts = [
        lambda: change_passphrase(path, opened.key, NEW),
        lambda: keep_phrases(path, opened.key, [lock], words=words),
        lambda: keep_in_keyring(path, opened.key, store),
    ]
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (
        unlock(path, store)
        == unlock_with_passphrase(path, NEW)
        == unlock_with_phrase(path, words)
        == opened.key
    )


def test_a_header_of_the_first_format_is_read_and_written_anew_at_a_change(
    tmp_path: Path,
) -> None:
    path = tmp_path / SPECIMEN.name
    for each in (SPECIMEN, header_path(SPECIMEN)):
        shutil.copy(each, tmp_path)
    key = bytes(range(32))
    assert b'"format": 1' in header_path(path).read_bytes()
    header = read_header(path)
    header.verify(key)
    assert header.phrases == ()
    change_passphrase(path, key, NEW)
    assert b'"format": 2' in header_path(path).read_bytes()
    assert dataclasses.replace(read_header(path), passphrase=None) == dataclasses.replace(
        header, passphrase=None
    )
    vault = Vault.open(path, unlock_with_passphrase(path, NEW))
    assert vault.items(kind="topic")
    vault.close()


def test_the_new_way_is_proved_before_the_header_is_put_in_place(
    opened: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = header_path(path).read_bytes()
    seen: list[bytes] = []
    prove = rewrap._prove  # noqa: SLF001

    def watched(*given: object) -> None:
        seen.append(header_path(path).read_bytes())
        prove(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rewrap, "_prove", watched)
    change_passphrase(path, opened.key, NEW)
    assert seen == [before]
