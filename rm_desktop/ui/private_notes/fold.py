"""How far the private notes beside a topic are open; no Qt."""

from __future__ import annotations

from enum import StrEnum


class Openness(StrEnum):
    """Nothing but a line; a cover in place of the words; the words."""

    FOLDED = "folded"
    COVERED = "covered"
    OPEN = "open"


class Fold:
    """Opens step by step, and covers itself whenever another topic comes or nobody looks."""

    def __init__(self, *, folded: bool) -> None:
        """Begin folded, or with the cover on."""
        self.item = ""
        self._unfolded = not folded
        self._uncovered = False

    @property
    def openness(self) -> Openness:
        """How far it is open now."""
        if not self._unfolded:
            return Openness.FOLDED
        return Openness.OPEN if self._uncovered and self.item else Openness.COVERED

    def turn_to(self, item: str) -> None:
        """Stand beside another topic; its words are covered until somebody asks for them."""
        if item != self.item:
            self.item, self._uncovered = item, False

    def toggle(self) -> None:
        """Fold it away, or open it as far as the cover."""
        self._unfolded, self._uncovered = not self._unfolded, False

    def uncover(self) -> None:
        """Show the words."""
        self._unfolded = self._uncovered = True

    def cover(self) -> None:
        """Hide the words; it stays as far open as it was."""
        self._uncovered = False
