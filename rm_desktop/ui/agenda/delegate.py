"""Paints a row of an agenda: voice bar, title, a second line, minutes at the right.

Titles wrap to three lines before they are cut, so that large text and narrow panels lose nothing.
Tokens: you, them, ink, ink-2, ink-3, warn, accent-soft (current), sunken (chosen), hover, focus.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.agenda.row_editor import RowEditor
from rm_desktop.ui.models.rows_model import Index, Role
from rm_desktop.ui.models.text_block import TextBlock, lay_out, paint_block
from rm_desktop.ui.theme import Role as Hue
from rm_desktop.ui.theme import TextKind, font_for, hue, px
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, M, S
from rm_desktop.ui.widgets.voice_bar import paint_voice

_PAD = 10
_BAR = 4
_GAP = 2
_NO_MINUTES = "–"
_TITLE_LINES, _NOTE_LINES = 3, 2
#: How far above and below its words a mark can be pressed.
_REACH = 4


class AgendaDelegate(QStyledItemDelegate):
    """Paints `AgendaRow`s and opens `RowEditor` to edit one in place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = _width_of(option.widget) or option.rect.width()
        title, note = _blocks(index.data(Role.ROW), width)
        least = px(36)
        return QSize(px(120), max(least, title.height + note.height) + 2 * _PAD + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AgendaRow = index.data(Role.ROW)
        card = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option, row)
        bar = QRectF(card.left() + S, card.top() + _PAD, _BAR, card.height() - 2 * _PAD)
        paint_voice(painter, bar, row.voice)
        title, note = _blocks(row, option.rect.width())
        top = card.top() + (card.height() - title.height - note.height) / 2
        left = bar.right() + M
        quiet = row.discussed and not row.current
        paint_block(painter, title, left, top, "ink-3" if quiet else "ink")
        paint_block(painter, note, left, top + title.height, "warn" if row.asks else "ink-3")
        if row.mark:
            under = mark_of(row, option.rect).adjusted(0, _REACH, 0, -_REACH - 1)
            painter.drawLine(under.bottomLeft(), under.bottomRight())
        painter.setFont(font_for("body", tabular=True))
        painter.setPen(hue("ink-2" if row.current else "ink-3"))
        place = QRectF(left, top, card.right() - S - left, title.step)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, _minutes(row))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem, row: AgendaRow
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground: Hue | None = None
        if row.current:
            ground = "accent-soft"
        elif chosen:
            ground = "sunken"
        elif over:
            ground = "hover"
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue(ground))
            painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        if option.state & QStyle.StateFlag.State_HasFocus and _by_keyboard(option.widget):
            painter.setPen(QPen(hue("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    # -- editing in place -------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> RowEditor:
        editor = RowEditor(parent)
        editor.finished.connect(self._on_editor_finished)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, RowEditor) and not editor.is_filled:
            row: AgendaRow = index.data(Role.ROW)
            editor.show_row(row.title, row.minutes)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, RowEditor) and (written := editor.written) is not None:
            title, minutes = written
            ident = index.data(Role.ID)
            model.setData(model.index(index.row(), 0), minutes, Role.MINUTES)
            # storing the minutes may have replaced the rows
            place = next(
                (n for n in range(model.rowCount()) if model.index(n, 0).data(Role.ID) == ident), -1
            )
            if title and place >= 0:
                model.setData(model.index(place, 0), title)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        place = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        needed = editor.sizeHint().height()
        if place.height() < needed:
            place.setHeight(needed)
        if (around := editor.parentWidget()) is not None and place.bottom() > around.height():
            place.moveBottom(max(needed, around.height()) - 1)
        editor.setGeometry(place)

    def eventFilter(self, editor: object, event: object) -> bool:
        return False  # the editor of two fields decides itself when it is done

    def _on_editor_finished(self, keep: bool) -> None:
        editor = self.sender()
        if not isinstance(editor, RowEditor):
            return
        focused, view = QApplication.focusWidget(), self.parent()
        inside = focused is not None and editor.isAncestorOf(focused)
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if inside and isinstance(view, QWidget):
            view.setFocus(Qt.FocusReason.OtherFocusReason)


def mark_of(row: AgendaRow, place: QRect) -> QRectF:
    """Return where the words are that lead to two versions; nowhere where there is one."""
    if not row.mark:
        return QRectF()
    title, note = _blocks(row, place.width())
    card = QRectF(place).adjusted(_GAP, _GAP, -_GAP, -_GAP)
    top = card.top() + (card.height() - title.height - note.height) / 2 + title.height
    wide = QFontMetrics(note.font).horizontalAdvance(row.mark)
    mark = QRectF(card.left() + S + _BAR + M, top, wide, note.step)
    return mark.adjusted(0, -_REACH, 0, _REACH)


def minutes_of(row: AgendaRow, place: QRect) -> QRect:
    """Return where the minutes stand in a row, with what can be pressed around them."""
    wide = QFontMetrics(font_for("body", tabular=True)).horizontalAdvance(_minutes(row))
    return place.adjusted(place.width() - _GAP - 2 * S - max(wide, px(24)), 0, -_GAP, 0)


def _minutes(row: AgendaRow) -> str:
    return str(row.minutes) if row.minutes else _NO_MINUTES


def _width_of(widget: QWidget | None) -> int:
    return widget.viewport().width() if isinstance(widget, QAbstractItemView) else 0


def _by_keyboard(widget: QWidget | None) -> bool:
    return widget is not None and bool(widget.property("by_keyboard"))


def _blocks(row: AgendaRow, width: int) -> tuple[TextBlock, TextBlock]:
    figures = QFontMetrics(font_for("body", tabular=True))
    taken = figures.horizontalAdvance(_minutes(row)) + M
    whole = width - 2 * _GAP - S - _BAR - M - S
    kind: TextKind = "strong" if row.current else "medium"
    title = lay_out(row.title, kind, max(px(40), whole - taken), _TITLE_LINES)
    title.font.setStrikeOut(row.discussed)
    note = lay_out(row.note, "caption", max(px(40), whole), _NOTE_LINES)
    return title, note
