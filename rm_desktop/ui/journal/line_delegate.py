"""Paints a line of a short list: its words, on a soft ground where it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rm_desktop.ui.models.rows_model import Index
from rm_desktop.ui.theme import font_for, hue
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, S


class LineDelegate(QStyledItemDelegate):
    """For lists of words alone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or over:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue("accent-soft" if chosen else "hover"))
            ground = QRectF(option.rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setFont(font_for("body"))
        painter.setPen(hue("ink"))
        room = option.rect.adjusted(S, 0, -S, 0)
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, at, words)
        painter.restore()
