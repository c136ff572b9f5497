"""How a vault comes into being: its key is safe before its first word is written.

Made under another name, reopened and read by a second connection, then its header is written, then
it gets its name. A start that dies on the way is finished or begun anew by the next one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from rm_desktop.domain.errors import InUseError, NoKeyringError
from rm_desktop.domain.words import tr
from rm_desktop.vault import migrations, tables
from rm_desktop.vault.backup import discard
from rm_desktop.vault.cipher import KEY_BYTES, disk_error
from rm_desktop.vault.connection import Connected, connected
from rm_desktop.vault.header import (
    Header,
    KeyringMethod,
    PassphraseMethod,
    PhraseMethod,
    founding_path,
    is_new,
    key_check,
    write_header,
)
from rm_desktop.vault.keys import KeyStore, save_and_confirm, unwrap, wrap
from rm_desktop.vault.vault import Vault, wall_ms

if TYPE_CHECKING:
    from rm_desktop.vault.phrase import PhraseLock

_ID_BYTES = 16


def found(
    path: Path,
    *,
    store: KeyStore | None = None,
    passphrase: str | None = None,
    phrases: Sequence[PhraseLock] = (),
    now_ms: Callable[[], int] = wall_ms,
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> Vault:
    """Make a vault where none was; its key goes to the store, under the passphrase, or both.

    `phrases` are the locks of recovery phrases (see `phrase`) that shall open it besides.
    """
    if store is None and passphrase is None:
        raise NoKeyringError(
            tr("The key to your notes has no place to be kept."),
            tr("Choose a passphrase, or sign in to a desktop with a keyring."),
        )
    if not is_new(path):
        raise InUseError(
            tr("There are notes in this folder already."),
            tr("Open them, or choose another folder."),
        )
    key, vault_id = chance(KEY_BYTES), chance(_ID_BYTES).hex()
    wrapped = _wrapped(key, vault_id, passphrase, chance)
    if store is not None:
        save_and_confirm(store, vault_id, key)
    key_id = chance(_ID_BYTES).hex()
    header = Header(
        vault_id=vault_id,
        key_id=key_id,
        check=key_check(key, vault_id, key_id),
        keyring=KeyringMethod(store.name, vault_id) if store else None,
        passphrase=wrapped,
        phrases=_sealed(key, vault_id, phrases),
    )
    _make(founding_path(path), key, _first_facts(vault_id, now_ms, chance))
    write_header(path, header)
    return Vault.open(path, key, now_ms=now_ms)


def _wrapped(
    key: bytes, vault_id: str, passphrase: str | None, chance: Callable[[int], bytes]
) -> PassphraseMethod | None:
    if passphrase is None:
        return None
    method = wrap(key, vault_id, passphrase, chance)
    if unwrap(method, vault_id, passphrase) != key:
        raise AssertionError("a wrapped key must come back")
    return method


def _sealed(key: bytes, vault_id: str, locks: Sequence[PhraseLock]) -> tuple[PhraseMethod, ...]:
    from rm_desktop.vault.phrase import seal

    return tuple(seal(key, vault_id, lock) for lock in locks)


def _first_facts(
    vault_id: str, now_ms: Callable[[], int], chance: Callable[[int], bytes]
) -> dict[str, str]:
    return {
        "vault_id": vault_id,
        "device": chance(_ID_BYTES).hex(),
        "install_nonce": chance(_ID_BYTES).hex(),
        "founded_at": str(now_ms()),
    }


def _make(path: Path, key: bytes, facts: dict[str, str]) -> None:
    """Write an empty vault and believe it only once another connection has read it."""
    try:
        discard(path)
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise disk_error(error) from error
    with connected(path, key, fresh=True) as fresh:
        _fill(fresh, facts)
    with connected(path, key) as again:
        rows = again.core.exec_driver_sql("SELECT key, value FROM meta").all()
        if {row[0]: row[1] for row in rows} != facts:
            raise AssertionError("a fresh vault must say what was written")


def _fill(fresh: Connected, facts: dict[str, str]) -> None:
    with fresh.transaction():
        tables.metadata.create_all(fresh.core)
        fresh.core.exec_driver_sql(tables.SEARCH_DDL)
        fresh.core.execute(insert(tables.alembic_version), {"version_num": migrations.HEAD})
        fresh.core.execute(
            insert(tables.meta), [{"key": key, "value": value} for key, value in facts.items()]
        )
