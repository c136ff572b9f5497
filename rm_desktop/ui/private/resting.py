"""The rest after wrong passphrases: one for every page of a window that asks for one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rm_desktop.ui.private.tries import Tries

_SECOND_MS = 1000


class Resting(QObject):
    """Counts down `seconds` until the next try is taken. Signals: `changed` at every second."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tries = Tries()
        self.seconds = 0
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)

    def miss(self) -> None:
        """Count a wrong try."""
        self.seconds = self._tries.miss()
        if self.seconds:
            self._second.start()
        self.changed.emit()

    def forgive(self) -> None:
        """Begin to count anew, after a right one."""
        self._tries = Tries()

    def stop(self) -> None:
        """Count down no more: the window goes."""
        self._second.stop()

    @Slot()
    def _on_second(self) -> None:
        self.seconds = max(0, self.seconds - 1)
        if not self.seconds:
            self._second.stop()
        self.changed.emit()
