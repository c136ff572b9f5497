"""Pages that stand before their first visit, made while a person is there and does nothing.

A page takes 30 to 70 ms to be made; a key or a click never waits longer than for one step of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from rm_desktop.ui.places import WITHOUT_RAIL
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.first_sign import SIGNS
from rm_desktop.ui.shell.screens import AHEAD

#: How long nobody has done anything before it goes on, in milliseconds.
QUIET_MS = 500
#: When a turn ends: whatever begins before takes some milliseconds more, in seconds.
TURN_S = 0.002


class Ahead(QObject):
    """Makes each page once; never in the hour, nor in the middle of what a hand does.

    Signals: `rested` when nothing is left to do, or nothing before the hour is over.
    """

    rested = Signal()

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._steps: Iterator[None] | None = None
        self._window = conductor.frame.windowHandle()  # hears of a hand before any widget does
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._on_quiet)
        conductor.laid_out.connect(self.begin)
        conductor.went.connect(self._wait)

    @Slot()
    def begin(self) -> None:
        """Make the pages of the open pair, as soon as nobody does anything."""
        self._steps = self._all()
        self._window.installEventFilter(self)
        self._wait()
        if not self._quiet.isActive():
            self.rested.emit()

    def stop(self) -> None:
        """Make no more."""
        self._steps = None
        self._quiet.stop()
        self._window.removeEventFilter(self)

    def _all(self) -> Iterator[None]:
        for where in AHEAD:
            yield from self._conductor.make_ahead(where)

    @Slot()
    def _wait(self) -> None:
        if self._steps is None or self._conductor.place.where in WITHOUT_RAIL:
            self._quiet.stop()
        else:
            self._quiet.start(QUIET_MS)

    @Slot()
    def _on_quiet(self) -> None:
        """Do what there is time for in one turn of the event loop."""
        if self._steps is None:
            return
        ends = perf_counter() + TURN_S
        for _ in self._steps:
            if perf_counter() >= ends:
                self._quiet.start(0)
                return
        self.stop()
        self.rested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS:
            self._wait()
        return super().eventFilter(watched, event)
