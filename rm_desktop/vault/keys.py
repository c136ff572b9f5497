"""Where a vault's key lives: made at random, kept in a keyring, wrapped by words people keep."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from rm_desktop.domain.errors import DamagedError, KeyNotFoundError, NoKeyringError, WrongKeyError
from rm_desktop.domain.words import tr
from rm_desktop.vault.cipher import KEY_BYTES
from rm_desktop.vault.header import Header, PassphraseMethod, read_header

# The floor is also what we write: a header asking for less was tampered with (0.17 s measured).
PASSES = 3
MEMORY = 64 * 1024 * 1024
# A header asking for more than this would only freeze the computer.
_MOST_PASSES = 16
_MOST_MEMORY = 1024 * 1024 * 1024
SALT_BYTES = 16
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

    def give_up(self) -> None:
        """Let nobody wait for an answer any longer, as when the app is quit; from any thread."""

    def take_up(self) -> None:
        """Wait for answers again, as when another window opens the profile anew."""


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

    def give_up(self) -> None:
        """Do nothing: nobody waits for memory."""

    def take_up(self) -> None:
        """Do nothing: nobody waits for memory."""


def save_and_confirm(store: KeyStore, vault_id: str, key: bytes) -> None:
    """Keep a key and believe it only once it has been read back."""
    store.save(vault_id, key)
    if store.load(vault_id) != key:
        raise NoKeyringError(
            tr("The keyring did not keep the key to your notes."),
            tr("Choose a passphrase instead; nothing was made yet."),
        )


def unlock(path: Path, store: KeyStore) -> bytes:
    """Fetch the key of a vault from where its header says it lies, and check that it fits.

    Whatever is wrong with the keyring, the next step names the other ways into this vault.
    """
    header = read_header(path)
    if header.keyring is None:
        raise _not_found(header)
    try:
        key = store.load(header.vault_id)
        name = store.name if key is None else header.keyring.backend
    except NoKeyringError as error:
        raise NoKeyringError(error.sentence, _again(header)) from error
    if key is None:
        raise _not_found(header) if name == header.keyring.backend else _moved(header, name)
    try:
        header.verify(key)
    except WrongKeyError as error:
        raise WrongKeyError(error.sentence, _instead(header, error.next_step)) from error
    return key


def unlock_with_passphrase(path: Path, passphrase: str) -> bytes:
    """Unwrap the key of a vault; takes about 0.2 s and 64 MB by design."""
    header = read_header(path)
    if header.passphrase is None:
        raise KeyNotFoundError(
            tr("These notes were never given a passphrase."), _instead(header, _sign_in())
        )
    key = unwrap(header.passphrase, header.vault_id, passphrase)
    header.verify(key)
    return key


def unlock_with_phrase(path: Path, words: Sequence[str]) -> bytes:
    """Unseal the key of a vault with `phrase.checked` words; about 0.2 s for each phrase it had."""
    from rm_desktop.vault.phrase import unseal

    header = read_header(path)
    if not header.phrases:
        raise KeyNotFoundError(
            tr("No recovery phrase was ever made for these notes."), _instead(header, _sign_in())
        )
    key = unseal(header.phrases, header.vault_id, words)
    header.verify(key)
    return key


def wrap(
    key: bytes, vault_id: str, passphrase: str, chance: Callable[[int], bytes]
) -> PassphraseMethod:
    """Wrap a key so that only this passphrase, for this vault, gives it back."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as seal

    salt, nonce = chance(SALT_BYTES), chance(_NONCE_BYTES)
    stretched = stretch(_composed(passphrase), salt, PASSES, MEMORY)
    wrapped = seal(key, _bound_to(vault_id), nonce, stretched)
    return PassphraseMethod(PASSES, MEMORY, salt.hex(), nonce.hex(), wrapped.hex())


