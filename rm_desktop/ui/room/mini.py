"""The mini timer's comings and goings: opened, remembered where, closed back into the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.settings import Settings
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.faces import Controls, Face
from rm_desktop.ui.room.mini_timer import MiniTimer

if TYPE_CHECKING:
    from rm_desktop.ui.room.screen import RoomScreen

_SETTING = "mini_timer"


class Mini(QObject):
    """Makes the window when it is first asked for; it belongs to no window, so that it stays."""

    def __init__(self, room: RoomScreen, settings: Settings) -> None:
        super().__init__(room)
        self._room, self._settings = room, settings
        self._watched: QWidget | None = None
        self.window: MiniTimer | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.window is not None and self.window.isVisible()

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it again."""
        if self.window is not None and self.window.isVisible():
            self.window.close()
            return
        if self.window is None:
            self.window = MiniTimer()
            self.window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
            self.window.press_requested.connect(self._room.deeds.press)
            self.window.next_requested.connect(self._room.deeds.next)
            self.window.closed.connect(self._on_closed)
        self.window.open_at(_point(str(self._settings.get(_SETTING))))
        self._room.tick()

    def show_face(self, face: Face, title: str, controls: Controls) -> None:
        """Show the time, if it is open."""
        if self.window is not None:
            can_next = controls.can_steer and not controls.last
            self.window.show_face(face, title, controls.press, can_next=can_next)

    def watch(self, window: QWidget) -> None:
        """Go when the app's window is closed."""
        if window is not self._watched:
            self._watched = window
            window.installEventFilter(self)

    def put_away(self) -> None:
        """Take it off the screen without going anywhere."""
        if self.window is not None and self.window.isVisible():
            self._remember()
            self.window.hide()

    @Slot()
    def _on_closed(self) -> None:
        self._remember()
        room = self._room
        if not room.isVisible():
            room.context.go(Place(Where.ROOM, room.session))
        window = room.window()
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def _remember(self) -> None:
        if self.window is None:
            return
        place = self.window.pos()
        try:
            self._settings.put(_SETTING, f"{place.x()},{place.y()}")
        except KnownError:
            return  # next time it opens where it always does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.put_away()
        return False


def _point(stored: str) -> QPoint | None:
    x, _, y = stored.partition(",")
    try:
        return QPoint(int(x), int(y))
    except ValueError:
        return None
