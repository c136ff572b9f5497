"""The small file beside a vault that says whose it is and how its key is found.

It never holds a secret in clear. `sum` covers every other byte, so a broken header and a wrong key
cannot look alike; `check` is keyed, so a wrong key and a damaged vault cannot either.
Every future format keeps the outermost rule: one JSON object whose `sum` covers the rest.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rm_desktop.domain.errors import (
    DamagedError,
    NewerError,
    WrongKeyError,
)
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.system.hashing import blake2b, compare_digest
from rm_desktop.vault.atomic import read_regular, write_whole
from rm_desktop.vault.cipher import KEY_BYTES, disk_error, missing

FORMAT = 2  # 1 knew no phrases; it is read, and written as 2 at the next change
# More at a time than the old and the new one of a person who is changing theirs, and some to spare.
MOST_PHRASES = 4
_CHECK_BYTES = 32
_COSTS = frozenset({"passes", "memory"})


@dataclass(frozen=True, slots=True)
class KeyringMethod:
    """The key lies in a keyring: which one, and under which name."""

    backend: str
    item: str


@dataclass(frozen=True, slots=True)
class PassphraseMethod:
    """The key lies here, wrapped by a passphrase; Argon2id's costs, and bytes in hexadecimal."""

    passes: int
    memory: int
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class PhraseMethod:
    """The key lies here, sealed to what a recovery phrase makes; see `phrase`."""

    passes: int
    memory: int
    salt: str
    public: str
    sealed: str
    tag: str


@dataclass(frozen=True, slots=True)
class Header:
    """What is known about a vault before it is opened."""

    vault_id: str
    key_id: str
    check: str
    keyring: KeyringMethod | None = None
    passphrase: PassphraseMethod | None = None
    phrases: tuple[PhraseMethod, ...] = ()

    def fits(self, key: bytes) -> bool:
        """Tell whether this is the vault's key."""
        return len(key) == KEY_BYTES and compare_digest(
            key_check(key, self.vault_id, self.key_id), self.check
        )

    def verify(self, key: bytes) -> None:
        """Raise `WrongKeyError` unless this is the vault's key."""
        if not self.fits(key):
            raise WrongKeyError(
                tr("The key on this computer belongs to other notes than those in this folder."),
                tr("Open the folder it belongs to, or sign in with the account you began with."),
            )


def header_path(path: Path) -> Path:
    """Return the name of the header of a vault."""
    return path.with_name(f"{path.name}.header")


def founding_path(path: Path) -> Path:
    """Return the name a vault bears until it has been verified for the first time."""
    return path.with_name(f"{path.name}.new")


def restoring_path(path: Path) -> Path:
    """Return the name of the file that says a backup is being put in a vault's place."""
    return path.with_name(f"{path.name}.restoring")


def key_check(key: bytes, vault_id: str, key_id: str) -> str:
    """Return what only this key makes of this vault's name."""
    words = f"rm-desktop key check 1 {vault_id} {key_id}".encode()
    return blake2b(words, key=key, digest_size=_CHECK_BYTES).hexdigest()


def is_new(path: Path) -> bool:
    """Tell whether no vault was ever here; a vault or header without the other is refused."""
    if restoring_path(path).exists():
        from rm_desktop.vault.restore import settle

        settle(path)
    header, vault = header_path(path).exists(), path.exists()
    if header and not vault and not founding_path(path).exists():
        raise missing()
    if vault and not header:
        raise DamagedError(
            tr("The small file that says how to open your notes is missing."),
            tr("Put “{name}” back into the folder from a backup.", name=header_path(path).name),
        )
    if not vault and not header and path.with_name(f"{path.name}-wal").exists():
        raise missing()
    return not header


def read_header(path: Path) -> Header:
    """Read the header of a vault that is there."""
    if is_new(path):
        raise missing()
    try:
        return stored_header(path)
    except FileNotFoundError as error:  # gone this very moment
        raise _broken() from error


def stored_header(path: Path) -> Header:
    """Return what stands in the header's file, whether or not the vault itself is there.

    Raises `FileNotFoundError` where there is none, `DamagedError` for anything that is no header.
    """
    try:
        content = read_regular(header_path(path))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _broken() from error
    return parsed(content)


def write_header(path: Path, header: Header) -> None:
    """Put a header in place of the old one, whole or not at all."""
    try:
        write_whole(header_path(path), rendered(header))
    except OSError as error:
        raise disk_error(error) from error


def rendered(header: Header) -> bytes:
    """Return a header as it stands in its file."""
    from dataclasses import asdict

    return _sealed({"format": FORMAT, **asdict(header)})


def _sealed(fields: dict[str, Any]) -> bytes:
    """Return the one way to write these fields: keys in order, the sum among them."""
    words = json.dumps(fields, sort_keys=True, ensure_ascii=True).encode()
    total = blake2b(words, digest_size=_CHECK_BYTES).hexdigest()
    return json.dumps({**fields, "sum": total}, sort_keys=True, indent=1).encode() + b"\n"


def parsed(content: bytes) -> Header:
    """Return what a header file says; anything we never write raises `DamagedError`."""
    try:
        fields = json.loads(content)
        del fields["sum"]
        whole = _sealed(fields) == content
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _broken() from error
    if not whole or type(fields.get("format")) is not int or fields["format"] < 1:
        raise _broken()
    stored = fields.pop("format")
    if stored > FORMAT:
        raise newer()
    if (stored == 1) == ("phrases" in fields):
        raise _broken()
    return _header({"phrases": [], **fields})


def _header(fields: dict[str, Any]) -> Header:
    try:
        keyring, passphrase = fields.pop("keyring"), fields.pop("passphrase")
        phrases = _few(fields.pop("phrases"))
        return Header(
            keyring=KeyringMethod(**_typed(keyring)) if keyring else None,
            passphrase=PassphraseMethod(**_typed(passphrase)) if passphrase else None,
            phrases=tuple(PhraseMethod(**_typed(each)) for each in phrases),
            **_typed(fields),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise _broken() from error


def _few(phrases: object) -> list[dict[str, Any]]:
    """Return a short list: each phrase costs 0.2 s to try."""
    if not isinstance(phrases, list) or len(phrases) > MOST_PHRASES:
        raise TypeError("phrases")
    return phrases


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of which all are plain ASCII words, but the costs, which are whole numbers."""
    for name, value in fields.items():
        fits = type(value) is int if name in _COSTS else isinstance(value, str) and value.isascii()
        if not fits:
            raise TypeError(name)
    return fields


def newer() -> NewerError:
    """Return the refusal of what a later version of the app wrote."""
    return NewerError(
        tr("Your notes were last saved by a later version of this app."),
        tr("Install that version to open them."),
    )


def _broken() -> DamagedError:
    return DamagedError(
        tr("The small file that says how to open your notes cannot be read."),
        tr("Put it back from a backup; the notes themselves were not touched."),
    )
