"""Paints a row of the list of sessions: headline, when and how it went, what was covered."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rm_desktop.ui.models.rows_model import Index, Role
from rm_desktop.ui.models.text_block import TextBlock, lay_out, paint_block
from rm_desktop.ui.sessions.rows import SessionRow
from rm_desktop.ui.theme import current_look, draw_icon, hue, px
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, M, S

_PAD = 10


class SessionDelegate(QStyledItemDelegate):
    """Paints `SessionRow`s; the dots at the right open the menu of a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        high = _height(index.data(Role.ROW), width or option.rect.width(), current_look().scale)
        return QSize(px(120), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SessionRow = index.data(Role.ROW)
        card = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue("sunken" if chosen else "hover"))
            painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and option.widget.property("by_keyboard"):
            painter.setPen(QPen(hue("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        title, when, covered = _blocks(row, option.rect.width())
        left, top = card.left() + S, option.rect.top() + float(_PAD)
        paint_block(painter, title, left, top, "ink-3" if row.quiet else "ink")
        paint_block(painter, when, left, top + title.height, "ink-3" if row.quiet else "ink-2")
        paint_block(painter, covered, left, top + title.height + when.height, "ink-3")
        dots = dots_of(option.rect)
        draw_icon(painter, "more", "ink-2" if chosen or over else "ink-3", dots)
        painter.restore()


def dots_of(row: QRect) -> QRect:
    """Return where the dots of a row are: a target of at least 24 pixels."""
    side = px(24)
    return QRect(row.right() - side - S, row.top() + (row.height() - side) // 2, side, side)


@lru_cache(maxsize=1024)  # a list asks for each row's height nine times until it stands
def _height(row: SessionRow, width: int, _scale: float) -> int:
    return max(px(24), sum(each.height for each in _blocks(row, width))) + 2 * _PAD


def _blocks(row: SessionRow, width: int) -> tuple[TextBlock, TextBlock, TextBlock]:
    room = max(px(80), width - 2 * S - M - px(24) - S)
    title = lay_out(row.title, "body" if row.quiet else "medium", room, 2)
    return title, lay_out(row.when, "caption", room, 2), lay_out(row.covered, "caption", room, 1)
