"""Where a profile lies and what keeps its key, for *Settings*."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rm_desktop.services.profile import Profile
from rm_desktop.vault.header import read_header
from rm_desktop.vault.keys import MemoryKeyStore


@dataclass(frozen=True, slots=True)
class DataFolder:
    """`keyring` names the back end by its class, empty if there is none.

    `passing` marks a profile whose key is kept in memory only: it goes with the app.
    """

    path: Path
    keyring: str = ""
    passphrase: bool = False

    @property
    def passing(self) -> bool:
        """Tell whether the profile is a throw-away one."""
        return self.keyring == MemoryKeyStore.name


def data_folder(profile: Profile) -> DataFolder:
    """Return where an open profile lies; nothing is opened for it but its header."""
    path = profile.ports.vault().path
    header = read_header(path)
    keyring = header.keyring.backend if header.keyring else ""
    return DataFolder(path.parent, keyring, header.passphrase is not None)
