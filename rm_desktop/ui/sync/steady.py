"""When a line about the state may change, so that it never flickers; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from rm_desktop.ui.theme import Role

#: A line stands at least so long; connecting is worth a word only once it takes so long.
STANDS_MS = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """What the foot of the rail says; without words there is none.

    `is_passing` marks a state that is over in a moment as a rule.
    """

    words: str = ""
    icon: str = ""
    role: Role = "ink-2"
    more: str = ""
    is_passing: bool = False


class Steady:
    """Holds lines back until they may be shown; times are milliseconds of a clock that runs on."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self.shown = Line()
        self._shown_at: int | None = None
        self.wanted = Line()
        self._wanted_at = 0

    def want(self, line: Line, now_ms: int) -> None:
        """Hear what would be true to show now."""
        if line.is_passing and not self.wanted.is_passing:
            self._wanted_at = now_ms
        self.wanted = line

    def due(self) -> int | None:
        """Return when the line may change next, None while the one that is wanted is shown."""
        if self.wanted == self.shown:
            return None
        due = 0 if self._shown_at is None else self._shown_at + STANDS_MS
        return max(due, self._wanted_at + STANDS_MS) if self.wanted.is_passing else due

    def step(self, now_ms: int) -> bool:
        """Show what is wanted if its time has come; tell whether anything changed."""
        due = self.due()
        if due is None or now_ms < due:
            return False
        self.shown, self._shown_at = self.wanted, now_ms
        return True
