"""A key or chord as it is printed on a keyboard, beside what it does.

Purpose: teaches the keyboard in passing. States: framed, bare, disabled (with its parent).
Keys: none. Signals: none.
Tokens: surface, line, ink-2; on an accent button on-accent.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class KeyCap(QLabel):
    """The name of a key, `Ctrl K`; a press on it reaches the button below, as on any label."""

    def __init__(self, keys: str, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setProperty("bare", bare)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def stand_in(self, control: QWidget, inset: int) -> None:
        """Take the place `inset` px from the right end of a control.

        Not by a layout: one that expands makes the control itself expand.
        """
        self.adjustSize()
        left = control.width() - self.width() - inset
        self.move(left, (control.height() - self.height()) // 2)
