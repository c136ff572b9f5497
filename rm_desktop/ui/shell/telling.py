"""Says what was done, with a way back to that alone: a notice outlives much that comes after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.services.history import WayBack
from rm_desktop.ui.house import House
from rm_desktop.ui.places import Place
from rm_desktop.ui.shell.frame import Frame


class Telling(QObject):
    """One per window: takes a way back away with what it led to, and with the place it told of.

    What is said of a step to another place is said after it.
    """

    def __init__(self, frame: Frame, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._at: tuple[str, str] = ("", "")
        house.changed.connect(self._on_house_changed)

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a notice; a way back that leads nowhere is not offered."""
        if isinstance(act, WayBack) and not act.is_open:
            action, act = "", None
        self._frame.say(text, action, act)

    @Slot(object)
    def come_along(self, place: Place) -> None:
        """Leave a way back behind with the place that it told of."""
        former, self._at = self._at, (place.where, place.id)
        if former != self._at and isinstance(self._frame.offered, WayBack):
            self._frame.hush()

    @Slot()
    def _on_house_changed(self) -> None:
        QTimer.singleShot(0, self, self._look)  # the step may enter the history after this

    @Slot()
    def _look(self) -> None:
        offered = self._frame.offered
        if isinstance(offered, WayBack) and not offered.is_open:
            self._frame.hush()
