"""The one place where everything is put together; `open_profile` is the test harness too.

`ui` is imported inside functions, so that the services start without Qt.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from rm_desktop.services.desk import Ports
from rm_desktop.services.glimpse import glimpse
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import Clock, SystemClock
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.cipher import disk_error
from rm_desktop.vault.header import is_new, read_header
from rm_desktop.vault.keys import (
    KeyStore,
    MemoryKeyStore,
    unlock,
    unlock_with_passphrase,
    unlock_with_phrase,
)

if TYPE_CHECKING:
    from datetime import datetime

    from rm_desktop.domain.changes import Changes
    from rm_desktop.domain.pair import Pair
    from rm_desktop.services.backups import Backups
    from rm_desktop.services.private import Private
    from rm_desktop.system.installs import Installs
    from rm_desktop.vault.peek import Peeked
    from rm_desktop.vault.vault import Vault


def new_id() -> str:
    """Return a fresh id: letters and digits, as ids inside documents must be."""
    return os.urandom(16).hex()


def profile_is_new(root: Path) -> bool:
    """Tell whether a folder holds no profile; half a profile raises `DamagedError`."""
    paths = ProfilePaths(root)
    try:
        if paths.erasing.exists():
            from rm_desktop.services.erase_everything import go_on

            go_on(root)
        return is_new(paths.workspace)
    except OSError as error:  # a folder that may not even be looked into
        raise disk_error(error) from error


def profile_wants_passphrase(root: Path) -> bool:
    """Tell whether only a passphrase opens a profile: no keyring holds its key."""
    header = read_header(ProfilePaths(root).workspace)
    return header.keyring is None and header.passphrase is not None


def profile_has_phrase(root: Path) -> bool:
    """Tell whether a recovery phrase opens a profile."""
    return bool(read_header(ProfilePaths(root).workspace).phrases)


def create_profile(root: Path, store: KeyStore, passphrase: str | None = None) -> bytes:
    """Make an empty profile and return its key; the key is kept before the vault appears.

    With a passphrase the key is wrapped by it, without one the key store keeps it.
    """
    from rm_desktop.system.single_instance import SingleInstance
    from rm_desktop.vault.founding import found

    paths = ProfilePaths(root)
    try:
        paths.prepare()
    except OSError as error:
        raise disk_error(error) from error
    keeper = None if passphrase else store
    # two first starts at once would each put their own header beside the other's vault
    held = SingleInstance.acquire(root, raise_first=False, listening=False)
    try:
        if paths.erasing.exists():
            from rm_desktop.services.erase_everything import go_on

            go_on(root, store)
        found(paths.workspace, store=keeper, passphrase=passphrase).close()
    finally:
        held.release()
    return fetch_key(root, store, passphrase)


def fetch_key(root: Path, store: KeyStore, passphrase: str | None = None) -> bytes:
    """Fetch a profile's key; may wait for the keyring or 0.2 s for a passphrase."""
    workspace = ProfilePaths(root).workspace
    return unlock_with_passphrase(workspace, passphrase) if passphrase else unlock(workspace, store)


def fetch_key_with_phrase(root: Path, words: str) -> bytes:
    """Fetch a profile's key with its recovery phrase as it was typed; takes about 0.2 s."""
    from rm_desktop.vault.phrase import checked

    return unlock_with_phrase(ProfilePaths(root).workspace, checked(words))


def keep_key(root: Path, key: bytes, store: KeyStore, passphrase: str | None = None) -> None:
    """Let a passphrase open a profile from now on, or without one the keyring that answers now.

    For who came in by the recovery phrase; the former ways are replaced once the new one holds.
    """
    from rm_desktop.vault.rewrap import change_passphrase, forget_keyring, keep_in_keyring

    workspace = ProfilePaths(root).workspace
    if passphrase:
        change_passphrase(workspace, key, passphrase)
        forget_keyring(workspace, key)
    else:
        keep_in_keyring(workspace, key, store)


