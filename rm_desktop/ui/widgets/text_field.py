"""One line to write in, with a limit and a way to say what is wrong with it.

Purpose: titles, names, anything short. States: empty (placeholder), filled, invalid, disabled,
    focused; `frameless` where it is edited in place.
Keys: Enter submits, Escape cancels, Ctrl+Z and Ctrl+Shift+Z take typing back while there is some
    to take back, and belong to the window otherwise.
Signals: `submitted(str)` with the spaces around it gone, `cancelled`, and `textEdited(str)` of
    QLineEdit.
Tokens: surface, edge, focus, danger, danger-soft, ink-3 for the placeholder.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from rm_desktop.ui.theme import set_state

TITLE_LIMIT = 300


def steps_past(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Tell whether a key asks a field to take back or do again what it has not: the window may."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


class TextField(QLineEdit):
    """A field with a spoken name: `TextField(tr("Add a topic"), tr("Add a topic…"))`."""

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        max_length: int = TITLE_LIMIT,
        frameless: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(max_length)
        self.setProperty("frameless", frameless)
        self.returnPressed.connect(self._on_return_pressed)

    def show_text(self, text: str) -> None:
        """Fill the field; the cursor stays where the text is the same already."""
        if text != self.text():
            self.setText(text)

    def start_over(self) -> None:
        """Be empty, with nothing to take back: what was typed has gone where it belongs."""
        self.setText("")

    def show_problem(self, sentence: str) -> None:
        """Mark the field as wrong and speak why; an empty sentence takes the mark away."""
        set_state(self, "invalid", bool(sentence))
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)

    def event(self, event: QEvent) -> bool:
        if steps_past(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self.text().strip())
