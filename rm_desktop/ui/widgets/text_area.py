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
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from rm_desktop.ui.theme import px
from rm_desktop.ui.widgets.text_field import steps_past


class TextArea(QPlainTextEdit):
    """A plain-text area, `lines` high when empty; longer pastes than `max_length` are cut off."""

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
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
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
        if enter and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit(self.toPlainText().strip())
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        room = self._limit - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])

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
        if len(text) > self._limit:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
            return
        self.edited.emit(text)
