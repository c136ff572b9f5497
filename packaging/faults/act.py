"""Something with several steps, which a kill may fall between."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path


class Act(ABC):
    """Something with several steps, in a folder that is a copy of `base`."""

    name = ""

    def __init__(self, base: Path) -> None:
        self.base = base
        base.mkdir()

    @abstractmethod
    def do(self, folder: Path) -> None:
        """Do it."""

    @abstractmethod
    def hold(self, folder: Path) -> None:
        """Hold the state after a kill to what is promised, and do it again to its end."""
