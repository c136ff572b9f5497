"""A hairline between two parts of a card.

Purpose: separates; decoration only. States: none. Keys: none. Signals: none. Tokens: line.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


class Divider(QFrame):
    """One pixel high (or wide, if upright)."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
