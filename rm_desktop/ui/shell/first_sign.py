"""When a person turns to the app: the first thing a hand does to one of its windows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

#: A mouse over the window, a key (a shortcut shows its first key alone), a wheel, a finger, a pen.
SIGNS: Final = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.DragEnter,
    }
)


class FirstSign(QObject):
    """Waits for it on the windows of the system that stand now; for nobody it costs nothing.

    Signals: `seen` once, before the window hears of what was done.
    """

    seen = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._windows = QGuiApplication.topLevelWindows()
        for window in self._windows:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS and self._windows:
            self._windows.clear()
            self.deleteLater()  # with it goes the filter
            self.seen.emit()
        return super().eventFilter(watched, event)
