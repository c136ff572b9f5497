"""The ring around what the keyboard speaks to: 2 px of accent, 2 px away, on every control.

Style sheets cannot draw outside a control, so one overlay per window follows the focus. It shows
when the keyboard moved the focus, and always on what is written into; a widget that shows its
focus itself sets the property `focus_ring` to False, one with round ends sets `round` to True.
"""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from rm_desktop.ui.theme.look import hue
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL

WIDTH: Final = 2
OFFSET: Final = 2
_REACH: Final = WIDTH + OFFSET
_KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_PLACES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
_LONG_TEXTS: Final = QPlainTextEdit | QTextEdit


class FocusRing(QObject):
    """Follows the application's focus and shows the ring where it belongs.

    Make one per application, after the first frame: it wakes Qt's namespace, 20 ms. `target` is
    the widget that wears the ring, or None.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_keyboard = False
        self._focused: QWidget | None = None
        self._watched: list[QWidget] = []
        self._frame: _Frame | None = None
        self.target: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, app.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            self._by_keyboard = False
        self._unwatch()
        # Where nothing has the focus, the window hears the key that will give it to something.
        self._focused = new or QApplication.activeWindow()
        if self._focused is not None:
            self._watch(self._focused)
        self._show()

    def _watch(self, focused: QWidget) -> None:
        step: QWidget | None = focused
        if self._by_keyboard and isinstance(focused, _LONG_TEXTS):
            # It wears its ring in any case, and each of its letters would call here: from the
            # first on it is left alone. What moves it are the layouts around it.
            step = focused.parentWidget()
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()

    @Slot()
    def _show(self) -> None:
        focused = self._focused
        self.target = focused if focused is not None and self._wears_ring(focused) else None
        if self._frame is not None and not isValid(self._frame):
            self._frame = None  # its window is gone
        if self.target is None:
            if self._frame is not None:
                self._frame.hide()
            return
        window = self.target.window()
        if self._frame is None or self._frame.window() is not window:
            if self._frame is not None:
                self._frame.deleteLater()
            self._frame = _Frame(window)
        self._frame.follow(self.target)

    def _wears_ring(self, widget: QWidget) -> bool:
        if not isValid(widget) or widget.isWindow() or widget.property("focus_ring") is False:
            return False
        return self._by_keyboard or isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and not self._by_keyboard:
            self._hear(by_keyboard=True)
        elif kind == QEvent.Type.MouseButtonPress and self._by_keyboard:
            self._hear(by_keyboard=False)
        elif kind in _PLACES and self.target is not None:
            self._show()
        elif kind == QEvent.Type.LayoutRequest and self.target is not None:
            QTimer.singleShot(0, self, self._show)  # when all is laid out
        return False

    def _hear(self, *, by_keyboard: bool) -> None:
        self._by_keyboard = by_keyboard
        self._unwatch()
        if self._focused is not None and isValid(self._focused):
            self._watch(self._focused)
        self._show()


class _Frame(QWidget):
    """The ring itself: an overlay in the window that lets everything through but its stroke."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus-ring")
        self._ring = QRect()
        self._radius = 0.0

    def follow(self, target: QWidget) -> None:
        """Lie around a widget, as much of it as its scroll areas show."""
        window = target.window()
        whole = QRect(target.mapTo(window, QPoint()), target.size()).adjusted(
            -_REACH, -_REACH, _REACH, _REACH
        )
        seen = whole & _seen_through(target, window)
        if seen.isEmpty() or not target.isVisible():
            self.hide()
            return
        self._ring = whole.translated(-seen.topLeft())
        corner = target.height() / 2 if target.property("round") else RADIUS_CONTROL
        self._radius = corner + OFFSET + WIDTH / 2
        self.setGeometry(seen)
        # Free of the middle, so that a blinking cursor there does not repaint the ring; the
        # corners of the stroke reach inwards by 0.3 of their radius.
        reach = _REACH + round(self._radius * 0.3)
        inner = self._ring.adjusted(reach, reach, -reach, -reach)
        self.setMask(QRegion(self.rect()) - QRegion(inner))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(hue("focus"), WIDTH))
        inset = WIDTH / 2
        stroke = QRectF(self._ring).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(stroke, self._radius, self._radius)


def _seen_through(target: QWidget, window: QWidget) -> QRect:
    """What the scroll areas around a widget let through, in coordinates of the window."""
    seen = window.rect()
    step = target.parentWidget()
    while step is not None and step is not window:
        around = step.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is step:
            seen &= QRect(step.mapTo(window, QPoint()), step.size())
        step = around
    return seen
