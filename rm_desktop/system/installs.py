"""What this computer remembers of the profiles on it, outside of them.

A copied profile brings its own number along, but not this memory.
"""

from __future__ import annotations

import platform
from pathlib import Path

from rm_desktop.domain.errors import ReadOnlyError
from rm_desktop.domain.words import tr
from rm_desktop.system.hashing import blake2b

_MACHINE = Path("/etc/machine-id")
_BYTES = 16


class Installs:
    """One small file for each profile, named by its number, that says where it is at home."""

    def __init__(self, folder: Path, machine: str = "") -> None:
        """Keep them in a folder; `machine` tells this computer from others."""
        self._folder = folder
        self._machine = machine or _this_machine()

    def knows(self, number: str, root: Path) -> bool:
        """Tell whether the profile with this number is at home in this folder of this computer."""
        try:
            return self._place(number).read_text("ascii") == home_of(root, self._machine)
        except (OSError, ValueError):
            return False

    def remember(self, number: str, root: Path) -> None:
        """Remember where a profile is at home; raises `ReadOnlyError`."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._place(number).write_text(home_of(root, self._machine), "ascii")
        except OSError as error:
            raise ReadOnlyError(
                tr("The folder where this computer remembers its profiles cannot be written to."),
                tr("Check the permissions of {name}.", name=self._folder),
            ) from error

    def _place(self, number: str) -> Path:
        return self._folder / "".join(letter for letter in number if letter.isalnum())


def home_of(root: Path, machine: str = "") -> str:
    """Return what only this folder on this computer is called; `machine` stands for another."""
    about = f"{machine or _this_machine()}\n{root.resolve()}".encode("utf-8", "surrogateescape")
    return blake2b(about, digest_size=_BYTES).hexdigest()


def installs_of_this_computer() -> Installs:
    """Return what the person's own account remembers; makes nothing."""
    import platformdirs

    return Installs(platformdirs.user_state_path("rm-desktop", appauthor=False) / "installs")


def _this_machine() -> str:
    try:
        return _MACHINE.read_text("ascii").strip()
    except (OSError, ValueError):
        return platform.node()
