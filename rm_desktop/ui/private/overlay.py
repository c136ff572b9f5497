"""The lock's panel above a window, for places that have no room for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.private.panel_ground import TOP, WIDTH, PanelGround
from rm_desktop.ui.screen import Context
from rm_desktop.ui.shell.overlay import Overlay

_WIDTH, _TALLEST = 560, 700


class UnlockOverlay(Overlay):
    """One panel over one window, until the pages are open or the person thought better of it."""

    def __init__(
        self, window: QWidget, context: Context, then: Callable[[], object], purpose: str
    ) -> None:
        self.lock_panel = LockPanel(context, purpose)
        ground = PanelGround(self.lock_panel)
        super().__init__(ground, window, width=WIDTH, top=TOP, keeps_typed=True)
        self.setObjectName("private-overlay")
        self._then = then
        self._door = door_of(context)
        ground.close_requested.connect(self.close_panel)
        self.closed.connect(self._on_closed)
        self.lock_panel.opened.connect(self._on_opened)
        self.open(self.lock_panel)
        self.lock_panel.start()

    @Slot()
    def _on_opened(self) -> None:
        then, self._then = self._then, _nothing
        self.close_panel()
        then()

    @Slot()
    def _on_closed(self) -> None:
        if not self._door.private.is_open:
            self._door.forget()
        self.discard()


def _nothing() -> None:
    """Do nothing more: the panel was answered."""


def show_unlock(
    window: QWidget, context: Context, then: Callable[[], object], purpose: str = ""
) -> None:
    """Ask for the passphrase over a window (or set one up), then go on; at once if it is open."""
    if door_of(context).is_open:
        then()
        return
    UnlockOverlay(window, context, then, purpose)
