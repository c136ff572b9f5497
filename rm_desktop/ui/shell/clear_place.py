"""Where a notice can stand without covering what somebody may want to press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

#: How far it moves up between two tries, in pixels.
_STEP = 12


def clear_place(size: QSize, room: QRect, taken: Sequence[QRect]) -> QPoint:
    """Return the lowest corner in a room that covers none of the taken places.

    The middle is tried before the sides; where nothing is free, the least is covered.
    """
    best, fewest = room.topLeft(), len(taken) + 1
    for corner in _corners(size, room):
        place = QRect(corner, size)
        covered = sum(place.intersects(each) for each in taken)
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
    for kind in (QAbstractButton, QLineEdit):
        for control in window.findChildren(kind):
            if control.isVisible() and not but.isAncestorOf(control):
                place = _seen(control, window)
                if not place.isEmpty():
                    places.append(place)
    return places


def _seen(control: QWidget, window: QWidget) -> QRect:
    place = QRect(control.mapTo(window, QPoint()), control.size())
    above = control.parentWidget()
    while above is not None and above is not window:
        place = place.intersected(QRect(above.mapTo(window, QPoint()), above.size()))
        above = above.parentWidget()
    return place
