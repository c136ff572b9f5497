"""The one signal that tells every screen what changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rm_desktop.domain.changes import Changes
from rm_desktop.services.profile import Profile

if TYPE_CHECKING:
    from rm_desktop.ui.live.company import Company


class House(QObject):
    """Passes a profile's changes on to screens.

    Signals: `changed(Changes)` after every change; `minute_passed` once a minute, for words like
    "in 2 days" and greetings; `hurry_wanted` when a person wants to be up to date now.
    """

    changed = Signal(object)
    minute_passed = Signal()
    hurry_wanted = Signal()

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = profile.listen(self._on_profile_changed)

    @cached_property
    def company(self) -> Company:
        """Who else is here; nobody unless the open pair is shared."""
        from rm_desktop.ui.live.company import Company

        return Company(self)

    def close(self) -> None:
        """Stop listening; the profile may outlive its windows."""
        self._stop()

    def _on_profile_changed(self, changes: Changes) -> None:
        self.changed.emit(changes)