def open_profile(
    root: Path,
    key: bytes,
    *,
    clock: Clock | None = None,
    ids: Callable[[], str] = new_id,
    rng: Random | None = None,
    peeking: bool = True,
    store: KeyStore | None = None,
    installs: Installs | None = None,
) -> Profile:
    """Open a profile with its key; the vault itself is opened when it is first needed.

    The store may hold a copy of the key to private pages; without one it is kept in memory only.
    `installs` is what this computer remembers of its profiles; without it no copy is noticed.
    """
    paths = ProfilePaths(root)
    clock = clock or SystemClock()
    made: list[Profile] = []
    vaults = _Workspace(paths.workspace, key, partial(_settle_identity, installs, made))
    ports = Ports(
        vaults.vault,
        vaults.close,
        vaults.aside,
        clock.now,
        clock.local_zone,
        ids,
        rng or Random(),  # noqa: S311
    )

    def private(tell: Callable[[Changes], None]) -> Private:
        from rm_desktop.services.private import Private

        return Private(paths.private, store or MemoryKeyStore(), tell)

    def backups(profile: Profile) -> Backups:
        from rm_desktop.services.backups import FOLDER, Backups
        from rm_desktop.services.private import LockedError
        from rm_desktop.vault.backup import Source

        def sources() -> tuple[Source, ...]:
            ours = Source(paths.workspace, key)
            try:
                return ours, Source(paths.private, profile.private.key)
            except LockedError:
                return (ours,)

        return Backups(
            root, sources, lambda: clock.now().wall_ms, lambda: str(profile.settings.get(FOLDER))
        )

    peeked = _peek(paths.workspace, key) if peeking else None
    if peeked is None:
        profile = Profile(ports, clock, private=private, backups=backups)
    else:
        profile = Profile(ports, clock, peeked.settings, _seen(peeked), private, backups)
    made.append(profile)
    return profile


def open_installed(root: Path, key: bytes, *, store: KeyStore | None = None) -> Profile:
    """Open a profile of this person's; one that was copied here becomes a device of its own.

    One whose keys are kept in memory only goes with the app, and nobody need remember it.
    """
    from rm_desktop.system.installs import installs_of_this_computer

    # not by its name: for that a keyring would have to answer, and there may be none
    if store is None or isinstance(store, MemoryKeyStore):
        return open_profile(root, key, store=store)
    return open_profile(root, key, store=store, installs=installs_of_this_computer())


class _Workspace:
    """The workspace vault of a profile: opened when it is first asked for, and closed only then."""

    def __init__(self, path: Path, key: bytes, settle: Callable[[Vault], None]) -> None:
        self._path, self._key, self._settle = path, key, settle
        self._opened: Vault | None = None

    def vault(self) -> Vault:
        """Return the vault."""
        if self._opened is None:
            self._opened = self.aside()
            self._settle(self._opened)
        return self._opened

    def aside(self) -> Vault:
        """Open it once more."""
        from rm_desktop.vault.vault import Vault

        return Vault.open(self._path, self._key)

    def close(self) -> None:
        """Close it if it was opened."""
        if self._opened is not None:
            self._opened.close()


def _settle_identity(installs: Installs | None, made: list[Profile], vault: Vault) -> None:
    """Notice a copy; without what this computer remembers none is."""
    if installs is None:
        return
    from rm_desktop.services.identity import settle_identity
    from rm_desktop.services.settings import COPIED

    if settle_identity(vault, installs) and made:
        made[0].settings.put(COPIED, value=True)  # told to the house; stored already


def _peek(path: Path, key: bytes) -> Peeked | None:
    from rm_desktop.vault.peek import peek

    return peek(path, key)


def _seen(peeked: Peeked) -> Pair | None:
    """Return what *Today* needs; None if its rows are no sense, for the document to be read."""
    try:
        return glimpse(peeked.pair, peeked.rows) if peeked.pair else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def build_sample(
    root: Path,
    today: datetime,
    zone: str,
    store: KeyStore,
    *,
    ids: Callable[[], str] = new_id,
    rng: Random | None = None,
) -> bytes:
    """Make a profile with the sample pair as of a local time and return its key.

    The store keeps the key to the sample's private pages: nothing else opens them.
    """
    from rm_desktop.services.sample import begin, play
    from rm_desktop.services.settings import SAMPLE
    from rm_desktop.system.clock import FakeClock

    key = create_profile(root, store)
    clock = FakeClock(begin(today), zone)
    profile = open_profile(root, key, clock=clock, ids=ids, rng=rng, peeking=False, store=store)
    play(profile, clock, today)
    profile.settings.put(SAMPLE, value=True)
    profile.close()
    return key


def demo_store() -> KeyStore:
    """Return a place for the sample's keys that is gone with the program."""
    return MemoryKeyStore()


def make_demo(root: Path, store: KeyStore | None = None) -> bytes:
    """Make the sample pair as of now and return its key; without a store it is kept nowhere."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    clock = SystemClock()
    zone = clock.local_zone()
    today = datetime.fromtimestamp(clock.now().wall_ms / 1000, ZoneInfo(zone)).replace(tzinfo=None)
    return build_sample(root, today, zone, store or MemoryKeyStore())
