"""A wrong key is known as wrong, a broken header as broken, and nothing is written."""

from __future__ import annotations

import dataclasses
import json
import secrets
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.domain.errors import (
    CannotOpenError,
    DamagedError,
    InUseError,
    KeyNotFoundError,
    NewerError,
    NoKeyringError,
    WrongKeyError,
)
from rm_desktop.vault import header as header_module
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import (
    MOST_PHRASES,
    Header,
    header_path,
    is_new,
    parsed,
    read_header,
    write_header,
)
from rm_desktop.vault.keys import (
    MEMORY,
    PASSES,
    MemoryKeyStore,
    unlock,
    unlock_with_passphrase,
    unwrap,
    wrap,
)
from rm_desktop.vault.phrase import PhraseLock, seal
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in

PASSPHRASE = "correct horse — café"
LOCK = PhraseLock(PASSES, MEMORY, "00" * 16, "09" + "00" * 31, "01" * 32)
PHRASE = dataclasses.asdict(seal(bytes(32), "vault", LOCK))


class SilentStore(MemoryKeyStore):
    """A keyring that is there and does not answer."""

    def load(self, vault_id: str) -> bytes | None:
        raise NoKeyringError("The keyring stayed locked.", "Unlock it, or use a passphrase.")


class MovedStore(MemoryKeyStore):
    """The keyring of another desktop."""

    name = "keyring.backends.kwallet.DBusKeyring"


class ForgetfulStore(MemoryKeyStore):
    """Takes every key and keeps none, like the keyring library's null back end."""

    def save(self, vault_id: str, key: bytes) -> None:
        pass


@pytest.fixture
def closed(vault: Vault, path: Path) -> Path:
    vault.write("pair", updates=[b"one"])
    vault.close()
    return path


def test_a_wrong_key_is_called_wrong_and_writes_nothing(closed: Path) -> None:
    before = everything_in(closed.parent)
    for _ in range(20):
        with pytest.raises(WrongKeyError):
            Vault.open(closed, secrets.token_bytes(32))
    assert everything_in(closed.parent) == before


def test_a_key_with_one_wrong_bit_does_not_fit(closed: Path, store: MemoryKeyStore) -> None:
    key = unlock(closed, store)
    header = read_header(closed)
    for bit in range(256):
        wrong = (int.from_bytes(key) ^ (1 << bit)).to_bytes(32)
        with pytest.raises(WrongKeyError):
            header.verify(wrong)


def test_a_missing_key_is_no_reason_to_begin_anew(closed: Path) -> None:
    before = everything_in(closed.parent)
    with pytest.raises(KeyNotFoundError, match="the account you began with"):
        unlock(closed, MemoryKeyStore())
    with pytest.raises(InUseError):
        found(closed, store=MemoryKeyStore())
    assert everything_in(closed.parent) == before


def test_another_vaults_key_in_the_keyring_is_wrong(closed: Path, store: MemoryKeyStore) -> None:
    store.save(read_header(closed).vault_id, secrets.token_bytes(32))
    with pytest.raises(WrongKeyError):
        unlock(closed, store)


@pytest.mark.parametrize(
    ("passphrase", "phrases", "ways"),
    [
        (None, (), "account you began with"),
        (PASSPHRASE, (), "with your passphrase"),
        (None, (LOCK,), "with your recovery phrase"),
        (PASSPHRASE, (LOCK,), "with your passphrase or your recovery phrase"),
    ],
    ids=["nothing else", "passphrase", "phrase", "both"],
)
def test_whatever_the_keyring_does_the_other_ways_in_are_named(
    path: Path, passphrase: str | None, phrases: tuple[PhraseLock, ...], ways: str
) -> None:
    store = MemoryKeyStore()
    found(path, store=store, passphrase=passphrase, phrases=phrases).close()
    there = everything_in(path.parent)
    other = MemoryKeyStore()
    other.save(read_header(path).vault_id, secrets.token_bytes(32))
    tried: tuple[tuple[MemoryKeyStore, type[CannotOpenError], str], ...] = (
        (SilentStore(), NoKeyringError, "stayed locked"),
        (MemoryKeyStore(), KeyNotFoundError, "is not"),
        (other, WrongKeyError, "belongs to other notes"),
        (MovedStore(), KeyNotFoundError, "Now KDE Wallet answers"),
    )
    for keyring, state, sentence in tried:
        with pytest.raises(state, match=sentence) as refused:
            unlock(path, keyring)
        said = refused.value.next_step
        assert ways in said or (not (passphrase or phrases) and "you began with" in said)
    assert everything_in(path.parent) == there
    assert unlock(path, store)


@pytest.mark.usefixtures("real_keys")
def test_a_passphrase_alone_opens_a_vault(path: Path) -> None:
    found(path, passphrase=PASSPHRASE).close()
    with pytest.raises(WrongKeyError):
        unlock_with_passphrase(path, PASSPHRASE + "e")
    with pytest.raises(KeyNotFoundError, match="passphrase"):
        unlock(path, MemoryKeyStore())
    decomposed = PASSPHRASE.replace("é", "e\u0301")
    Vault.open(path, unlock_with_passphrase(path, decomposed)).close()


def test_keyring_and_passphrase_give_the_same_key(path: Path, store: MemoryKeyStore) -> None:
    found(path, store=store, passphrase=PASSPHRASE).close()
    assert unlock(path, store) == unlock_with_passphrase(path, PASSPHRASE)


def test_a_vault_without_passphrase_says_so(closed: Path) -> None:
    with pytest.raises(KeyNotFoundError):
        unlock_with_passphrase(closed, PASSPHRASE)


