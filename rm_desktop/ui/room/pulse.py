"""One timer that beats when the figures change: only while somebody looks and the clock runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.ui.room.faces import next_change_ms

#: A little after the second, so that rounding never shows the old one again.
_AFTER_MS = 8


class Pulse(QObject):
    """`follow(reading, seen=True)` after every look at the timer sets the next beat.

    Signals: `beat`.
    """

    beat = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    @property
    def is_beating(self) -> bool:
        """Whether another beat will come."""
        return self._timer.isActive()

    def follow(self, reading: Reading, *, seen: bool) -> None:
        """Set the next beat, or none if nobody looks or the clock stands still."""
        if seen and reading.state == TimerState.RUNNING:
            self._timer.start(next_change_ms(reading) + _AFTER_MS)
        else:
            self._timer.stop()

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()
