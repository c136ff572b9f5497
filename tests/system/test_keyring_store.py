"""A keyring is believed after it was tried; the person's own is never touched by these tests."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer
from typing import ClassVar

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError, PasswordSetError

from rm_desktop.domain.errors import KeyNotFoundError, NoKeyringError, WrongKeyError
from rm_desktop.system.keyring_store import SERVICE, KeyringStore
from rm_desktop.vault.founding import found
from rm_desktop.vault.keys import unlock
from rm_desktop.vault.rewrap import keep_in_keyring

KEY = bytes(range(32))


class DictKeyring(keyring.backend.KeyringBackend):
    """Keeps secrets in a dictionary; `trouble` is raised instead of the next answer."""

    priority: ClassVar[float] = 1
    trouble: Exception | None = None

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

    def _answer(self) -> None:
        if self.trouble is not None:
            raise self.trouble


class PlainFileKeyring(DictKeyring):
    """Comes from a package whose back ends write plain files."""


PlainFileKeyring.__module__ = "keyrings.alt.file"


class ChainKeyring(DictKeyring):
    """Asks several others, as the library's chainer does."""

    backends: ClassVar[list[DictKeyring]] = [PlainFileKeyring(), DictKeyring()]


class MangledKeyring(DictKeyring):
    """Gives back something else than it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        kept = super().get_password(service, username)
        return kept and kept[::-1]


@pytest.fixture
def dictionary() -> DictKeyring:
    return DictKeyring()


@pytest.fixture(autouse=True)
def chosen(
    dictionary: DictKeyring, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    if request.node.get_closest_marker("real_keyring"):
        yield
        return
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    before = keyring.core._keyring_backend  # noqa: SLF001 - asking would look for a real one
    keyring.set_keyring(dictionary)
    yield
    keyring.core._keyring_backend = before  # noqa: SLF001


def test_a_key_is_kept_found_and_forgotten(dictionary: DictKeyring) -> None:
    store = KeyringStore()
    assert store.load("vault") is None
    store.save("vault", KEY)
    assert store.load("vault") == KEY
    assert list(dictionary.kept) == [(SERVICE, "vault")]  # the probe is gone
    store.delete("vault")
    store.delete("vault")
    assert store.load("vault") is None


def test_it_is_named_after_the_back_end() -> None:
    assert KeyringStore().name.endswith(".DictKeyring")


def test_another_programs_item_is_no_key_and_stays(dictionary: DictKeyring) -> None:
    dictionary.kept[SERVICE, "vault"] = "not hexadecimal"
    assert KeyringStore().load("vault") is None
    assert dictionary.kept == {(SERVICE, "vault"): "not hexadecimal"}


@pytest.mark.parametrize(
    "backend", [keyring.backends.null.Keyring, keyring.backends.fail.Keyring, MangledKeyring]
)
def test_a_keyring_that_keeps_nothing_is_none(
    backend: Callable[[], keyring.backend.KeyringBackend],
) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(NoKeyringError, match="no usable"):
        KeyringStore().save("vault", KEY)


@pytest.mark.parametrize("backend", [PlainFileKeyring, ChainKeyring])
def test_a_plain_file_is_no_keyring(backend: Callable[[], DictKeyring]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(NoKeyringError):
        KeyringStore().save("vault", KEY)
    with pytest.raises(NoKeyringError):
        KeyringStore().load("vault")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (InitError("Prompt dismissed"), "stayed locked"),
        (KeyringLocked("locked"), "stayed locked"),
        (PasswordSetError("refused"), "no usable"),
        (ConnectionResetError("service died"), "not answer"),
        (RuntimeError("no back end"), "no usable"),
    ],
)
def test_a_keyring_in_trouble_is_never_an_empty_one(
    dictionary: DictKeyring, trouble: Exception, words: str
) -> None:
    store = KeyringStore()
    store.save("vault", KEY)
    dictionary.trouble = trouble
    asked: list[Callable[[], object]] = [
        lambda: store.load("vault"),
        lambda: store.save("vault", KEY),
        lambda: store.delete("vault"),
    ]
    for ask in asked:
        with pytest.raises(NoKeyringError, match=words):
            ask()
    dictionary.trouble = None
    assert store.load("vault") == KEY


def test_a_key_is_found_in_every_back_end_there_is_and_written_to_the_first() -> None:
    first, second = DictKeyring(), DictKeyring()
    second.kept[SERVICE, "vault"] = KEY.hex()
    keyring.set_keyring(type("Chain", (DictKeyring,), {"backends": [first, second]})())
    store = KeyringStore()
    assert store.load("vault") == KEY
    store.save("other", KEY)
    assert (list(first.kept), list(second.kept)) == ([(SERVICE, "other")], [(SERVICE, "vault")])
    store.delete("vault")
    assert second.kept == {}
    assert store.name.endswith(".DictKeyring")


def test_no_second_back_end_gets_a_key_in_clear() -> None:
    plain = PlainFileKeyring()
    keyring.set_keyring(type("Chain", (DictKeyring,), {"backends": [DictKeyring(), plain]})())
    plain.kept[SERVICE, "vault"] = KEY.hex()
    assert KeyringStore().load("vault") is None
    KeyringStore().save("other", KEY)
    assert list(plain.kept) == [(SERVICE, "vault")]


def test_one_that_does_not_answer_is_not_waited_for(dictionary: DictKeyring) -> None:
    answer = Event()

    class Slow(DictKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            answer.wait()
            return KEY.hex()

    keyring.set_keyring(Slow())
    with pytest.raises(NoKeyringError, match="does not answer"):
        KeyringStore(patience=0.05).load("vault")
    left = KeyringStore()
    Timer(0.05, left.give_up).start()
    with pytest.raises(NoKeyringError, match="does not answer"):
        left.load("vault")
    answer.set()
    assert KeyringStore().load("vault") == KEY


def test_another_window_asks_again_after_one_was_closed(dictionary: DictKeyring) -> None:
    store = KeyringStore()
    store.save("vault", KEY)
    answer = Event()

    class Slow(DictKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            answer.wait()
            return dictionary.get_password(service, username)

    keyring.set_keyring(Slow())
    store.give_up()
    store.take_up()
    Timer(0.3, answer.set).start()
    assert store.load("vault") == KEY


def test_a_bug_of_ours_is_not_called_a_state_of_the_world(dictionary: DictKeyring) -> None:
    dictionary.trouble = TypeError("ours")
    with pytest.raises(TypeError, match="ours"):
        KeyringStore().load("vault")


def test_one_that_starts_after_us_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(NoKeyringError, match="no usable"):
        KeyringStore().load("vault")
    late = DictKeyring()
    monkeypatch.setattr(keyring.core, "init_backend", lambda: keyring.set_keyring(late))
    assert KeyringStore().load("vault") is None


@pytest.mark.real_keyring
def test_the_desktops_keyring_keeps_a_key() -> None:
    store, name = KeyringStore(), f"test-{secrets.token_hex(8)}"
    store.save(name, KEY)
    try:
        assert store.load(name) == KEY
    finally:
        store.delete(name)
    assert store.load(name) is None
    assert store.name.startswith("keyring.backends.")


@pytest.mark.real_keyring
def test_the_desktops_keyring_opens_a_vault_until_its_item_is_gone_or_anothers(
    tmp_path: Path,
) -> None:
    path, store = tmp_path / "workspace.vault", KeyringStore()
    vault = found(path, store=store)
    vault.close()
    try:
        assert unlock(path, store) == vault.key
        store.save(vault.vault_id, secrets.token_bytes(32))
        with pytest.raises(WrongKeyError, match="other notes"):
            unlock(path, store)
        store.delete(vault.vault_id)
        with pytest.raises(KeyNotFoundError, match="is not"):
            unlock(path, store)
        keep_in_keyring(path, vault.key, store)
        assert unlock(path, store) == vault.key
    finally:
        store.delete(vault.vault_id)


@pytest.mark.real_keyring
def test_bytes_of_another_program_under_our_name_are_no_key() -> None:
    secretstorage = pytest.importorskip("secretstorage")
    store, name = KeyringStore(), f"test-{secrets.token_hex(8)}"
    store.save(name, KEY)
    connection = secretstorage.dbus_init()
    try:
        (item,) = secretstorage.search_items(connection, {"service": SERVICE, "username": name})
        for strange in (b"\xff\xfe", b"not hexadecimal"):
            item.set_secret(strange, "application/octet-stream")
            assert store.load(name) is None
    finally:
        connection.close()
        store.delete(name)
