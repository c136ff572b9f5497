"""The floor of keys: a bare QPlainTextEdit with the same text, size and letters."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit


def bare_edit(text: str, size: QSize, letters: int) -> QPlainTextEdit:
    """Return it on the screen; `letters` is the height of its font in pixels."""
    edit = QPlainTextEdit()
    font = edit.font()
    font.setPixelSize(letters)
    edit.setFont(font)
    edit.resize(size)
    edit.setPlainText(text)
    edit.show()
    return edit
