"""What the desktop tells about sleep and its own screen lock, where a bus is there to tell it.

On Linux these are signals of logind and of the screen savers; elsewhere the clocks have to do.
"""

from __future__ import annotations

import sys
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot

_LOGIN = "org.freedesktop.login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
#: Slots as Qt spells them: the 1 says that it is one. As text: of bytes PySide says that it takes
#: them, and refuses them.
_TOLD, _LOCKED = cast("bytes", "1on_told(bool)"), cast("bytes", "1on_locked()")


class DesktopLock(QObject):
    """Listens while it lives. Signals: `away` before sleep and when the screen is locked."""

    away = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform.startswith("linux"):
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            about, sleep = f"{_LOGIN}.Manager", "PrepareForSleep"
            system.connect(_LOGIN, "/org/freedesktop/login1", about, sleep, self, _TOLD)
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _LOCKED)
        if session.isConnected():
            for name, path in _SAVERS:
                session.connect(name, path, name, "ActiveChanged", self, _TOLD)

    @Slot(bool)
    def on_told(self, begins: bool) -> None:
        """Sleep, or the screen saver, begins or ends."""
        if begins:
            self.away.emit()

    @Slot()
    def on_locked(self) -> None:
        """The session was locked."""
        self.away.emit()
