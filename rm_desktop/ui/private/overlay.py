"""The lock's panel above a window, for places that have no room for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.screen import Context
from rm_desktop.ui.shell.overlay import Overlay
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, S
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDTH, _TALLEST = 560, 700


class UnlockOverlay(Overlay):
    """One panel over one window, until the pages are open or the person thought better of it."""

    def __init__(
        self, window: QWidget, context: Context, then: Callable[[], object], purpose: str
    ) -> None:
        self.lock_panel = LockPanel(context, purpose)
        ground = _Ground(self.lock_panel)
        super().__init__(ground, window, width=_WIDTH)
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


class _Ground(QWidget):
    """The panel with a way out of it, scrolling where the window is small.

    Signals: `close_requested`.
    """

    close_requested = Signal()

    def __init__(self, panel: LockPanel) -> None:
        super().__init__()
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(px(XL), 0, px(S), 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addStretch(1)
        button = IconButton("close", tr("Close"))
        button.setObjectName("private-overlay-close")
        button.clicked.connect(self.close_requested)
        head.addWidget(button)
        column.addLayout(head)
        scroll = ScrollColumn(margin=4)
        scroll.body.setContentsMargins(4, 0, px(XL), px(XL))
        scroll.body.addWidget(panel)
        scroll.body.addStretch(1)
        column.addWidget(scroll, 1)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a line more on the page (how strong, what was wrong) stops at the scroll area
        if watched is self._panel and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        width = px(_WIDTH)
        inner = width - 2 * px(XL) - px(S)
        page = self._panel.page
        tall = page.heightForWidth(inner) if page.hasHeightForWidth() else page.sizeHint().height()
        return QSize(width, min(px(_TALLEST), tall + px(44) + px(XL)))


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
