"""The window: rail, pages, and a place for notices and overlays. Knows no services.

It is what is painted first, so it imports widgets only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from rm_desktop.ui.shell.rail import Rail
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL

if TYPE_CHECKING:
    from rm_desktop.ui.widgets.notice import Notice

#: Below this width (at 100 %) the rail shows icons only.
COLLAPSE_BELOW = 1100
SMALLEST = QSize(860, 560)
FIRST = QSize(1280, 800)
#: What a window manager draws around a window takes at most this width and height, in pixels.
DRAWN_AROUND = QSize(4, 40)
#: How long a notice stays, in milliseconds; one with an action stays longer.
NOTICE_MS, ACTION_MS = 5000, 12000
#: How often one looks whether something has come to stand below it, in milliseconds.
_LOOK_MS = 200


class Frame(QWidget):
    """The main window.

    Signals: `painted` once, when the first frame has reached the screen; `closing` before the
    window goes; `resized` for overlays.
    """

    painted = Signal()
    closing = Signal()
    resized = Signal()

    def __init__(self, application_name: str) -> None:
        super().__init__()
        self.setWindowTitle(application_name)
        self.setObjectName("frame")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail()
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        row.addWidget(self.rail)
        row.addWidget(self.pages, 1)
        self._notice: Notice | None = None
        self._act: Callable[[], object] | None = None
        self._stands = False

    def fit_screen(self, room: QSize) -> None:
        """Take the usual size, or what a screen has room for beside the title bar and edges."""
        usable = room - DRAWN_AROUND
        if usable.width() >= SMALLEST.width() and usable.height() >= SMALLEST.height():
            self.resize(FIRST.boundedTo(usable))

    def show_page(self, page: QWidget, *, with_rail: bool) -> None:
        """Bring a page to the front, adding it the first time."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.rail.setVisible(with_rail)
        page.resize(self.pages.size())  # before it is filled: laid out once, not twice
        self.pages.setCurrentWidget(page)

    def drop_pages(self) -> None:
        """Forget every page, as when another pair is opened."""
        front = self.pages.currentWidget()  # goes last, or another would come to the front
        pages = map(self.pages.widget, range(self.pages.count()))
        for page in sorted(filter(None, pages), key=lambda each: each is front):
            self.pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a quiet notice with at most one action."""
        self._act = act
        if self._notice is None:
            self._notice = self._make_notice()
        self._notice.show_notice(text, action)
        self._place_notice()
        self._notice.raise_()
        QTimer.singleShot(0, self, self._place_notice)  # the page may show what it tells of
        self._timer.start(ACTION_MS if action else NOTICE_MS)
        self._look.start()

    def hush(self) -> None:
        """Take the notice away with what it offered: it may tell of what is locked now."""
        self._act = None
        if self._notice is not None and self._notice.text:
            self._notice.show_notice("")
            self._notice.hide()

    @property
    def offered(self) -> Callable[[], object] | None:
        """What the notice's action does, as long as the notice stands."""
        return self._act if self.notice else None

    @property
    def notice(self) -> str:
        """What the notice says, empty when there is none."""
        return self._notice.text if self._notice and self._notice.isVisible() else ""

    def _make_notice(self) -> Notice:
        from rm_desktop.ui.widgets.notice import Notice

        notice = Notice(self)
        notice.action_requested.connect(self._on_action_requested)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(notice.hide)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._make_way)
        return notice

    @Slot()
    def _on_action_requested(self) -> None:
        act, self._act = self._act, None
        if self._notice is not None:
            self._notice.hide()
        if act is not None:
            act()

    @Slot()
    def _make_way(self) -> None:
        """Move the notice off what came to stand below it."""
        notice = self._notice
        if notice is None or not notice.isVisible():
            self._look.stop()
            return
        from rm_desktop.ui.shell.clear_place import controls_in

        if any(notice.geometry().intersects(each) for each in controls_in(self, notice)):
            self._place_notice()

    @Slot()
    def _place_notice(self) -> None:
        notice = self._notice
        if notice is None or not notice.isVisible():
            return
        from rm_desktop.ui.shell.clear_place import clear_place, controls_in, seen

        edge = px(XL)
        notice.setMaximumWidth(min(self.width(), max(px(320), self.width() - 2 * edge)))
        notice.fit()
        room = self.rect().adjusted(0, edge, 0, -edge)
        if notice.width() <= self.width() - 2 * edge:
            room.adjust(edge, 0, -edge, 0)
        front: QWidget | None = self.focusWidget()
        focused = seen(front, self) if front is not None and front.isVisible() else None
        notice.move(clear_place(notice.size(), room, controls_in(self, notice), focused))

    @Slot()
    def fit(self) -> None:
        """Give the rail as much room as there is at this text size."""
        self.rail.set_collapsed(self.width() < px(COLLAPSE_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self._place_notice()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.notice:
            # once its own parts have heard of the new size
            QTimer.singleShot(0, self, self._place_notice)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._stands:
            self._stands = True
            # after the paint has reached the screen, not in the middle of it
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
