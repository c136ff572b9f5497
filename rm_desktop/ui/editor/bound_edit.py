"""A plain-text widget bound to a shared text: where the text comes and goes, and looks.

Signals: `typed`; `left` when the focus or the text goes.
Tokens: surface, ink; those of the highlighter.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from rm_desktop.domain.errors import KnownError
from rm_desktop.ui.editor.binding import Binding, SharedText
from rm_desktop.ui.editor.highlighter import MarkdownHighlighter
from rm_desktop.ui.editor.note_layout import NoteLayout
from rm_desktop.ui.theme import current_look, font_for, px

_KEEP = QTextCursor.MoveMode.KeepAnchor


class UndoableText(SharedText, Protocol):
    """A shared text that can take its own typing back."""

    def undo(self) -> None:
        """Take the latest stretch of typing back."""

    def redo(self) -> None:
        """Do it again."""

    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""

    def can_redo(self) -> bool:
        """Tell whether there is something to do again."""


class BoundEdit(QPlainTextEdit):
    """`show_text(notes)` binds it to a text; None takes the text away."""

    typed = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self._look = current_look()
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("writes_anew", True)  # what others write stands in it at once
        # Kept by name: Python's collector takes away a document that only Qt holds (seen to crash).
        document = self._document = QTextDocument(self)
        self._layout = NoteLayout(document)
        document.setDocumentLayout(self._layout)
        document.setDocumentMargin(0)
        self.setDocument(document)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.highlighter = MarkdownHighlighter(document)
        self._binding: Binding | None = None
        self._text: UndoableText | None = None
        self._first = QTextCursor()
        self._anchor = 0
        self._chosen: tuple[QTextCursor, QTextCursor] | None = None
        self._came_to = -1
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._size_text()
        self.show_text(None)

    def show_text(self, text: UndoableText | None) -> None:
        """Write in another text from now on; the place in it is its beginning."""
        if text is self._text and text is not None:
            return
        self._release()
        self.setEnabled(text is not None)
        self._text = text
        if text is None:
            self.clear()
            return
        # Nobody but the layout hears of the change: each listener would look at every block.
        with QSignalBlocker(self._document):
            binding = self._binding = Binding(self._document, text)
        self.highlighter.begin()
        self._document.contentsChanged.emit()
        binding.typed.connect(self.typed)
        binding.arriving.connect(self._on_arriving)
        binding.arrived.connect(self._on_arrived)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _release(self) -> None:
        """Let go of the text, which stays as it is."""
        if self._binding is not None:
            self._binding.close()
            self._binding.deleteLater()
            self._binding = None

    def undo_typing(self) -> None:
        """Take back what was typed last in this text, and go there."""
        self._step(redo=False)

    def redo_typing(self) -> None:
        """Do again what was taken back last in this text."""
        self._step(redo=True)

    @property
    def written(self) -> str:
        """What is really written."""
        return self._binding.text if self._binding else ""

    @property
    def can_undo_typing(self) -> bool:
        """Whether there is something to take back."""
        return self._text is not None and self._text.can_undo()

    @property
    def can_redo_typing(self) -> bool:
        """Whether there is something to do again."""
        return self._text is not None and self._text.can_redo()

    def select(self, start: int, end: int) -> None:
        """Select a stretch and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        self.setTextCursor(cursor)

    def mark(self, kind: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Lay colours under the text in place of those of this kind; others stay."""
        self._marks[kind] = list(marks)
        self.setExtraSelections([each for marks in self._marks.values() for each in marks])

    def _step(self, *, redo: bool) -> None:
        if self._text is None or self._binding is None:
            return
        self._came_to = -1
        with suppress(KnownError):  # the disk refused; autosave says so and tries again
            (self._text.redo if redo else self._text.undo)()
        if self._came_to >= 0:
            self.select(self._came_to, self._came_to)
            self.typed.emit()

    @Slot()
    def _on_arriving(self) -> None:
        self._first = QTextCursor(self.firstVisibleBlock())
        self._anchor = self.verticalScrollBar().value() - self._first.block().firstLineNumber()
        cursor = self.textCursor()
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        first.setKeepPositionOnInsert(not cursor.hasSelection())
        last.setKeepPositionOnInsert(True)
        self._chosen = first, last

    def _choose_again(self, first: int, last: int) -> None:
        """Leave what came at the caret, or at the end of what is selected, behind it.

        The caret would run along with it, and what is selected would be deleted unseen.
        """
        cursor = self.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) == (first, last):
            return
        forwards = cursor.position() > cursor.anchor()
        cursor.setPosition(first if forwards else last)
        cursor.setPosition(last if forwards else first, _KEEP)
        self.setTextCursor(cursor)

    @Slot(int)
    def _on_arrived(self, end: int) -> None:
        self._came_to = end
        if self._chosen is not None:
            first, last = (each.position() for each in self._chosen)
            self._chosen = None
            self._choose_again(first, max(first, last))
        # What comes above the first visible line moves the scroll bar, not the text in sight.
        self.verticalScrollBar().setValue(self._first.block().firstLineNumber() + self._anchor)

    def _cover(self) -> None:
        """Hide what is behind the text, so that a key paints nothing else; the sheet undoes it."""
        self.viewport().setAutoFillBackground(self.isEnabled())

    def _size_text(self) -> None:
        font = font_for("body")
        font.setPixelSize(px(15))
        self.setFont(font)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._cover()
        if event.type() == QEvent.Type.PaletteChange and self._look is not current_look():
            # not now: Qt is in the middle of dressing the widget
            self._look = current_look()
            QTimer.singleShot(0, self, self._on_look_changed)

    @Slot()
    def _on_look_changed(self) -> None:
        self._size_text()
        self._cover()
        self.highlighter.show_look()
