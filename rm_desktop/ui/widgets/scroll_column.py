"""A column that scrolls when it must: no frame, never sideways, on the ground it stands on.

Purpose: the body of a page or a long card. States: none.
Keys: as QScrollArea; the focused child is brought into sight. Signals: none. Tokens: none.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

# Values of Qt's enums, whose namespace costs 20 ms when it is first touched.
_ALWAYS_OFF, _NO_FOCUS = 1, 0


class ScrollColumn(QScrollArea):
    """Put things into `body`; margins leave room for the focus ring."""

    def __init__(
        self, *, spacing: int = 20, margin: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setProperty("horizontalScrollBarPolicy", _ALWAYS_OFF)
        self.setProperty("focusPolicy", _NO_FOCUS)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        # One of ours: to find out what Qt's own is, PySide wakes every widget there is, 15 ms.
        # And, unlike Qt's own, it lets the ground be seen.
        self.setViewport(QWidget())
        self.setWidget(self._column)
        self._column.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._column.minimumSizeHint().width() + 10, 80)
