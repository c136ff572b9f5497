"""Where a vault's key lives: made at random, kept in a keyring or wrapped by a passphrase."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rm_desktop.domain.errors import DamagedError, KeyNotFoundError, NoKeyringError, WrongKeyError
from rm_desktop.domain.words import tr
from rm_desktop.vault.cipher import KEY_BYTES
from rm_desktop.vault.header import FORMAT, Header, PassphraseMethod, read_header

# The floor is also what we write: a header asking for less was tampered with (0.17 s measured).
PASSES = 3
MEMORY = 64 * 1024 * 1024
# A header asking for more than this would only freeze the computer.
_MOST_PASSES = 16
_MOST_MEMORY = 1024 * 1024 * 1024
_SALT_BYTES = 16
_NONCE_BYTES = 24
_WRAPPED_BYTES = KEY_BYTES + 16  # with Poly1305's tag


class KeyStore(Protocol):
    """A place outside the vault that keeps keys; `name` says which, for the header."""

    @property
    def name(self) -> str: ...

    def load(self, vault_id: str) -> bytes | None:
        """Return a vault's key, or None if this place has none for it."""

    def save(self, vault_id: str, key: bytes) -> None:
        """Keep a key for good, or raise `NoKeyringError`."""

    def delete(self, vault_id: str) -> None:
        """Forget a key; one that is not there is no error."""


class MemoryKeyStore:
    """Keys of throw-away profiles, gone with the process."""

    name = "memory"

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    def load(self, vault_id: str) -> bytes | None:
        return self._keys.get(vault_id)

    def save(self, vault_id: str, key: bytes) -> None:
        self._keys[vault_id] = key

    def delete(self, vault_id: str) -> None:
        self._keys.pop(vault_id, None)


def save_and_confirm(store: KeyStore, vault_id: str, key: bytes) -> None:
    """Keep a key and believe it only once it has been read back."""
    store.save(vault_id, key)
    if store.load(vault_id) != key:
        raise NoKeyringError(
            tr("The keyring did not keep the key to your notes."),
            tr("Choose a passphrase instead; nothing was made yet."),
        )


def unlock(path: Path, store: KeyStore) -> bytes:
    """Fetch the key of a vault from where its header says it lies, and check that it fits."""
    header = read_header(path)
    key = store.load(header.vault_id) if header.keyring else None
    if key is None:
        raise KeyNotFoundError(
            tr("Your notes are here, but the key that opens them is not."),
            _where_the_key_is(header),
        )
    header.verify(key)
    return key


def unlock_with_passphrase(path: Path, passphrase: str) -> bytes:
    """Unwrap the key of a vault; takes about 0.2 s and 64 MB by design."""
    header = read_header(path)
    if header.passphrase is None:
        raise KeyNotFoundError(
            tr("These notes were never given a passphrase."), _where_the_key_is(header)
        )
    key = unwrap(header.passphrase, header.vault_id, passphrase)
    header.verify(key)
    return key


def wrap(
    key: bytes, vault_id: str, passphrase: str, chance: Callable[[int], bytes]
) -> PassphraseMethod:
    """Wrap a key so that only this passphrase, for this vault, gives it back."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as seal

    salt, nonce = chance(_SALT_BYTES), chance(_NONCE_BYTES)
    stretched = _stretch(passphrase, salt, PASSES, MEMORY)
    wrapped = seal(key, _bound_to(vault_id), nonce, stretched)
    return PassphraseMethod(PASSES, MEMORY, salt.hex(), nonce.hex(), wrapped.hex())


def unwrap(method: PassphraseMethod, vault_id: str, passphrase: str) -> bytes:
    """Return the wrapped key, or raise `WrongKeyError`."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as unseal
    from nacl.exceptions import CryptoError

    _check_costs(method)
    try:
        salt, nonce, wrapped = map(bytes.fromhex, (method.salt, method.nonce, method.wrapped))
    except ValueError as error:
        raise _unusable() from error
    if (len(salt), len(nonce), len(wrapped)) != (_SALT_BYTES, _NONCE_BYTES, _WRAPPED_BYTES):
        raise _unusable()
    stretched = _stretch(passphrase, salt, method.passes, method.memory)
    try:
        return unseal(wrapped, _bound_to(vault_id), nonce, stretched)
    except CryptoError as error:
        raise WrongKeyError(
            tr("That passphrase does not open these notes."),
            tr("Check for Caps Lock and try again."),
        ) from error


def _stretch(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id

    # The same words typed on another system may arrive composed differently.
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return argon2id.kdf(KEY_BYTES, words, salt, opslimit=passes, memlimit=memory)


def _bound_to(vault_id: str) -> bytes:
    return f"rm-desktop passphrase {FORMAT} {vault_id}".encode()


def _check_costs(method: PassphraseMethod) -> None:
    cheap = method.passes < PASSES or method.memory < MEMORY
    if cheap or method.passes > _MOST_PASSES or method.memory > _MOST_MEMORY:
        raise _unusable()


def _unusable() -> DamagedError:
    return DamagedError(
        tr("The small file that says how to open your notes holds what we never write."),
        tr("Put it back from a backup; the notes themselves were not touched."),
    )


def _where_the_key_is(header: Header) -> str:
    if header.passphrase:
        return tr("Open them with your passphrase instead.")
    return tr("Sign in with the account you began with on this computer: it keeps the key.")
