"""A backup in the place of the present notes, which are kept as a dated copy first.

`prepare` and `replace` may run in a worker; between the two, whoever shows the notes closes them.
A backup from another computer needs its own passphrase or recovery phrase (`ways`, `open_with…`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.backups import Reason, file_name, read_name
from rm_desktop.domain.errors import KeyNotFoundError, KnownError, NoKeyringError, WrongKeyError
from rm_desktop.domain.journal import PageKind
from rm_desktop.domain.words import tr
from rm_desktop.services.backups import fresh_target
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.backup import Source, back_up
from rm_desktop.vault.contents import PAIR, Lacking, header_of, lacking, noted, notes_for
from rm_desktop.vault.header import Header, KeyringMethod, read_header

if TYPE_CHECKING:
    from rm_desktop.vault.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Ways:
    """What opens a backup whose key is not at hand."""

    passphrase: bool
    phrase: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A backup beside the present; times in milliseconds, counts by kind of row.

    `lacks` is None where the two cannot be compared: other notes, or a present that is unreadable.
    """

    vault: str
    made_at: int
    reason: str
    counts: Mapping[str, int]
    newest: int
    lacks: Lacking | None
    is_other: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: which vault it was, and where the present notes of before are kept."""

    path: Path
    former: Path | None


def key_for(copy: Path, keys: Iterable[bytes]) -> bytes | None:
    """Return the key at hand that opens a backup, None if it needs its own."""
    header = header_of(copy)
    for key in keys:
        if header.fits(key):
            return key
    return None


def at_hand(copy: Path, keys: Iterable[bytes], store: KeyStore) -> Source | None:
    """Open a backup by a key at hand or one in the keyring; None if it needs words.

    For a worker: the keyring may ask its person.
    """
    from rm_desktop.vault.keys import unlock

    key = key_for(copy, keys)
    if key is None and header_of(copy).keyring is not None:
        with suppress(KeyNotFoundError, WrongKeyError, NoKeyringError):
            key = unlock(copy, store)
    return Source(copy, key) if key else None


def ways(copy: Path) -> Ways:
    """Tell what a backup may be opened with."""
    header = header_of(copy)
    return Ways(header.passphrase is not None, bool(header.phrases))


def open_with_passphrase(copy: Path, passphrase: str) -> Source:
    """Open a backup by its passphrase; 0.2 s, in a worker. Raises `WrongKeyError`."""
    from rm_desktop.vault.keys import unlock_with_passphrase

    return Source(copy, unlock_with_passphrase(copy, passphrase))


def open_with_phrase(copy: Path, typed: str) -> Source:
    """Open a backup by its recovery phrase as it was typed; 0.2 s, in a worker.

    Raises `BadInputError` for what is no phrase, `WrongKeyError` for another one.
    """
    from rm_desktop.vault.keys import unlock_with_phrase
    from rm_desktop.vault.phrase import checked

    return Source(copy, unlock_with_phrase(copy, checked(typed)))


class Restore:
    """One backup on its way into a profile; nothing is changed before `replace`."""

    def __init__(
        self,
        root: Path,
        copy: Source,
        store: KeyStore | None,
        now_ms: Callable[[], int],
        present: Mapping[Path, bytes] | None = None,
    ) -> None:
        """Know the backup with its key, and the `present` vaults' keys as far as they are at hand.

        `store` keeps the key of a backup from another computer, where the keyring opened it there.
        """
        self._paths = ProfilePaths(root)
        self._copy = copy
        self._store = store
        self._now_ms = now_ms
        found = noted(copy.path, copy.key)
        self._found = found
        self.is_private = _is_private(copy, found.of, found.counts)
        self.path = self._paths.private if self.is_private else self._paths.workspace
        self._present_key = (present or {}).get(self.path, copy.key)

    def preview(self) -> Preview:
        """Say what the backup holds and what the present has that it lacks."""
        named = read_name(self._copy.path.name)
        made_at = named.made_at if named else int(self._copy.path.stat().st_mtime * 1000)
        present = self._present()
        is_other = present is not None and self._is_other()
        return Preview(
            self.path.name.partition(".")[0],
            made_at,
            named.reason if named else "",
            self._found.counts,
            self._found.newest,
            self._lacks(present) if present and not is_other else None,
            is_other,
        )

    def prepare(self) -> None:
        """Make everything ready beside the present notes, which may be in use meanwhile."""
        from rm_desktop.vault.restore import stage

        stage(self._copy.path, self._copy.key, self.path, self._header())

    def replace(self) -> Restored:
        """Keep the present as a dated copy, then put the backup in its place.

        The vault must be closed. A present that cannot be read is moved aside as it is.
        """
        from rm_desktop.vault.restore import commit

        try:
            kept, aside = self._keep_present()
        except BaseException:
            self.abandon()
            raise
        commit(self.path, aside=aside)
        return Restored(self.path, kept)

    def abandon(self) -> None:
        """Leave everything as it is, after `prepare`."""
        from rm_desktop.vault.backup import discard
        from rm_desktop.vault.restore import staged_path

        discard(staged_path(self.path))

    def _keep_present(self) -> tuple[Path | None, str]:
        """Return where the present is kept, and the folder it is yet to be moved to, if any."""
        if not self.path.exists():
            return None, ""
        name = self.path.name.partition(".")[0]
        if (kept := self._copy_present(name)) is not None:
            return kept, ""
        folder = file_name(name, self._now_ms(), "damaged").removesuffix(".vault")
        aside = f"{self._paths.backups.name}/{folder}"
        return self._paths.root / aside, aside

    def _copy_present(self, name: str) -> Path | None:
        """Return the dated copy of the present, None where the present cannot be read."""
        from rm_desktop.domain.errors import DamagedError, ForeignError, WrongKeyError
        from rm_desktop.vault.cipher import disk_error

        present = Source(self.path, self._present_key)
        try:
            self._paths.backups.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise disk_error(error) from error
        target = fresh_target(self._paths.backups, name, self._now_ms(), Reason.RESTORE)
        try:
            read_header(self.path).verify(self._present_key)
            back_up(self.path, self._present_key, target, notes_for(present))
        except (DamagedError, ForeignError, WrongKeyError):
            return None
        return target

    def _present(self) -> Source | None:
        try:
            read_header(self.path).verify(self._present_key)
        except KnownError:
            return None
        return Source(self.path, self._present_key)

    def _lacks(self, present: Source) -> Lacking | None:
        try:
            return lacking(self._copy, present)
        except KnownError:
            return None

    def _is_other(self) -> bool:
        return header_of(self._copy.path).vault_id != read_header(self.path).vault_id

    def _header(self) -> Header:
        """Return the header to be: the present one where the key is the same, ways of today's.

        Otherwise the backup's own, with its key kept by this computer if a keyring kept it there.
        """
        copied = header_of(self._copy.path)
        try:
            present = read_header(self.path)
            if present.vault_id == copied.vault_id and present.fits(self._copy.key):
                return present
        except KnownError:
            pass
        words = copied.passphrase is not None or bool(copied.phrases)
        if self.is_private and words:
            return replace(copied, keyring=None)  # a copy in the keyring is offered anew
        if copied.keyring is None and words:
            return copied
        return self._kept_here(copied, words=words)

    def _kept_here(self, copied: Header, *, words: bool) -> Header:
        from rm_desktop.vault.keys import save_and_confirm

        try:
            if self._store is None:
                raise _no_keeper()
            save_and_confirm(self._store, copied.vault_id, self._copy.key)
            return replace(copied, keyring=KeyringMethod(self._store.name, copied.vault_id))
        except NoKeyringError:
            if not words:
                raise
            return replace(copied, keyring=None)


def restore(
    act: Restore, close: Callable[[], object], reopen: Callable[[], object] = lambda: None
) -> Restored:
    """Restore in one go: make ready, close the present notes, replace them, open what is there.

    Whatever fails, `reopen` is called once `close` was.
    """
    act.prepare()
    try:
        close()
    except BaseException:
        act.abandon()
        raise
    try:
        return act.replace()
    finally:
        reopen()


def _is_private(copy: Source, of: str, counts: Mapping[str, int]) -> bool:
    """Tell which of the two vaults a backup is of: it says so, or its rows do."""
    named = read_name(copy.path.name)
    name = of or (named.vault if named else "")
    if name:
        return name == "private"
    return PAIR not in counts and any(kind in counts for kind in PageKind)


def _no_keeper() -> NoKeyringError:
    return NoKeyringError(
        tr("The key of this backup has no place to be kept on this computer."),
        tr("Sign in to a desktop with a keyring, then restore it again."),
    )


def no_key() -> KeyNotFoundError:
    """Return the refusal of a backup whose key is neither at hand nor to be had by words."""
    return KeyNotFoundError(
        tr("This backup was made on another computer, whose keyring holds its key."),
        tr("Restore it there, or choose a backup made after a recovery phrase was written down."),
    )
