"""A coloured ground that other widgets stand on.

Purpose: the rail, the current row, a caution. States: kind. Keys: none. Signals: none.
Tokens: rail and sunken: sunken (the rail with a hairline at its right); soft: accent-soft; warn:
    warn-soft; danger: danger-soft.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QWidget

from rm_desktop.ui.theme import set_state

GroundKind = Literal["sunken", "rail", "soft", "warn", "danger"]


class Ground(QFrame):
    """A frame without a layout of its own: `Ground("rail")`."""

    def __init__(self, kind: GroundKind = "sunken", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)

    def show_kind(self, kind: GroundKind) -> None:
        """Stand on another colour."""
        set_state(self, "kind", kind)
