"""The look of the last time, kept beside the vault so that the first frame has it at once.

Nothing private: light, dark or system, and the text size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

Choice = Literal["system", "light", "dark"]
CHOICES = ("system", "light", "dark")
NAME = "look"


def read_look(root: Path) -> tuple[Choice, float]:
    """Return appearance and text size (1.0 is 100 %); the defaults if there is no such file."""
    try:
        choice, percent = (root / NAME).read_text(encoding="ascii").split()
        scale = int(percent) / 100
    except (OSError, ValueError):
        return "system", 1.0
    if choice not in CHOICES or not 1.0 <= scale <= 2.0:
        return "system", 1.0
    return cast("Choice", choice), scale


def write_look(root: Path, choice: str, percent: int) -> None:
    """Keep the look for the next start; a disk that refuses costs nothing but the first frame."""
    try:
        (root / NAME).write_text(f"{choice} {percent}\n", encoding="ascii")
    except OSError:
        return
