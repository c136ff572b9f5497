"""A column that scrolls when it must: no frame, never sideways, on the ground it stands on.

Purpose: the body of a page or a long card. States: none.
Keys: as QScrollArea; the focused child is brought into sight. Signals: none. Tokens: none.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import XS, XXL, XXXL, L

# Values of Qt's enums, whose namespace costs 20 ms when it is first touched.
_ALWAYS_OFF, _NO_FOCUS = 1, 0


#: Room around cards for their focus ring, and beside them for a scroll bar (as in the sheet).
RING, BAR = XS, 10
#: Turns of layout from a page that was just filled to one where everything has its place.
_TURNS = 3


def lay_out_page(
    page: QWidget, *, margin: int = XXXL, top: int = XXL, bottom: int = 0
) -> QVBoxLayout:
    """Give a page its column: heads set `in_line` and cards in a ScrollColumn with `gutter=BAR`.

    Both then begin and end `margin` px from the edges of the page, whether it scrolls or not.
    """
    column = QVBoxLayout(page)
    column.setContentsMargins(margin - RING, top, margin - RING - BAR, bottom)
    column.setSpacing(L)
    return column


def in_line(widget: QWidget) -> QWidget:
    """Set what does not scroll in line with the cards that do."""
    widget.setContentsMargins(RING, 0, RING + BAR, 0)
    return widget


def bring_into_sight(part: QWidget) -> None:
    """Scroll to a part that has just opened, once it has its place; its head comes first."""
    QTimer.singleShot(0, part, partial(scroll_to, part))


def scroll_to(part: QWidget) -> None:
    """Give everything its place now, and scroll to a part; its head comes first."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    page = area.widget() if area is not None else None
    if area is None or page is None or not page.isAncestorOf(part):
        return
    for _ in range(_TURNS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    area.ensureWidgetVisible(part, 0, L)
    area.ensureVisible(0, part.mapTo(page, QPoint()).y(), 0, L)


class ScrollColumn(QScrollArea):
    """Put things into `body`, best made on `ground`.

    Margins leave room for the focus ring, `gutter` for the scroll bar: with one nothing moves when
    the bar comes or goes.
    """

    def __init__(
        self,
        *,
        spacing: int = 20,
        margin: int = RING,
        gutter: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._margin, self._gutter = margin, gutter
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setProperty("horizontalScrollBarPolicy", _ALWAYS_OFF)
        self.setProperty("focusPolicy", _NO_FOCUS)
        # One of ours: to find out what Qt's own is, PySide wakes every widget there is, 15 ms.
        # And, unlike Qt's own, it lets the ground be seen.
        self.setViewport(QWidget(self))
        self.ground = QWidget(self.viewport())
        self.body = QVBoxLayout(self.ground)
        self.body.setContentsMargins(margin, margin, margin + gutter, margin)
        self.body.setSpacing(spacing)
        self.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._gutter:
            bar, margin = self.width() - self.viewport().width(), self._margin
            self.body.setContentsMargins(margin, margin, margin + self._gutter - bar, margin)

    def sizeHint(self) -> QSize:
        return self.ground.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.ground.minimumSizeHint().width() + 10, 80)
