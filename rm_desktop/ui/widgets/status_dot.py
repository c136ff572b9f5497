"""A dot beside a word: synced, here, waiting, wrong.

Purpose: catches the eye; the word beside it says what it means.
States: tone; good and neutral are discs, warn a ring, danger a square: shapes differ.
Keys: none. Signals: none.
Tokens: good, warn, danger, you, them, accent, ink-3.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from rm_desktop.ui.theme import set_state

DotTone = Literal["neutral", "good", "warn", "danger", "you", "them", "accent"]


class StatusDot(QFrame):
    """An 8-px dot in a tone."""

    def __init__(self, tone: DotTone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: DotTone) -> None:
        """Show another state."""
        set_state(self, "tone", tone)
