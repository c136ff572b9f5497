"""Where a profile lives, and what its files are called."""

from __future__ import annotations

from pathlib import Path

_ONLY_OWNER = 0o700


class ProfilePaths:
    """The names inside one profile's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.workspace = root / "workspace.vault"
        self.private = root / "private.vault"
        self.backups = root / "backups"
        self.erasing = root / "erasing"
        self.log = root / "rm-desktop.log"

    def prepare(self) -> None:
        """Make the folder if it is not there, for its owner alone; raises `OSError`.

        One in which something lies already keeps its rights: others may need what is theirs.
        """
        self.root.mkdir(mode=_ONLY_OWNER, parents=True, exist_ok=True)
        if self.root.stat().st_mode & ~_ONLY_OWNER & 0o777 and not any(self.root.iterdir()):
            self.root.chmod(_ONLY_OWNER)


def default_root() -> Path:
    """Return where the system wants this person's data to be; makes nothing."""
    import platformdirs

    return platformdirs.user_data_path("rm-desktop", appauthor=False)
