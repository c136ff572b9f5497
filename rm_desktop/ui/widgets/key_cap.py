"""A key or chord as it is printed on a keyboard, beside what it does.

Purpose: teaches the keyboard in passing. States: framed, bare, disabled (with its parent).
Keys: none. Signals: none.
Tokens: surface, line, ink-2; on an accent button on-accent.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class KeyCap(QLabel):
    """The name of a key; hidden from screen readers, since the control says its own key."""

    def __init__(self, keys: str, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("bare", bare)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
