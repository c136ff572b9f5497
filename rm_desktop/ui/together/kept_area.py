"""A text area that saves itself: a moment after the last key, and when one leaves it.

Purpose: writing without a save button. States: those of TextArea.
Keys: those of TextArea; Ctrl+Z is the window's, which takes back what was saved last; with `single`
    Enter ends the writing. Signals: `kept(str)` with what to store, `left` when the focus has gone.
Tokens: those of TextArea.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.text import FIELD_LIMIT
from rm_desktop.ui.together.drafting import Drafting
from rm_desktop.ui.widgets.text_area import TextArea

#: Milliseconds after the last key: less than the second that is promised.
REST_MS = 700
_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class KeptArea(TextArea):
    """`show_kept(text)` fills it unless something else is being typed."""

    kept = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        max_length: int = FIELD_LIMIT,
        lines: int = 2,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, placeholder, max_length=max_length, lines=lines, parent=parent)
        self._draft = Drafting()
        self._single = single
        self.setUndoRedoEnabled(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self.edited.connect(self._on_edited)

    def show_kept(self, text: str) -> None:
        """Show what is stored; half-typed words and the cursor stay."""
        shown = self._draft.tell(text)
        if shown is None:
            return
        cursor = self.textCursor()
        at = min(cursor.position(), len(shown))
        self.show_text(shown)
        cursor = self.textCursor()
        cursor.setPosition(at)
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Hand on what is not stored yet."""
        self._rest.stop()
        if self._draft.pending:
            self.kept.emit(self._draft.typed)

    def revert(self) -> None:
        """Put back what is stored."""
        self._rest.stop()
        self.show_text(self._draft.revert())

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(step) for step in _STEPS)
        ):
            self.flush()
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._single and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submitted.emit(self.toPlainText().strip())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        if event.reason() not in _STAYS:
            self.left.emit()

    def _on_edited(self, text: str) -> None:
        self._draft.type(text)
        if self._draft.pending:
            self._rest.start()
        else:
            self._rest.stop()
