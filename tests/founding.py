"""An empty profile that is made once and then copied: founding one takes two thirds of a test."""

from __future__ import annotations

import shutil
from pathlib import Path


class Founding:
    """The profile that lies ready; all copies are the same vault, with the same key."""

    def __init__(self, root: Path) -> None:
        from rm_desktop.bootstrap import create_profile
        from rm_desktop.vault.keys import MemoryKeyStore

        self._root = root
        self.key = create_profile(root, MemoryKeyStore())

    def at(self, root: Path) -> bytes:
        """Let a folder hold the profile, and return its key."""
        shutil.copytree(self._root, root, dirs_exist_ok=True)
        return self.key
