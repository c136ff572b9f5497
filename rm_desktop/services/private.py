"""The private vault of a profile: not made yet, locked or open. A lock is encryption.

What may take its time (key derivation, the keyring) is for a worker and says so; what touches the
open vault stays in the thread of the screens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import ForeignError, KnownError
from rm_desktop.domain.words import tr
from rm_desktop.system.paths import ProfilePaths

if TYPE_CHECKING:
    from rm_desktop.vault.keys import KeyStore
    from rm_desktop.vault.phrase import PhraseLock
    from rm_desktop.vault.vault import Vault


class PrivateState(StrEnum):
    """What one can do with private pages now."""

    NONE = "none"
    LOCKED = "locked"
    OPEN = "open"


class LockedError(KnownError):
    """Private pages were asked for while their vault is locked."""


class Private:
    """The lock on private pages; whoever holds something of theirs says how to put it away."""

    def __init__(self, path: Path, store: KeyStore, tell: Callable[[Changes], None]) -> None:
        """Name the file and the keyring that may hold a copy of its key; nothing is read yet."""
        self.path = path
        self.store = store
        self._tell = tell
        self._vault: Vault | None = None
        self._key = b""
        self._put_away: list[Callable[[], None]] = []
        self._is_owner: Callable[[], bool] = lambda: True
        self._storing = False

    @property
    def state(self) -> PrivateState:
        """Tell how things stand; half a vault counts as locked, and opening it says why."""
        if self._vault is not None:
            return PrivateState.OPEN
        return PrivateState.NONE if not self.is_there else PrivateState.LOCKED

    @property
    def is_open(self) -> bool:
        """Tell whether private pages may be shown."""
        return self._vault is not None

    @property
    def has_copy(self) -> bool:
        """Tell whether this computer's keyring opens it at start; reads the small header only."""
        from rm_desktop.vault.header import read_header

        return self.is_there and read_header(self.path).keyring is not None

    @property
    def has_phrase(self) -> bool:
        """Tell whether a recovery phrase opens it; reads the small header only."""
        from rm_desktop.vault.header import read_header

        return self.is_there and bool(read_header(self.path).phrases)

    @property
    def key(self) -> bytes:
        """The key of the open vault, for a worker's connection or a new wrapping."""
        self.vault()
        return self._key

    def vault(self) -> Vault:
        """Return the open vault; raises `LockedError`, and to anybody but its owner."""
        if self._vault is None or not (self._storing or self._is_owner()):
            raise LockedError(
                tr("Your private pages are locked."), tr("Unlock them with your passphrase.")
            )
        return self._vault

    # -- for a worker -----------------------------------------------------------------------

    def make(self, passphrase: str, phrases: Sequence[PhraseLock] = ()) -> bytes:
        """Make the vault under a passphrase and return its key, proved by unwrapping it anew.

        `phrases` open it besides: `Recovery.locks`.
        """
        from rm_desktop.vault.founding import found

        found(self.path, passphrase=passphrase, phrases=phrases).close()
        return self.fetch(passphrase)

    def fetch(self, passphrase: str) -> bytes:
        """Unwrap the key; takes 0.2 s and 64 MB by design. Raises `CannotOpenError`."""
        from rm_desktop.vault.keys import unlock_with_passphrase

        return unlock_with_passphrase(self.path, passphrase)

    def fetch_with_phrase(self, words: str) -> bytes:
        """Unseal the key with a recovery phrase as it was typed; 0.2 s. Raises `KnownError`."""
        from rm_desktop.vault.keys import unlock_with_phrase
        from rm_desktop.vault.phrase import checked

        return unlock_with_phrase(self.path, checked(words))

    def fetch_copy(self) -> bytes:
        """Return the key from the keyring, as at a start without a question."""
        from rm_desktop.vault.keys import unlock

        return unlock(self.path, self.store)

    def copy_fits(self, key: bytes) -> bool:
        """Tell whether the keyring still has the copy; where it does not answer, as is noted."""
        from rm_desktop.domain.errors import KeyNotFoundError, NoKeyringError, WrongKeyError

        try:
            return self.has_copy and self.fetch_copy() == key
        except (KeyNotFoundError, WrongKeyError):
            return False
        except NoKeyringError:
            return True

    def keep_copy(self, key: bytes) -> None:
        """Let the keyring open the vault at start."""
        from rm_desktop.vault.rewrap import keep_in_keyring

        keep_in_keyring(self.path, key, self.store)

    def drop_copy(self) -> None:
        """Let the keyring open the vault no more; raises `NoKeyringError` while a copy is left."""
        from rm_desktop.vault.rewrap import drop_from_keyring

        drop_from_keyring(self.path, self.store)

    def change_passphrase(self, key: bytes, new: str) -> None:
        """Let another passphrase open the vault; who forgot theirs has the key by the phrase."""
        from rm_desktop.vault.rewrap import change_passphrase

        change_passphrase(self.path, key, new)

    # -- in the thread of the screens -------------------------------------------------------

    def open(self, key: bytes) -> Changes:
        """Open the vault with its key and tell the house.

        Raises `ForeignError` for one that two people share: without a passphrase it opens anyhow.
        """
        if self._vault is None:
            from rm_desktop.vault.vault import Vault

            vault = Vault.open(self.path, key)
            try:
                self._hold_private(vault)
            except BaseException:
                vault.close()
                raise
            self._vault, self._key = vault, key
        return self._told()

    def _hold_private(self, vault: Vault) -> None:
        """Refuse a shared vault that was put in the place of the private one."""
        from rm_desktop.vault.header import stored_header

        beside = ""
        with suppress(KnownError, OSError):  # a broken one is told where it is needed
            beside = stored_header(ProfilePaths(self.path.parent).workspace).vault_id
        if vault.vault_id == beside or vault.documents("pair"):
            raise ForeignError(
                tr("In the place of your private pages lie the notes that you two share."),
                tr("Restore a backup of your private pages; the file was left as it is."),
            )

    def lock(self) -> Changes:
        """Store what is half typed, put everything away and close the file.

        Raises `KnownError`, and stays open, when something cannot be stored: it would be lost.
        """
        if self._vault is None:
            return Changes(frozenset())
        self.settle()
        vault, self._vault, self._key = self._vault, None, b""
        changes = self._told()  # screens let go of editors and lists before the file closes
        vault.close()
        return changes

    def settle(self) -> None:
        """Store everything that is still in memory."""
        self._storing = True  # whoever is at the keyboard, what its owner typed is stored
        try:
            for store in tuple(
                reversed(self._put_away)
            ):  # what came last stands on what came first
                store()
        finally:
            self._storing = False

    def hide_from_others(self, is_owner: Callable[[], bool]) -> None:
        """Say who is at the keyboard: what is private is the profile's owner's alone, even open."""
        self._is_owner = is_owner

    def before_lock(self, store: Callable[[], None]) -> Callable[[], None]:
        """Name what to do before the vault closes: storing, forgetting; return how to stop.

        What was named last comes first.
        """
        self._put_away.append(store)
        return lambda: self._put_away.remove(store)

    def close(self) -> None:
        """Store everything and close the file, as at quitting; a copy in the keyring stays."""
        if self._vault is not None:
            try:
                self.settle()
            finally:
                self._vault.close()
                self._vault, self._key = None, b""

    @property
    def is_there(self) -> bool:
        """Tell whether a private vault was ever made here; half a vault counts."""
        from rm_desktop.vault.header import header_path

        return self.path.exists() or header_path(self.path).exists()

    def _told(self) -> Changes:
        changes = Changes(frozenset({Kind.PRIVATE}))
        self._tell(changes)
        return changes
