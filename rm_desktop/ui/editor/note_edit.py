"""The field a long text is written in.

Purpose: shared notes, and other long texts. States: empty, bound to a text, without one (disabled).
Keys: Enter goes on with a list, Tab and Shift+Tab indent in one, Ctrl+Z and Ctrl+Shift+Z undo and
    redo in this text, Ctrl+F finds, Escape leaves.
Signals: `typed`; `refused(str)` with a sentence; `left` when the focus or the text goes;
    `find_requested`; `escaped`.
Tokens: surface, ink; those of the highlighter.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.text import NOTE_LIMIT, storable
from rm_desktop.ui import refusals
from rm_desktop.ui.editor.bound_edit import BoundEdit
from rm_desktop.ui.editor.list_keys import INDENT, can_indent, on_enter, outdent_by
from rm_desktop.ui.editor.text_menu import text_menu
from rm_desktop.ui.key_words import is_command, step_asked

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEEP = QTextCursor.MoveMode.KeepAnchor
_COMMAND = Qt.KeyboardModifier.ControlModifier
#: A paste longer than this is styled bit by bit.
_LONG = 5_000


class NoteEdit(BoundEdit):
    """The keys, the limits and the clipboard of a note."""

    refused = Signal(str)
    find_requested = Signal()
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, parent)
        self.setTabChangesFocus(True)

    # -- keys -----------------------------------------------------------------------------

    # No `event` here: four of the eight events of a key only ask where the caret is, and each would
    # pass through Python (measured: a tenth of a key).

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Let Tab and Shift+Tab indent in a list; elsewhere they go to the next control."""
        return self._indent(deeper=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable() and not is_command(event):
            if self._is_full():
                self.refused.emit(refusals.full(NOTE_LIMIT))
            else:
                super().keyPressEvent(event)
        elif step := step_asked(event):
            self.redo_typing() if step == "redo" else self.undo_typing()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & _COMMAND:
            event.ignore()
        else:
            self._enter()

    def _enter(self) -> None:
        if self._is_full():
            self.refused.emit(refusals.full(NOTE_LIMIT))
            return
        cursor = self.textCursor()
        line = cursor.block().text()
        does = on_enter(line, cursor.positionInBlock())
        if does.sign_goes and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
            # a blank line, or else Markdown has what follows belong to the item above
            cursor.insertText("\n")
        else:
            cursor.insertText(f"\n{does.begins}")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _indent(self, *, deeper: bool) -> bool:
        """Move the chosen items one level; tell whether any could move."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        moved = False
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last:
            line = block.text()
            edit = QTextCursor(block)
            if deeper and can_indent(line, block.previous().text()):
                edit.insertText(INDENT)
                moved = True
            elif not deeper and (loses := outdent_by(line)):
                edit.setPosition(block.position() + loses, _KEEP)
                edit.removeSelectedText()
                moved = True
            block = block.next()
        cursor.endEditBlock()
        return moved

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self._is_full():
            self.refused.emit(refusals.full(NOTE_LIMIT))
            event.accept()
            return
        super().inputMethodEvent(event)

    # -- the clipboard --------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._binding is None or self.isReadOnly():
            return
        if sentence := refusals.not_words(source):
            self.refused.emit(sentence)
            return
        text = storable(source.text())
        if not text:
            return
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        present = self._characters() - (end - start)
        if sentence := refusals.too_long_to_paste(len(text), present, NOTE_LIMIT):
            self.refused.emit(sentence)
            return
        if len(text) > _LONG:
            self.highlighter.take_time()
        self._binding.replace(start, end, text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        if self._binding is not None:
            # what is really written, not what stands for it on screen
            data.setText(self._binding.exact(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        text_menu(self).popup(event.globalPos())

    # -- limits and looks -----------------------------------------------------------------

    def _is_full(self) -> bool:
        return self._characters() >= NOTE_LIMIT and not self.textCursor().hasSelection()

    def _characters(self) -> int:
        length = self._document.characterCount() - 1
        # characters outside the basic plane have two units: counted one by one only at the limit
        return length if length < NOTE_LIMIT else len(self.written)