def test_a_keyring_that_forgets_gets_no_vault(path: Path) -> None:
    with pytest.raises(NoKeyringError):
        found(path, store=ForgetfulStore())
    with pytest.raises(NoKeyringError):
        found(path)
    assert everything_in(path.parent) == {}


def test_a_wrapped_key_belongs_to_one_vault() -> None:
    key = secrets.token_bytes(32)
    method = wrap(key, "vault-a", PASSPHRASE, secrets.token_bytes)
    assert unwrap(method, "vault-a", PASSPHRASE) == key
    with pytest.raises(WrongKeyError):
        unwrap(method, "vault-b", PASSPHRASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"passes": PASSES - 1},
        {"memory": MEMORY // 2},
        {"passes": 10**6},
        {"memory": 1 << 40},
        {"salt": "not hexadecimal"},
        {"salt": "00"},
        {"nonce": "00"},
    ],
)
def test_costs_and_forms_we_never_write_are_refused_at_once(changes: dict[str, object]) -> None:
    method = wrap(secrets.token_bytes(32), "vault", PASSPHRASE, secrets.token_bytes)
    with pytest.raises(DamagedError):
        unwrap(dataclasses.replace(method, **changes), "vault", PASSPHRASE)  # type: ignore[arg-type]


def test_a_truncated_wrapped_key_is_refused() -> None:
    method = wrap(secrets.token_bytes(32), "vault", PASSPHRASE, secrets.token_bytes)
    for length in (0, 10, len(method.wrapped) - 2):
        short = dataclasses.replace(method, wrapped=method.wrapped[:length])
        with pytest.raises(CannotOpenError):
            unwrap(short, "vault", PASSPHRASE)


def test_every_flipped_bit_of_a_header_is_noticed(path: Path, store: MemoryKeyStore) -> None:
    found(path, store=store, passphrase=PASSPHRASE, phrases=[LOCK]).close()
    whole = header_path(path).read_bytes()
    accepted = []
    for position in range(len(whole)):
        for bit in range(8):
            broken = bytearray(whole)
            broken[position] ^= 1 << bit
            try:
                parsed(bytes(broken))
            except DamagedError:
                continue
            accepted.append((position, bit))
    assert accepted == []


def test_a_broken_header_is_left_as_it_is(closed: Path) -> None:
    whole = header_path(closed).read_bytes()
    header_path(closed).write_bytes(whole.replace(b"check", b"chekc"))
    before = everything_in(closed.parent)
    with pytest.raises(DamagedError):
        Vault.open(closed, bytes(32))
    assert everything_in(closed.parent) == before


@pytest.mark.parametrize("length", [0, 1, 100, -1, -2])
def test_a_truncated_header_is_damaged(closed: Path, length: int) -> None:
    whole = header_path(closed).read_bytes()
    header_path(closed).write_bytes(whole[:length])
    with pytest.raises(DamagedError):
        is_new(closed) or read_header(closed)


@pytest.mark.parametrize("content", [b"[]", b"null", b'{"sum": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_header_of_another_shape_is_damaged(closed: Path, content: bytes) -> None:
    header_path(closed).write_bytes(content)
    with pytest.raises(DamagedError):
        read_header(closed)


@pytest.mark.parametrize(
    "changes",
    [
        *({"passphrase": {"passes": each}} for each in ("3", 3.5, None, True)),
        *({"passphrase": {"salt": each}} for each in (5, None, "é" * 32)),
        *({"check": each} for each in (5, None, "é" * 64)),
        *({"vault_id": each} for each in (5, None, "\ud800")),
        {"keyring": {"backend": 5, "item": None}},
        {"keyring": 5},
        {"phrases": 5},
        {"phrases": [5]},
        {"phrases": [{}]},
        {"phrases": [{**PHRASE, "passes": "3"}]},
        {"phrases": [{**PHRASE, "sealed": 3}]},
        {"phrases": [PHRASE] * (MOST_PHRASES + 1)},
        {"format": 1},
        {"format": True},
        {"format": 0},
    ],
    ids=repr,
)
def test_a_header_with_values_of_other_types_is_damaged(
    path: Path, changes: dict[str, Any]
) -> None:
    found(path, passphrase=PASSPHRASE).close()
    fields = json.loads(header_path(path).read_bytes())
    del fields["sum"]
    for name, value in changes.items():
        inner = isinstance(value, dict) and name == "passphrase"
        fields[name] = fields[name] | value if inner else value
    header_path(path).write_bytes(header_module._sealed(fields))  # noqa: SLF001 - the sum is no secret
    with pytest.raises(DamagedError):
        unlock_with_passphrase(path, PASSPHRASE)


@pytest.mark.parametrize("length", [0, 1, 31, 33, 70])
def test_a_key_of_another_length_is_wrong(closed: Path, length: int) -> None:
    with pytest.raises(WrongKeyError):
        Vault.open(closed, bytes(length))


def test_a_header_of_a_newer_format_is_called_newer(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = read_header(closed)
    monkeypatch.setattr(header_module, "FORMAT", 3)
    write_header(closed, header)
    monkeypatch.undo()
    before = everything_in(closed.parent)
    with pytest.raises(NewerError):
        read_header(closed)
    assert everything_in(closed.parent) == before


def test_a_header_holds_no_secret(path: Path, store: MemoryKeyStore) -> None:
    found(path, store=store, passphrase=PASSPHRASE).close()
    text = header_path(path).read_text("utf-8")
    assert unlock(path, store).hex() not in text
    assert "horse" not in text


def test_a_header_is_replaced_whole(closed: Path) -> None:
    header = read_header(closed)
    moved = Header(header.vault_id, header.key_id, header.check)
    write_header(closed, moved)
    assert read_header(closed) == moved
    assert sorted(everything_in(closed.parent)) == ["workspace.vault", "workspace.vault.header"]
