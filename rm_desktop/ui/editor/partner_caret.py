"""The partner's caret in a text that both write in, with a flag that says whose it is.

Purpose: one sees where the other one writes, and what they have selected. The caret lies over the
    text, a tint under what is selected; neither moves anything in it.
States: with the flag while it moves and a little after, then the bar alone; hidden out of sight;
    with a selection or without.
Keys: none, and no mouse: what is under it stays within reach. Signals: none.
Tokens: them, on-accent; them-soft under a selection.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from rm_desktop.ui.editor.bound_edit import BoundEdit
from rm_desktop.ui.theme import brush, font_for, hue, px

#: How long a name stands beside a caret that moves no more, in milliseconds.
FLAG_MS = 3_000
#: A name longer than this is cut: it is a flag, in pixels at 100 %.
_WIDEST = 160
_BAR, _PAD, _ROUND = 2, 5, 3


class PartnerCaret(QWidget):
    """`show_at(position, "Henrik", anchor)` while the partner writes in the text of an editor.

    Between two words from the partner both ends move with the text, as those of a caret do.
    """

    def __init__(self, edit: BoundEdit) -> None:
        super().__init__(edit.viewport())
        self._edit = edit
        self._cursor: QTextCursor | None = None
        self._selected: QTextCursor | None = None
        self._name = ""
        self._flies = False
        self._bar = QRect()
        self._flag = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(FLAG_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        edit.viewport().installEventFilter(self)
        self.hide()

    @property
    def position(self) -> int | None:
        """Where it stands in the text, None while the partner does not write in it."""
        return self._cursor.position() if self._cursor is not None else None

    @property
    def name(self) -> str:
        """Whose it is, while the flag flies."""
        return self._name if self._flies else ""

    @property
    def selected(self) -> str:
        """What the partner has selected, as it stands here; a line ends in U+2029."""
        return self._selected.selectedText() if self._selected is not None else ""

    def show_at(self, position: int, name: str, anchor: int | None = None) -> None:
        """Stand at a position of the text; the flag flies if that is another than before.

        `anchor` is the other end of what is selected.
        """
        end = self._edit.document().characterCount() - 1
        position = min(max(position, 0), end)
        anchor = position if anchor is None else min(max(anchor, 0), end)
        moved = position != self.position or name != self._name
        if self._cursor is None or self._cursor.document() is not self._edit.document():
            if self._cursor is None:  # not sooner: it is told of at every key
                self._edit.updateRequest.connect(self._on_update_request)
            self._cursor = QTextCursor(self._edit.document())
            self._cursor.setKeepPositionOnInsert(True)  # what one writes there comes behind it
        if moved:
            self._cursor.setPosition(position)
            self._name, self._flies = name, bool(name)
            self._rest.start()
        self._select(min(position, anchor), max(position, anchor))
        self.setAccessibleName(name)
        self._place()

    def take_away(self) -> None:
        """Stand nowhere: the partner writes elsewhere or not at all."""
        if self._cursor is not None:
            self._edit.updateRequest.disconnect(self._on_update_request)
            self._cursor = None
        self._select(0, 0)
        self._rest.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._cursor is not None and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            QTimer.singleShot(0, self, self._place)
            QTimer.singleShot(0, self, self._tint)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._bar, brush("them"))
        if not self._flies:
            return
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._flag), _ROUND, _ROUND)
        painter.fillPath(path, brush("them"))
        font = font_for("caption")
        font.setPixelSize(px(10))
        painter.setFont(font)
        painter.setPen(hue("on-accent"))
        room = self._flag.adjusted(px(_PAD), 0, -px(_PAD), 0)
        words = QFontMetrics(font).elidedText(
            self._name, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _select(self, first: int, last: int) -> None:
        """Lay the tint from one place to another; nowhere between one and the same."""
        known = self._selected
        if known is None and first == last:
            return
        if known is not None and (known.selectionStart(), known.selectionEnd()) == (first, last):
            return
        self._selected = None
        if first != last:
            self._selected = QTextCursor(self._edit.document())
            self._selected.setPosition(first)
            self._selected.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self._selected.setKeepPositionOnInsert(True)  # what one writes behind it is not in it
        self._tint()

    @Slot()
    def _tint(self) -> None:
        marks = []
        if self._selected is not None:
            mark, shown = QTextEdit.ExtraSelection(), QTextCharFormat()
            shown.setBackground(brush("them-soft"))
            mark.cursor, mark.format = self._selected, shown
            marks.append(mark)
        self._edit.mark("partner", marks)

    @Slot()
    def _place(self) -> None:
        """Lie over the place in the text, wherever that is now."""
        if self._cursor is None:
            return
        caret = self._edit.cursorRect(self._cursor)
        view = self._edit.viewport().rect()
        if not view.intersects(caret.adjusted(0, 0, _BAR, 0)):
            self.hide()
            return
        bar = QRect(caret.left(), caret.top(), px(_BAR), caret.height())
        bar.moveRight(min(bar.right(), view.right()))
        flag = self._flag_beside(bar, view) if self._flies else QRect()
        whole = bar.united(flag)
        bar, flag = bar.translated(-whole.topLeft()), flag.translated(-whole.topLeft())
        if (bar, flag) != (self._bar, self._flag):
            self._bar, self._flag = bar, flag
            self.update()
        self.setGeometry(whole)
        if self.isHidden():
            self.raise_()
            self.show()

    def _flag_beside(self, bar: QRect, view: QRect) -> QRect:
        """Return where the name stands: above the line, or below it in the first one."""
        font = font_for("caption")
        font.setPixelSize(px(10))
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(self._name), px(_WIDEST)) + 2 * px(_PAD)
        flag = QRect(bar.topLeft(), bar.topLeft() + QPoint(width - 1, metrics.height() - 1))
        flag.moveBottom(bar.top() + px(_BAR))
        if flag.top() < view.top():
            flag.moveTop(bar.bottom() - px(_BAR))
        flag.moveRight(min(flag.right(), view.right()))
        flag.moveLeft(max(flag.left(), view.left()))
        return flag

    @Slot()
    def _on_rest_timeout(self) -> None:
        self._flies = False
        self._place()

    @Slot(QRect, int)
    def _on_update_request(self, _rect: QRect, _dy: int) -> None:
        """Follow scrolling, and lines that come or go above."""
        self._place()
