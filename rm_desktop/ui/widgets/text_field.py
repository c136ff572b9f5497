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
from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from rm_desktop.domain.text import writable
from rm_desktop.ui import refusals
from rm_desktop.ui.theme import set_state

TITLE_LIMIT = 300


def steps_past(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Tell whether a key asks a field to take back or do again what it has not: the window may."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


class _Fits(QValidator):
    """Refuses a change after which the text is too long, and shows signs for what does harm.

    Whatever way a text comes (keys, clipboard, dropped, put together), a field asks its validator.
    """

    def __init__(self, limit: int, *, exact: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._limit, self._exact = limit, exact

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        if len(text) > self._limit:
            return QValidator.State.Invalid, text, at
        return QValidator.State.Acceptable, text if self._exact else writable(text), at


class TextField(QLineEdit):
    """A field with a spoken name: `TextField(tr("Add a topic"), tr("Add a topic…"))`.

    What does not fit is refused whole with a sentence; `exact` keeps every character as typed.
    """

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        max_length: int = TITLE_LIMIT,
        frameless: bool = False,
        exact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._limit, self._rejected = max_length, False
        self.setMaxLength(2 * max_length + 2)  # in units of UTF-16: more than what fits can be told
        self.setValidator(_Fits(max_length, exact=exact, parent=self))
        self.inputRejected.connect(self._on_input_rejected)
        self.setProperty("frameless", frameless)
        self.returnPressed.connect(self._on_return_pressed)

    def show_text(self, text: str) -> None:
        """Fill the field; the cursor stays where the text is the same already."""
        if (shown := writable(text)[: self._limit]) != self.text():
            self.setText(shown)

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
        elif event.matches(QKeySequence.StandardKey.Paste) and (
            sentence := refusals.not_words(QGuiApplication.clipboard().mimeData())
        ):
            refusals.tell(self, sentence)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_input_rejected(self) -> None:
        # Qt says so, twice for a very long one, before it puts back what was there
        if not self._rejected:
            self._rejected = True
            QTimer.singleShot(0, self, self._tell_rejected)

    @Slot()
    def _tell_rejected(self) -> None:
        self._rejected = False
        left = self._limit - len(self.text())
        refusals.tell(self, refusals.no_room(left) if left > 0 else refusals.full(self._limit))

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self.text().strip())
