"""Paints a line of the journal: title, day and session, one line, with the hits of a search."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rm_desktop.ui.journal.rows import EntryRow, Span
from rm_desktop.ui.models.rows_model import Index, Role
from rm_desktop.ui.theme import Role as Hue
from rm_desktop.ui.theme import TextKind, font_for, hue, px
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, TEXT, S

_PAD = 10
_LINES: tuple[TextKind, ...] = ("strong", "caption", "caption")


class EntryDelegate(QStyledItemDelegate):
    """Paints `EntryRow`s, each as high as the others, so that ten thousand need no measuring."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), sum(px(TEXT[kind][1]) for kind in _LINES) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EntryRow = index.data(Role.ROW)
        card = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue("accent-soft" if chosen else "hover"))
            painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and option.widget.property("by_keyboard"):
            painter.setPen(QPen(hue("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        room = QRectF(card.left() + S, card.top() + _PAD - 1, card.width() - 2 * S, 0)
        parts: tuple[tuple[str, tuple[Span, ...], Hue], ...] = (
            (row.title, row.title_hits, "ink"),
            (row.when, (), "ink-2"),
            (row.line, row.line_hits, "ink-2" if chosen else "ink-3"),
        )
        for kind, (text, hits, role) in zip(_LINES, parts, strict=True):
            room.setHeight(px(TEXT[kind][1]))
            _paint_line(painter, room, text, hits, kind, role)
            room.translate(0, room.height())
        painter.restore()


def _paint_line(
    painter: QPainter, room: QRectF, text: str, hits: tuple[Span, ...], kind: TextKind, role: Hue
) -> None:
    """Paint one line with a ground under its hits; what has no room ends in "…"."""
    font = font_for(kind)
    metrics = QFontMetricsF(font)
    # much longer than any line: measuring the rest would take time for nothing
    shown = metrics.elidedText(text[:300], Qt.TextElideMode.ElideRight, room.width())
    end = len(shown) - 1 if shown != text else len(shown)
    for start, stop in hits:
        if start >= end:
            break
        left = metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[start : min(stop, end)])
        mark = QRectF(room.left() + left - 1, room.top() + 1, width + 2, room.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue("warn-soft"))
        painter.drawRoundedRect(mark, 3, 3)
    painter.setFont(font)
    painter.setPen(hue(role))
    base = room.top() + (room.height() - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(room.left(), base), shown)
