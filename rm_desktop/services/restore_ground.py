"""Where one goes back to a backup, and what a copy turned out to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.dates import local_time

if TYPE_CHECKING:
    from rm_desktop.services.backups import Backups
    from rm_desktop.services.restore import Preview, Restore
    from rm_desktop.vault.backup import Source
    from rm_desktop.vault.keys import KeyStore


class Looked(NamedTuple):
    """A copy that was opened, and what it holds."""

    act: Restore
    preview: Preview


class Ground(NamedTuple):
    """Where one restores: the profile's folder, its backups, keys at hand, the time."""

    root: Path
    backups: Backups
    store: KeyStore
    present: Callable[[], Mapping[Path, bytes]]
    now_ms: Callable[[], int]
    zone: str

    @property
    def today(self) -> date:
        """The day it is here."""
        return local_time(self.now_ms(), self.zone).date()

    def look(self, source: Source) -> Looked:
        """Lay a copy that was opened beside the present; in a worker."""
        from rm_desktop.services.restore import Restore

        act = Restore(self.root, source, self.store, self.now_ms, self.present())
        return Looked(act, act.preview())
