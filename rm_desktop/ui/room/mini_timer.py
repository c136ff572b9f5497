"""The timer as a small window on top of other programs.

Purpose: the time in sight while a demo fills the screen. States: running, paused, overtime; with a
    sentence where the desktop does not let windows stay on top.
Keys: Space pauses, N next, Escape or M close. The whole window can be dragged.
Signals: `press_requested`, `next_requested`, `closed`, `moved(QPoint)`.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.room.faces import Face, Press
from rm_desktop.ui.theme import hue
from rm_desktop.ui.theme.tokens import XS, L, M, S
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.timer_ring import TimerRing

_RING = 72


class MiniTimer(QWidget):
    """A frameless window; `platform` is the desktop's name as Qt has it."""

    press_requested = Signal()
    next_requested = Signal()
    closed = Signal()
    moved = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None, platform: str = "") -> None:
        super().__init__(parent, _flags())
        self.setObjectName("mini-timer")
        self.setWindowTitle(tr("Timer"))
        self.setAccessibleName(tr("Mini timer"))
        self._grip: QPoint | None = None
        self._stays = not (platform or QGuiApplication.platformName()).startswith("wayland")
        self.ring = TimerRing(diameter=_RING)
        self._title = ElidedLabel("", "strong")
        self._state = ElidedLabel("", "caption", "ink-3")
        self._press = IconButton("pause", tr("Pause"), hint=tr("Space"))
        self._press.setObjectName("mini-press")
        self._press.clicked.connect(self.press_requested)
        self._next = IconButton("next", tr("Next topic"), hint="N")
        self._next.setObjectName("mini-next")
        self._next.clicked.connect(self.next_requested)
        back = IconButton("close", tr("Back to the room"), hint=tr("Esc"))
        back.setObjectName("mini-close")
        back.clicked.connect(self.close)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._state)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self.ring)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self._press, self._next, back):
            buttons.addWidget(button)
        row.addLayout(buttons)
        self._advice = Label(
            tr("This desktop does not let windows stay on top; click the taskbar to find it."),
            "caption",
            "ink-2",
            wrap=True,
        )
        self._advice.setVisible(not self._stays)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, S, S)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(self._advice)
        self._title.setMinimumWidth(self.ring.sizeHint().width() * 3)

    @property
    def stays_on_top(self) -> bool:
        """Whether the desktop keeps it above other windows."""
        return self._stays

    def show_face(self, face: Face, title: str, press: Press, *, can_next: bool) -> None:
        """Show the time, the topic, and what the buttons do."""
        self.ring.show_time(face.fraction, face.big, "", face.tone, topic=face.topic)
        if title != self._title.whole_text:
            self._title.show_text(title)
        state = " · ".join(filter(None, (face.word, face.small)))
        if state != self._state.whole_text:
            self._state.show_text(state)
        pausing = press == "pause"
        words = tr("Pause") if pausing else tr("Start") if press == "start" else tr("Resume")
        if words != self._press.accessibleName():
            self._press.set_icon("pause" if pausing else "play")
            self._press.set_name(words)
        self._press.setEnabled(bool(press))
        self._next.setEnabled(can_next)

    def open_at(self, place: QPoint | None) -> None:
        """Show the window where it was last, held within the screens there are."""
        self.adjustSize()
        column = self.layout()
        if column is not None and column.hasHeightForWidth():
            self.resize(self.width(), column.totalHeightForWidth(self.width()))
        # not `self.screen()`: PySide makes that screen a child of the widget and deletes it for
        # real when the widget has been collected, and the next window crashes
        screen = QGuiApplication.primaryScreen().availableGeometry()
        if place is None:
            place = screen.topRight() - QPoint(self.width() + L, -L)
        elif (there := QGuiApplication.screenAt(place)) is not None:
            screen = there.availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width() + 1))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height() + 1))
        self.move(x, y)
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self.press_requested.emit()
            case Qt.Key.Key_N:
                self.next_requested.emit()
            case Qt.Key.Key_Escape | Qt.Key.Key_M:
                self.close()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        window = self.windowHandle()
        # where the desktop moves windows itself, it knows best; elsewhere we follow the pointer
        if not window.startSystemMove():
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.isVisible():
            self.moved.emit(self.pos())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), hue("surface"))
        painter.setPen(QPen(hue("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _flags() -> Qt.WindowType:
    return (
        Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    )
