"""Where a notice can stand without covering what somebody may want to press or type into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

#: How far it moves up between two tries, in pixels.
_STEP = 12
#: Of a field with more lines than this only those around the caret are kept clear.
_LINES = 6


def clear_place(
    size: QSize, room: QRect, taken: Sequence[QRect], focused: QRect | None = None
) -> QPoint:
    """Return the lowest corner in a room that covers none of the taken places.

    The middle is tried before the sides; where nothing is free, the least is covered, and the
    focused place last of all.
    """
    best, fewest = room.topLeft(), 2 * len(taken) + 1
    for corner in _corners(size, room):
        place = QRect(corner, size)
        covered = sum(place.intersects(each) for each in taken)
        if focused is not None and place.intersects(focused):
            covered += len(taken)
        if covered < fewest:
            best, fewest = corner, covered
        if not covered:
            break
    return best


def _corners(size: QSize, room: QRect) -> Iterator[QPoint]:
    left, right = room.left(), max(room.left(), room.right() + 1 - size.width())
    lowest = max(room.top(), room.bottom() + 1 - size.height())
    for top in range(lowest, room.top() - 1, -_STEP):
        for across in ((left + right) // 2, right, left):
            yield QPoint(across, top)


def controls_in(window: QWidget, but: QWidget) -> list[QRect]:
    """Return where the buttons and fields of a window are seen, but for those of one part."""
    places = []
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for control in window.findChildren(kind):
            if control.isVisible() and not but.isAncestorOf(control):
                place = seen(control, window)
                if not place.isEmpty():
                    places.append(place)
    return places


def seen(control: QWidget, window: QWidget) -> QRect:
    """Return where a control is seen in a window: what matters of it, of a page of text."""
    rect = control.rect()
    if isinstance(control, QPlainTextEdit):
        line = control.cursorRect()
        if rect.height() > _LINES * line.height():
            middle = line.center().y() + control.viewport().y()
            rect.setTop(middle - 2 * line.height())
            rect.setHeight(4 * line.height() if control.hasFocus() else 0)
            rect &= control.rect()
    place = rect.translated(control.mapTo(window, QPoint()))
    above = control.parentWidget()
    while above is not None and above is not window:
        place = place.intersected(QRect(above.mapTo(window, QPoint()), above.size()))
        above = above.parentWidget()
    return place
