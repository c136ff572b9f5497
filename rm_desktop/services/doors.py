"""The doors to profiles, as the window is handed them: it need not know bootstrap."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.keys import KeyStore


class Doors(Protocol):
    """The ways into a profile; the module `bootstrap` has them.

    All but `open_profile` may take their time (a keyring's prompt, 0.2 s for a passphrase): call
    them from a worker.
    """

    def profile_is_new(self, root: Path) -> bool:
        """Tell whether a folder holds no profile; half a profile raises `DamagedError`."""

    def profile_wants_passphrase(self, root: Path) -> bool:
        """Tell whether only a passphrase opens a profile: no keyring holds its key."""

    def create_profile(self, root: Path, store: KeyStore, passphrase: str | None = None) -> bytes:
        """Make an empty profile and return its key."""

    def fetch_key(self, root: Path, store: KeyStore, passphrase: str | None = None) -> bytes:
        """Fetch the key of a profile that is there."""

    def profile_has_phrase(self, root: Path) -> bool:
        """Tell whether a recovery phrase opens a profile."""

    def fetch_key_with_phrase(self, root: Path, words: str) -> bytes:
        """Fetch the key with the recovery phrase as it was typed; `BadInputError` says what slips.

        Then `keep_key` gives the profile an everyday way in again.
        """

    def keep_key(
        self, root: Path, key: bytes, store: KeyStore, passphrase: str | None = None
    ) -> None:
        """Let a passphrase open the profile from now on, or without one the present keyring."""

    def open_profile(self, root: Path, key: bytes, *, store: KeyStore | None = None) -> Profile:
        """Open a profile with its key; the store may hold a copy of the private one."""

    def demo_store(self) -> KeyStore:
        """Return a place for keys that is gone with the program."""

    def make_demo(self, root: Path, store: KeyStore | None = None) -> bytes:
        """Make the sample pair, as of today, in an empty folder and return its key.

        The store keeps the key to what is private in it.
        """
