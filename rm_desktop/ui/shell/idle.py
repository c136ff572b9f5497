"""How long nobody has touched the app, and whether the computer slept meanwhile.

Inputs are seen at the windows of the system, before any widget hears of them; a filter on the
application would see every event there is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from rm_desktop.domain.instant import Instant
from rm_desktop.system.clock import Clock
from rm_desktop.ui.shell.first_sign import SIGNS

#: How often one looks, and how far the clocks drift apart before that was sleep, in milliseconds.
LOOK_MS = 5_000
SLEPT_MS = 3_000
_MINUTE_MS = 60_000


class Idle(QObject):
    """Watches from `start` to `stop`. Signals: `idle` after the given minutes, `slept`."""

    idle = Signal()
    slept = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._touched = self._looked = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_watching(self) -> bool:
        """Tell whether it watches."""
        return self._timer.isActive()

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 minutes: for sleep only."""
        self._minutes = minutes
        self._touched = self._looked = self._clock.now()
        if not self.is_watching:
            for window in QGuiApplication.topLevelWindows():
                window.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    @Slot()
    def look(self) -> None:
        """Compare the clocks."""
        now = self._clock.now()
        former, self._looked = self._looked, now
        if _asleep_ms(former, now) > SLEPT_MS:
            self._touched = now
            self.slept.emit()
        elif self._minutes and _past(self._touched, now) >= self._minutes * _MINUTE_MS:
            self._touched = now
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS:
            self.look()  # after sleep, before what was touched is seen
            self._touched = self._looked
        return super().eventFilter(watched, event)


def _asleep_ms(former: Instant, now: Instant) -> int:
    """Return how long the computer slept in between; another boot counts as sleep."""
    if former.boot_id != now.boot_id:
        return SLEPT_MS + 1
    return (now.boot_ms - now.awake_ms) - (former.boot_ms - former.awake_ms)


def _past(former: Instant, now: Instant) -> int:
    return now.boot_ms - former.boot_ms
