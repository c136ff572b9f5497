"""A panel above everything else in the window; Escape or a click beside it takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from rm_desktop.ui.theme import hue, px
from rm_desktop.ui.theme.tokens import XL
from rm_desktop.ui.widgets.card import Card

_SHADE = 110


class Overlay(QWidget):
    """Dims its window and shows one panel; gives the focus back when it closes.

    Where it `keeps_typed`, a click beside it closes it only while its fields are empty.

    Signals: `closed`.
    """

    closed = Signal()

    def __init__(
        self,
        panel: QWidget,
        window: QWidget,
        *,
        width: int,
        top: int = 80,
        keeps_typed: bool = False,
    ) -> None:
        super().__init__(window)
        self._panel = Card(margin=0, fill=True, parent=self)
        self._panel.body.addWidget(panel)
        self._width, self._top = width, top
        self._window = window
        self._keeps_typed = keeps_typed
        self._former: QWidget | None = None
        window.installEventFilter(self)
        self._panel.installEventFilter(self)
        self.hide()

    def open(self, focus: QWidget) -> None:
        """Show the panel and put the focus into it."""
        self._former = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Take the panel away and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._former is not None and self._former.isVisible():
            self._former.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def discard(self) -> None:
        """Take the panel away and delete it, once whatever called us is through."""
        self.close_panel()
        # Qt deletes children while the wrapper is half gone: no event of theirs may come by here.
        self._window.removeEventFilter(self)
        self._panel.removeEventFilter(self)
        self.deleteLater()

    def _place(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        margin, top = px(XL), px(self._top)
        width = min(px(self._width), window.width() - 2 * margin)
        room = window.height() - top - margin
        height = min(self._panel.sizeHint().height(), room)
        self._panel.setGeometry(QRect((window.width() - width) // 2, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = watched is self._window and event.type() == QEvent.Type.Resize
        grown = watched is self._panel and event.type() == QEvent.Type.LayoutRequest
        if (moved or grown) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        beside = not self._panel.geometry().contains(event.position().toPoint())
        if beside and not (self._keeps_typed and self._holds_typed):
            self.close_panel()

    @property
    def _holds_typed(self) -> bool:
        lines = self._panel.findChildren(QLineEdit)
        areas = self._panel.findChildren(QPlainTextEdit)
        return any(each.text() for each in lines) or any(each.toPlainText() for each in areas)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = hue("ink")
        if shade.lightness() > 127:
            shade = hue("sunken")
        shade.setAlpha(_SHADE)
        painter.fillRect(self.rect(), shade)
