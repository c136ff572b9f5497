"""Begins to carry what is shared once Today stands, and ends it before the vault closes.

A profile that shares nothing imports nothing of it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor

if TYPE_CHECKING:
    from rm_desktop.ui.live.courier import Courier


class Sharing(QObject):
    """The courier of a window, once there is something to carry."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._courier: Courier | None = None
        conductor.house.changed.connect(self._on_house_changed)

    def settle_in(self) -> None:
        """Begin, if a pair is shared; the documents have been read by now."""
        if self._courier is not None or not self._conductor.profile.shares:
            return
        from rm_desktop.services.live import Live
        from rm_desktop.ui.live.courier import Courier

        conductor = self._conductor
        self._courier = Courier(Live(conductor.profile), conductor.house, self)
        self._courier.begin()
        conductor.house.hurry_wanted.connect(self._courier.hurry)
        conductor.went.connect(self._on_went)
        self._on_went(conductor.place)

    def close(self, seconds: float | None = None) -> None:
        """Carry what is left, for two seconds at most unless told otherwise, and stop."""
        if self._courier is None:
            return
        self._conductor.went.disconnect(self._on_went)
        courier, self._courier = self._courier, None
        if seconds is None:
            with suppress(KnownError):  # closing the profile tries again, and says so
                self._conductor.profile.settle()
            courier.close()
        else:
            courier.close(seconds)
        courier.deleteLater()

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.SYNC):
            self.settle_in()

    @Slot(object)
    def _on_went(self, place: Place) -> None:
        """Say where the person is; the room says more by itself."""
        from rm_desktop.domain.presence import Doing, Whereabouts

        if place.where == Where.ROOM:
            return
        preparing = place.where == Where.PREPARE
        where = Whereabouts.PREPARING if preparing else Whereabouts.ELSEWHERE
        self._conductor.house.company.say(Doing(where))
