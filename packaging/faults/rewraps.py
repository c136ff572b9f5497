"""The ways into a vault changed and killed at every step: the old ones hold, or the new ones do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from faults.act import Act
from faults.run import promise
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.errors import KeyNotFoundError, WrongKeyError
from rm_desktop.services.profile import Profile
from rm_desktop.services.recovery import RecoveryState
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import read_header
from rm_desktop.vault.keys import (
    MemoryKeyStore,
    unlock,
    unlock_with_passphrase,
    unlock_with_phrase,
)
from rm_desktop.vault.phrase import PhraseLock, is_sealed_by, new_lock, new_phrase
from rm_desktop.vault.rewrap import (
    change_passphrase,
    drop_from_keyring,
    keep_in_keyring,
    keep_phrases,
)
from rm_desktop.vault.vault import Vault

_OLD, _NEW = "seven small boats", "eight tall ships"


class FileKeyStore:
    """A keyring that outlives a kill: a file for each key, of a throw-away vault."""

    name = "files"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, vault_id: str) -> bytes | None:
        place = self._folder / f"{vault_id}.key"
        return place.read_bytes() if place.exists() else None

    def save(self, vault_id: str, key: bytes) -> None:
        part = self._folder / f"{vault_id}.saving"
        part.write_bytes(key)
        part.replace(self._folder / f"{vault_id}.key")

    def delete(self, vault_id: str) -> None:
        (self._folder / f"{vault_id}.key").unlink(missing_ok=True)

    def give_up(self) -> None:
        """Do nothing: nobody waits for files."""

    def take_up(self) -> None:
        """Do nothing: a folder has not stopped answering."""


class Rewrap(Act):
    """A vault that a passphrase, a phrase and a keyring open; one of these ways is changed.

    `before` and `after` name all that open it then; after a kill it is one of the two.
    """

    before = frozenset({"old passphrase", "old phrase", "keyring"})
    after: frozenset[str] = frozenset()

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        store = FileKeyStore(base) if "keyring" in self.before else None
        phrases = [_lock("old")] if "old phrase" in self.before else []
        vault = found(_vault_in(base), store=store, passphrase=_OLD, phrases=phrases)
        vault.put_settings("app", {"a": 1})
        self.key = vault.key
        vault.close()

    def hold(self, folder: Path) -> None:
        opening = self._opening(folder)
        promise(opening in (self.before, self.after), f"it opens by {sorted(opening)}")
        vault = Vault.open(_vault_in(folder), self.key)
        promise(vault.setting("app", "a") == 1, "the vault says something else")
        promise(vault.integrity() == (), "the vault is unsound")
        vault.close()
        self.do(folder)
        promise(self._opening(folder) == self.after, "it was not finished when tried again")
        left = [each.name for each in folder.iterdir() if each.suffix == ".part"]
        promise(not left, f"left beside the vault: {left}")

    def _opening(self, folder: Path) -> frozenset[str]:
        path = _vault_in(folder)
        ways: dict[str, Callable[[], bytes]] = {
            "old passphrase": lambda: unlock_with_passphrase(path, _OLD),
            "new passphrase": lambda: unlock_with_passphrase(path, _NEW),
            "old phrase": lambda: unlock_with_phrase(path, _words("old")),
            "new phrase": lambda: unlock_with_phrase(path, _words("new")),
            "keyring": lambda: unlock(path, FileKeyStore(folder)),
        }
        return frozenset(name for name, way in ways.items() if self._gives_the_key(way))

    def _gives_the_key(self, way: Callable[[], bytes]) -> bool:
        try:
            return way() == self.key
        except (WrongKeyError, KeyNotFoundError):
            return False


class ChangedPassphrase(Rewrap):
    """Another passphrase."""

    name = "change of passphrase"
    after = frozenset({"new passphrase", "old phrase", "keyring"})

    def do(self, folder: Path) -> None:
        change_passphrase(_vault_in(folder), self.key, _NEW)


class AddedPhrase(Rewrap):
    """A first phrase."""

    name = "first phrase"
    before = frozenset({"old passphrase", "keyring"})
    after = before | {"new phrase"}

    def do(self, folder: Path) -> None:
        keep_phrases(_vault_in(folder), self.key, [_lock("new")], words=_words("new"))


class ReplacedPhrase(Rewrap):
    """A phrase in the place of another."""

    name = "another phrase"
    after = frozenset({"old passphrase", "new phrase", "keyring"})

    def do(self, folder: Path) -> None:
        old = [_lock("old").public]
        keep_phrases(_vault_in(folder), self.key, [_lock("new")], replaced=old)


class KeptInKeyring(Rewrap):
    """A copy given to the keyring."""

    name = "copy in a keyring"
    before = frozenset({"old passphrase", "old phrase"})
    after = before | {"keyring"}

    def do(self, folder: Path) -> None:
        keep_in_keyring(_vault_in(folder), self.key, FileKeyStore(folder))


class DroppedFromKeyring(Rewrap):
    """A copy taken from the keyring."""

    name = "no copy in a keyring"
    after = frozenset({"old passphrase", "old phrase"})

    def do(self, folder: Path) -> None:
        drop_from_keyring(_vault_in(folder), FileKeyStore(folder))


class AnotherPaper(Act):
    """A new recovery phrase made, shown, confirmed, and the old one taken from both vaults."""

    name = "another paper"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        root = base / "profile"
        self._key = create_profile(root, MemoryKeyStore())
        profile = open_profile(root, self._key, peeking=False)
        self._old = _new_paper(profile)
        (self._old_lock,) = profile.recovery.locks
        self._private = profile.private.make(_OLD, profile.recovery.locks)
        profile.close()

    def do(self, folder: Path) -> None:
        profile = self._open(folder)
        _new_paper(profile)
        profile.close()

    def hold(self, folder: Path) -> None:
        profile = self._open(folder)
        promise(profile.recovery.state == RecoveryState.CONFIRMED, "no phrase is confirmed")
        sure = profile.recovery.locks[-1]
        for path in self._vaults(folder):
            header = read_header(path)
            sealed = [is_sealed_by(each, header.vault_id, sure) for each in header.phrases]
            promise(any(sealed), f"the confirmed phrase does not open {path.name}")
        if sure == self._old_lock:
            self._hold_that_it_opens(folder, self._old)
        new = _new_paper(profile)
        profile.close()
        self._hold_that_it_opens(folder, new)
        # One that was made when it was killed stays beside it: its words were never shown.
        known = {lock.public for lock in (self._old_lock, sure)}
        for path in self._vaults(folder):
            old = known & {each.public for each in read_header(path).phrases}
            promise(not old, "an older paper opens it too")

    def _hold_that_it_opens(self, folder: Path, words: tuple[str, ...]) -> None:
        keys = [unlock_with_phrase(path, words) for path in self._vaults(folder)]
        promise(keys == [self._key, self._private], "the paper gives other keys")

    def _open(self, folder: Path) -> Profile:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        profile.private.open(self._private)
        return profile

    @staticmethod
    def _vaults(folder: Path) -> tuple[Path, Path]:
        paths = ProfilePaths(folder / "profile")
        return paths.workspace, paths.private


def _new_paper(profile: Profile) -> tuple[str, ...]:
    recovery = profile.recovery
    words = recovery.keep(recovery.making()())
    recovery.confirm({place: words[place - 1] for place in recovery.questions()})
    recovery.covering()()
    return words


REWRAPS: tuple[type[Act], ...] = (
    ChangedPassphrase,
    AddedPhrase,
    ReplacedPhrase,
    KeptInKeyring,
    DroppedFromKeyring,
    AnotherPaper,
)


def _vault_in(folder: Path) -> Path:
    return folder / "private.vault"


@cache
def _words(_which: str) -> tuple[str, ...]:
    return new_phrase()


@cache
def _lock(which: str) -> PhraseLock:
    return new_lock(_words(which))
