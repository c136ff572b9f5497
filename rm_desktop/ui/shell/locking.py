"""When private pages are locked, and what of them is taken off the screen then."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.door import Door
from rm_desktop.ui.shell.conductor import Conductor


class Locking(QObject):
    """Locks for one window: when asked, and when the laptop changes hands."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        conductor.lock_requested.connect(self.lock)
        conductor.house.changed.connect(self._on_house_changed)

    @property
    def door(self) -> Door:
        """The door to the private pages, the same for every panel of the window."""
        house = self._conductor.house
        found = house.findChild(Door)
        return found if isinstance(found, Door) else Door(self._conductor.profile, house)

    @Slot()
    def lock(self) -> None:
        """Put private pages away, or say why they could not be."""
        conductor = self._conductor
        if not conductor.profile.private_is_open:
            conductor.frame.say(tr("Nothing private is open."))
            return
        conductor.leave()
        try:
            self.door.lock()
        except KnownError as error:
            conductor.frame.say(str(error))
            return
        conductor.frame.say(tr("Locked. Your passphrase opens your private pages again."))

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.ACTOR) and self._conductor.profile.private_is_open:
            self.lock()
