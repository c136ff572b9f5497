"""Find in a text: a bar above it with a field, a count, and steps to the next and the one before.

Purpose: Ctrl+F. States: hidden, empty, found, not found. Keys: Enter and F3 go to the next, with
Shift to the one before, Escape closes. Signals: `closed`. Tokens: sunken, accent-soft, ink-3.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.finding import Hit, count_words, find_all, nearest
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.theme import hue
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField

_KEEP = QTextCursor.MoveMode.KeepAnchor
#: More marks than this would make painting slow, and nobody sees them.
_MARKED = 200
_AGAIN_MS = 150


class FindBar(QWidget):
    """`open_bar()` shows it and takes the focus; it searches the text of one editor."""

    closed = Signal()

    def __init__(self, edit: NoteEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self._edit = edit
        self._hits: list[Hit] = []
        self._index = 0
        self._field = TextField(tr("Find in this text"), tr("Find in this text…"))
        self._field.textEdited.connect(self._on_text_edited)
        self._field.installEventFilter(self)
        self._count = Label("", "caption", "ink-3")
        back = IconButton("chevron-up", tr("Previous"), hint=tr("Shift Enter"), small=True)
        forward = IconButton("chevron-down", tr("Next one"), hint=tr("Enter"), small=True)
        close = IconButton("close", tr("Close find"), hint=tr("Esc"), small=True)
        back.clicked.connect(self._on_back_clicked)
        forward.clicked.connect(self._on_forward_clicked)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._field, 1)
        for widget in (self._count, back, forward, close):
            row.addWidget(widget)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        self.hide()

    @Slot()
    def open_bar(self) -> None:
        """Show the bar, with the selected word in it if there is one."""
        cursor = self._edit.textCursor()
        chosen = cursor.selectedText()
        if chosen and "\u2029" not in chosen:
            self._field.show_text(chosen)
        if self.isHidden():
            self._edit.typed.connect(self._again.start)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._search(cursor.selectionStart())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar and go back to the text, at the hit."""
        if self.isHidden():
            return
        self.hide()
        self._edit.typed.disconnect(self._again.start)
        self._hits = []
        self._edit.mark("found", ())
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next hit, or the one before (-1), round and round."""
        if self._hits:
            self._index = (self._index + by) % len(self._hits)
            self._show_hit()

    def _search(self, position: int) -> None:
        self._hits = find_all(self._edit.written, self._field.text())
        self._index = nearest(self._hits, position)
        self._show_hit()

    def _show_hit(self) -> None:
        wanted = bool(self._field.text())
        words = count_words(self._index, self._hits) if wanted else ""
        self._count.show_text(words)
        self._field.setAccessibleDescription(words)
        if self._hits:
            self._edit.select(*self._hits[self._index])
        self._mark()

    def _mark(self) -> None:
        first = max(0, self._index - _MARKED // 2)
        form = QTextCharFormat()
        form.setBackground(hue("warn-soft"))
        marks = []
        for start, end in self._hits[first : first + _MARKED]:
            cursor = QTextCursor(self._edit.document())
            cursor.setPosition(start)
            cursor.setPosition(end, _KEEP)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        self._edit.mark("found", marks)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            self.step(-1 if back else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False

    def _on_text_edited(self) -> None:
        self._search(self._edit.textCursor().selectionStart())

    @Slot()
    def _on_again(self) -> None:
        if self.isHidden():
            return
        self._hits = find_all(self._edit.written, self._field.text())
        self._index = nearest(self._hits, self._edit.textCursor().selectionStart())
        self._count.show_text(count_words(self._index, self._hits) if self._field.text() else "")
        self._mark()

    def _on_back_clicked(self) -> None:
        self.step(-1)

    def _on_forward_clicked(self) -> None:
        self.step(1)
