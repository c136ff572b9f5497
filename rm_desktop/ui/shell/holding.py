"""That a profile is one window's: taken, told to other starts, let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from rm_desktop.system.single_instance import SingleInstance
from rm_desktop.ui.shell.frame import Frame


class Holding(QObject):
    """One per window; another start on the same profile brings it to the front."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._lock: SingleInstance | None = None
        self._notifier: QSocketNotifier | None = None

    def take(self, root: Path) -> None:
        """Take a profile, unless one is held.

        Raises `BroughtForwardError` where another window has it and came to the front, and
        `CannotOpenError`.
        """
        if self._lock is None:
            self._lock = SingleInstance.acquire(root, listening=False)

    def listen(self) -> None:
        """Come to the front when another start asks."""
        if self._notifier is None and self._lock is not None:
            self._lock.listen()
            read = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._lock.fileno(), read, self)
            self._notifier.activated.connect(self._on_raise_asked)

    def let_go(self) -> None:
        """Let another window have the profile."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @Slot()
    def _on_raise_asked(self) -> None:
        from PySide6.QtCore import Qt

        if self._lock is not None and self._lock.accept_raise():
            self._frame.setWindowState(self._frame.windowState() & ~Qt.WindowState.WindowMinimized)
            self._frame.raise_()
            self._frame.activateWindow()
