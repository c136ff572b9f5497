"""Changing the ways into a vault, while it may be open: its key stays, its header is replaced.

Always in this order: derive, store, open the vault on a second connection with what the new header
gives back, and only then put the header in place, whole. Killed before that, the old ways are as
they were; after it, the new ones hold. Whoever kept an old header and the words it asks for can
still open a copy of the vault: only a new key could change that.

Slow by design (0.2 s and 64 MB for a passphrase or phrase, a prompt of the keyring): in a worker.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.domain.words import tr
from rm_desktop.vault.cipher import connect, foreign, has_log, opening
from rm_desktop.vault.header import (
    MOST_PHRASES,
    Header,
    KeyringMethod,
    parsed,
    read_header,
    rendered,
    write_header,
)
from rm_desktop.vault.keys import KeyStore, keyring_words, save_and_confirm, unwrap, wrap
from rm_desktop.vault.phrase import PhraseLock, is_sealed_by, seal, unseal

# Reading a header, changing and writing it is one step: two workers must not lose each other's.
_one_at_a_time = Lock()

Way = Callable[[Header], bytes]


def change_passphrase(
    path: Path, key: bytes, new: str, chance: Callable[[int], bytes] = secrets.token_bytes
) -> None:
    """Let a passphrase open a vault in the place of the former one, if there was one.

    The key in hand is enough: who forgot the passphrase comes here by the recovery phrase.
    """
    with _one_at_a_time:
        header = _header(path, key)
        changed = replace(header, passphrase=wrap(key, header.vault_id, new, chance))

        def way(header: Header) -> bytes:
            return unwrap(header.passphrase, header.vault_id, new) if header.passphrase else b""

        _put(path, changed, way)


def keep_phrases(
    path: Path,
    key: bytes,
    locks: Sequence[PhraseLock],
    *,
    replaced: Collection[str] = (),
    words: Sequence[str] = (),
) -> bool:
    """Let these phrases open a vault, and none of the `replaced` (public halves); tell of a change.

    With the `words` of one of them, they are what proves the new header. A phrase that is neither
    stays if there is room, for the vault may be newer than what the caller knows.
    """
    with _one_at_a_time:
        header = _header(path, key)
        wanted = {lock.public: lock for lock in locks}
        kept = [each for each in header.phrases if each.public not in {*wanted, *replaced}]
        sealed = {
            each.public: each
            for each in header.phrases
            if each.public in wanted and is_sealed_by(each, header.vault_id, wanted[each.public])
        }
        methods = [sealed.get(lock.public) or seal(key, header.vault_id, lock) for lock in locks]
        changed = replace(header, phrases=(*methods, *kept)[:MOST_PHRASES])
        if changed == header:
            return False
        _put(path, changed, lambda h: unseal(h.phrases, h.vault_id, words) if words else key)
        return True


def keep_in_keyring(path: Path, key: bytes, store: KeyStore) -> None:
    """Let a keyring open a vault, under the back end that answers now."""
    with _one_at_a_time:
        header = _header(path, key)
        save_and_confirm(store, header.vault_id, key)
        method = KeyringMethod(store.name, header.vault_id)
        _put(path, replace(header, keyring=method), lambda h: store.load(h.vault_id) or b"")


def drop_from_keyring(path: Path, store: KeyStore) -> None:
    """Let a keyring open a vault no more; refused where nothing else would open it.

    The copy goes first: killed after that, the header names a keyring that has no key, and the
    other ways open the vault.
    """
    with _one_at_a_time:
        header = read_header(path)
        if header.passphrase is None and not header.phrases:
            raise NoKeyringError(
                tr("Only the keyring opens these notes."), tr("Choose a passphrase first.")
            )
        store.delete(header.vault_id)
        if store.load(header.vault_id) is not None:
            raise NoKeyringError(
                tr("The keyring did not give up the key to your notes."),
                tr("Remove it with the desktop’s own program for keys."),
            )
        if header.keyring and header.keyring.backend != store.name:
            kept = keyring_words(header.keyring.backend)
            raise NoKeyringError(
                tr("A copy of the key lies in {kept}, which does not answer now.", kept=kept),
                tr("Sign in to the desktop it belongs to and lock your notes there."),
            )
        if header.keyring:
            write_header(path, replace(header, keyring=None))


def forget_keyring(path: Path, key: bytes) -> None:
    """Ask no keyring for a vault's key any more, where the keyring that had it is lost.

    A copy it may still hold is not reached; `drop_from_keyring` is for one that answers.
    """
    with _one_at_a_time:
        header = _header(path, key)
        if header.keyring and (header.passphrase or header.phrases):
            write_header(path, replace(header, keyring=None))


def _header(path: Path, key: bytes) -> Header:
    """Return the header of a vault, if the key in hand is the vault's."""
    header = read_header(path)
    header.verify(key)
    return header


def _put(path: Path, header: Header, way: Way) -> None:
    """Put a header in place once what it gives back has opened the vault."""
    again = parsed(rendered(header))
    key = way(again)
    again.verify(key)
    _prove(path, key, again.vault_id)
    write_header(path, header)


def _prove(path: Path, key: bytes, vault_id: str) -> None:
    """Open the vault on a connection of its own and ask for its name."""
    with opening(path):
        connection = connect(path, key, looking=has_log(path))
        try:
            rows = connection.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchall()
        finally:
            connection.close()
    if rows != [(vault_id,)]:
        raise foreign()
