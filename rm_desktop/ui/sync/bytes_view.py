"""Bytes in columns: where, which, and what field begins there.

Purpose: to see with one's own eyes what leaves the laptop. States: none. Keys: those of a text
    that is read only; Ctrl+A and Ctrl+C copy. Signals: none.
Tokens: ink on warn-soft for what a server reads, ink-3 for what is sealed; the words say it, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.dump import DumpLine, plain
from rm_desktop.ui.theme import brush, px

_SIZE, _PADDING = 13, 8
_RESTYLED = frozenset({QEvent.Type.FontChange, QEvent.Type.PaletteChange})


class BytesView(QPlainTextEdit):
    """`show_lines(lines)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The bytes of the envelope"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._lines: tuple[DumpLine, ...] = ()
        self._is_drawing = False

    def show_lines(self, lines: Sequence[DumpLine]) -> None:
        """Show the bytes; the selection stays where they are the same."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._draw()

    def _draw(self) -> None:
        self._is_drawing = True
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(px(_SIZE))
        self.setFont(font)
        self.clear()
        cursor = QTextCursor(self.document())
        for number, (line, words) in enumerate(zip(self._lines, _texts(self._lines), strict=True)):
            if number:
                cursor.insertBlock()
            cursor.insertText(words, _format(line))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        # all of it: the page scrolls, not a box on it
        rows = self.fontMetrics().lineSpacing() * (len(self._lines) + 1)
        around = 2 * _PADDING + self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows + around)
        self._is_drawing = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and self._lines and not self._is_drawing:
            self._draw()


def _texts(lines: Sequence[DumpLine]) -> list[str]:
    return plain(lines).split("\n")


def _format(line: DumpLine) -> QTextCharFormat:
    shown = QTextCharFormat()
    shown.setForeground(brush("ink-3" if line.is_sealed else "ink"))
    if not line.is_sealed:
        shown.setBackground(brush("warn-soft"))
    return shown