def unwrap(method: PassphraseMethod, vault_id: str, passphrase: str) -> bytes:
    """Return the wrapped key, or raise `WrongKeyError`."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as unseal
    from nacl.exceptions import CryptoError

    check_costs(method.passes, method.memory)
    salt = from_hex(method.salt, SALT_BYTES)
    nonce = from_hex(method.nonce, _NONCE_BYTES)
    wrapped = from_hex(method.wrapped, _WRAPPED_BYTES)
    stretched = stretch(_composed(passphrase), salt, method.passes, method.memory)
    try:
        return unseal(wrapped, _bound_to(vault_id), nonce, stretched)
    except CryptoError as error:
        raise WrongKeyError(
            tr("That passphrase does not open these notes."),
            tr("Check for Caps Lock and try again."),
        ) from error


def stretch(secret: bytes, salt: bytes, passes: int, memory: int, size: int = KEY_BYTES) -> bytes:
    """Return what Argon2id makes of a secret; slow by design."""
    from nacl.pwhash import argon2id

    return argon2id.kdf(size, secret, salt, opslimit=passes, memlimit=memory)


def check_costs(passes: int, memory: int) -> None:
    """Refuse costs that make guessing cheap or would only freeze the computer."""
    if not (PASSES <= passes <= _MOST_PASSES and MEMORY <= memory <= _MOST_MEMORY):
        raise unusable()


def from_hex(digits: str, size: int) -> bytes:
    """Return the bytes of a header's field, or refuse what is not so many."""
    try:
        content = bytes.fromhex(digits)
    except ValueError as error:
        raise unusable() from error
    if len(content) != size:
        raise unusable()
    return content


def unusable() -> DamagedError:
    """Return the refusal of a header that reads well but holds what we never write."""
    return DamagedError(
        tr("The small file that says how to open your notes holds what we never write."),
        tr("Put it back from a backup; the notes themselves were not touched."),
    )


def _composed(passphrase: str) -> bytes:
    """Return the same bytes for the same words: another system may compose them differently."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _bound_to(vault_id: str) -> bytes:
    return f"rm-desktop passphrase 1 {vault_id}".encode()


def _not_found(header: Header) -> KeyNotFoundError:
    return KeyNotFoundError(
        tr("Your notes are here, but the key that opens them is not."),
        _instead(header, _sign_in()),
    )


def _moved(header: Header, name: str) -> KeyNotFoundError:
    """Return the refusal where a header names another keyring than the one that answers now."""
    kept = keyring_words(header.keyring.backend if header.keyring else "")
    return KeyNotFoundError(
        tr("The key to your notes was kept in {kept}.", kept=kept)
        + " "
        + tr("Now {present} answers, and it does not have the key.", present=keyring_words(name)),
        _instead(header, tr("Sign in to the desktop you began with: it keeps the key.")),
    )


def keyring_words(backend: str) -> str:
    """Return what people call a keyring whose back end has this class."""
    for part, words in (
        ("SecretService", tr("the desktop’s keyring")),
        ("libsecret", tr("the desktop’s keyring")),
        ("kwallet", tr("KDE Wallet")),
        ("macOS", tr("Keychain")),
        ("Windows", tr("Windows Credential Manager")),
    ):
        if part in backend:
            return words
    return tr("another keyring (“{name}”)", name=backend)


def _instead(header: Header, otherwise: str) -> str:
    """Name the ways into a vault that need no keyring; with none, what else can be done."""
    ways = _other_ways(header)
    return tr("Open your notes with {ways} instead.", ways=ways) if ways else otherwise


def _again(header: Header) -> str:
    """Name what helps where a keyring may answer another time."""
    ways = _other_ways(header)
    if ways:
        return tr("Try again, or open your notes with {ways}.", ways=ways)
    return tr("Try again, or sign in with the account you began with: it keeps the key.")


def _other_ways(header: Header) -> str:
    if header.passphrase and header.phrases:
        return tr("your passphrase or your recovery phrase")
    if header.passphrase:
        return tr("your passphrase")
    return tr("your recovery phrase") if header.phrases else ""


def _sign_in() -> str:
    return tr("Sign in with the account you began with on this computer: it keeps the key.")
