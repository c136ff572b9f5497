"""Asked to end from outside (logout, `kill`): close the window, which stores everything.

Python runs its signal handlers only between two steps of Python code, and Qt's loop may not take
one for hours; the wake-up descriptor ends that wait.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


class EndSignals(QObject):
    """Listens while it lives.

    Signals: `asked_to_end`.
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads, self._writes = socket.socketpair()
        for end in (self._reads, self._writes):
            end.setblocking(False)
        self._former_wake_up = signal.set_wakeup_fd(self._writes.fileno())
        names = [name for name in _ENDING if hasattr(signal, name)]
        self._former = {
            number: signal.signal(number, lambda *_: None)
            for number in (getattr(signal, name) for name in names)
        }
        read = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._reads.fileno(), read, self)
        self._notifier.activated.connect(self._on_woken)

    def close(self) -> None:
        """Hand the signals back to whoever had them."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_wake_up)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._reads.close()
        self._writes.close()

    @Slot()
    def _on_woken(self) -> None:
        if set(self._reads.recv(64)) & {int(number) for number in self._former}:
            self.asked_to_end.emit()
