"""The title of an entry, written where it stands.

Purpose: one line above the text. States: empty (placeholder), written in.
Keys: Enter or Down go into the text, Escape leaves. Signals: `kept(str)` when typing pauses or
    ends, `text_wanted`. Tokens: ink, ink-3.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import current_look, font_for
from rm_desktop.ui.widgets.text_field import TextField

#: Typing is stored when it pauses this long, in milliseconds.
_PAUSE_MS = 600


class TitleField(TextField):
    """`show_title(text)` fills it; what is being typed stays."""

    kept = Signal(str)
    text_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Title of the entry"), tr("Title"), frameless=True, parent=parent)
        self.setObjectName("entry-title")
        self._look = current_look()
        self._dirty = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(self._on_text_edited)
        self.submitted.connect(self._on_submitted)
        self.setFont(font_for("title"))
        self.setTextMargins(-2, 0, 0, 0)  # in line with the text below

    def show_title(self, text: str) -> None:
        """Show what is stored, unless something newer is being typed."""
        if not self._dirty and text != self.text().strip():
            self.show_text(text)
            self.setCursorPosition(0)

    @Slot()
    def flush(self) -> None:
        """Hand out what was typed, if anything was."""
        self._pause.stop()
        if self._dirty:
            self._dirty = False
            self.kept.emit(self.text().strip())

    def _on_text_edited(self) -> None:
        self._dirty = True
        self._pause.start()

    def _on_submitted(self) -> None:
        self.flush()
        self.text_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.flush()
            self.text_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._look is not current_look():
            self._look = current_look()
            QTimer.singleShot(0, self, self._on_look_changed)

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFont(font_for("title"))
