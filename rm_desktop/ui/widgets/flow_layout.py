"""Things set in lines, like words: chips wrap where the width ends.

Purpose: chips and small buttons. States: none. Keys: those of what stands in it. Signals: none.
Tokens: spaces by caller.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Left to right, then the next line: `row.add(Chip(…))`, `row.clear()`.

    Lays out by itself: a QLayout of ours would have to answer in terms of Qt's namespace, which
    costs 20 ms when it is first touched, and chips stand on the first screen.
    """

    def __init__(self, *, gap: int = 8, line_gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap, self._line_gap = gap, line_gap
        self._row: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, before: QWidget | None = None) -> None:
        """Set a widget at the end, or before another, and show it; hide it afterwards if wanted."""
        widget.setParent(self)
        self._row.insert(self._row.index(before) if before else len(self._row), widget)
        widget.show()
        self._arrange()

    def remove(self, widget: QWidget) -> None:
        """Take one widget away."""
        self._row.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._arrange()

    def clear(self) -> None:
        """Take every widget away."""
        for widget in self._row:
            widget.hide()
            widget.deleteLater()
        self._row.clear()
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines(width, move=False)

    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        least = QSize(0, 0)
        for widget in self._shown():
            least = least.expandedTo(widget.sizeHint())
        return least

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lines(self.width(), move=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lines(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._row if not widget.isHidden()]

    def _arrange(self) -> None:
        if self.isVisible():  # or once when it is shown, not for each thing that is added
            self._lines(self.width(), move=True)
        self.updateGeometry()

    def _lines(self, width: int, *, move: bool) -> int:
        x = y = tall = 0
        for widget in self._shown():
            hint = widget.sizeHint()
            if tall and x + hint.width() > width:
                x, y, tall = 0, y + tall + self._line_gap, 0
            if move:
                widget.setGeometry(QRect(x, y, min(hint.width(), width), hint.height()))
            x += hint.width() + self._gap
            tall = max(tall, hint.height())
        return y + tall
