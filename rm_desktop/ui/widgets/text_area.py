"""Several lines to write in; grows with the text between two heights.

Purpose: a paragraph: an objective, a field of the agreement. Not for notes: those have an editor.
States: empty (placeholder), filled, disabled, focused.
Keys: Tab goes on, Ctrl+Enter submits, Escape cancels. Signals: `edited(str)`, `submitted(str)`,
    `cancelled`.
Tokens: surface, edge, focus, ink-3.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QMimeData, QSize, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from rm_desktop.domain.text import storable, writable
from rm_desktop.ui import refusals
from rm_desktop.ui.key_words import is_command
from rm_desktop.ui.theme import px
from rm_desktop.ui.widgets.text_field import steps_past

#: What Qt reads where a paragraph ends, and halves of a character outside the basic plane.
_STAY = frozenset(("\u2029", *map(chr, range(0xD800, 0xE000))))


class TextArea(QPlainTextEdit):
    """A plain-text area, `lines` high when empty; what does not fit is refused with a sentence.

    What would turn a line around or cannot be seen stands in it as a sign.
    """

    edited = Signal(str)
    submitted = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        max_length: int = 4000,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._limit, self._lines = max_length, lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.textChanged.connect(self._on_text_changed)

    def show_text(self, text: str) -> None:
        """Fill the area without telling anybody."""
        if (shown := writable(text)) != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(shown)
            self.blockSignals(False)
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        document = self.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if steps_past(event, undo=undo, redo=redo):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}
        writes = (enter or event.text() >= " ") and event.text() != "\x7f" and not is_command(event)
        if enter and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit(self.toPlainText().strip())
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.ignore()
        elif writes and self._is_full():
            refusals.tell(self, refusals.full(self._limit))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self._is_full():
            refusals.tell(self, refusals.full(self._limit))
            event.accept()
        else:
            super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = storable(source.text())
        present = len(self.toPlainText()) - len(self.textCursor().selectedText())
        sentence = refusals.not_words(source) or refusals.too_long_to_paste(
            len(text), present, self._limit
        )
        if sentence:
            refusals.tell(self, sentence)
        else:
            self.insertPlainText(writable(text))

    def _is_full(self) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and len(self.toPlainText()) >= self._limit

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        shown = max(self._lines, min(8, round(self.document().size().height())))
        return QSize(px(240), shown * line + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _on_size_changed(self) -> None:
        self.updateGeometry()

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text != writable(text):  # typed, by a keyboard or an input method that can
            self._make_writable()
            return
        self.edited.emit(text)

    def _make_writable(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for at in range(self.document().characterCount() - 1):
            sign = self.document().characterAt(at)
            if sign not in _STAY and sign != (shown := writable(sign)):
                cursor.setPosition(at)
                cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(shown)
        cursor.endEditBlock()
