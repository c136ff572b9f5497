"""The rhythm as numbered dots: kept, next, planned, moved, missed.

Purpose: shows that meetings happen. States per step: kept is filled, next has a ring of accent,
    planned is plain, moved is a square, missed is struck through: shapes, not only colours.
Keys: none. Signals: none.
Tokens: accent, on-accent, sunken, ink-2, edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.widgets.flow_layout import FlowRow

Step = Literal["kept", "next", "planned", "moved", "missed"]


class StepDots(FlowRow):
    """`show_steps(("kept", "kept", "next", "planned"))`; wraps where it is narrow."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._told: tuple[int, tuple[Step, ...]] = 1, ()
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step], first: int = 1) -> None:
        """Show the sessions in order from a number on; each is spoken with its number."""
        if (first, tuple(steps)) == self._told:
            return
        self._told = first, tuple(steps)
        words: dict[Step, str] = {
            "kept": tr("kept"),
            "next": tr("next"),
            "planned": tr("planned"),
            "moved": tr("moved"),
            "missed": tr("missed"),
        }
        self.clear()
        for number, step in enumerate(steps, first):
            self.add(StepDot(number, step, words[step]))
        spoken = (f"{number} {words[step]}" for number, step in enumerate(steps, first))
        self.setAccessibleName(", ".join(spoken))


class StepDot(QLabel):
    """One session of the rhythm."""

    def __init__(self, number: int, step: Step, words: str) -> None:
        super().__init__(str(number))
        self.setProperty("step", step)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
