"""A key or chord as it is printed on a keyboard, beside what it does.

Purpose: teaches the keyboard in passing. States: framed, bare, disabled (with its parent).
Keys: none. Signals: none.
Tokens: surface, line, ink-2; on an accent button on-accent.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QWidget


class KeyCap(QLabel):
    """The name of a key, `Ctrl K`; a press on it reaches the button below, as on any label."""

    def __init__(self, keys: str, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setProperty("bare", bare)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def stand_in(control: QWidget, cap: KeyCap, inset: int) -> None:
    """Let a key cap stand inside a control, `inset` px from its right end."""
    row = QHBoxLayout(control)
    row.setContentsMargins(0, 0, inset, 0)
    # Not `addStretch`: an expanding layout would make the control itself expand.
    row.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum))
    row.addWidget(cap)
