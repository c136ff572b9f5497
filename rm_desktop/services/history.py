"""What can be undone since the app started, over documents and tables alike."""

from __future__ import annotations

from collections.abc import Callable

from rm_desktop.domain.changes import NOTHING, Changes
from rm_desktop.domain.value import dataclass

#: Steps kept: as many as a pair's document keeps, so that the two never part.
DEPTH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One change with the way back and the way there again.

    `waits`: what the disk refuses has been done all the same and waits in memory, as a document's
    edits do; otherwise it has not been done.
    """

    label: str
    undo: Callable[[], Changes]
    redo: Callable[[], Changes]
    waits: bool = False


class WayBack:
    """The way back from one step; it leads nowhere once something newer was done."""

    def __init__(self, history: History) -> None:
        """Take hold of the latest step."""
        self._history = history
        self._step = history.latest

    @property
    def is_open(self) -> bool:
        """Tell whether the step is the one that undo would take back now."""
        return self._step is not None and self._history.latest is self._step

    def __call__(self) -> Changes:
        """Take the step back, or nothing at all."""
        return self._history.undo() if self.is_open else NOTHING


class History:
    """Two stacks of steps; ends with the process, then the bin takes over."""

    def __init__(self) -> None:
        """Begin with nothing to undo."""
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def push(self, step: Step) -> None:
        """Remember a change; what had been undone before it is forgotten."""
        self._done.append(step)
        self._undone.clear()
        del self._done[:-DEPTH]

    @property
    def latest(self) -> Step | None:
        """The change that undo would take back."""
        return self._done[-1] if self._done else None

    def way_back(self) -> WayBack:
        """Return the way back from the latest change alone: for notices, which stay a while."""
        return WayBack(self)

    @property
    def undo_label(self) -> str:
        """The change that undo would take back, empty if there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The change that redo would do again, empty if there is none."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> Changes:
        """Take the latest change back."""
        return self._move(self._done, self._undone, lambda step: step.undo())

    def redo(self) -> Changes:
        """Do the change again that was taken back last."""
        return self._move(self._undone, self._done, lambda step: step.redo())

    def clear(self) -> None:
        """Forget everything, as when another pair is opened."""
        self._done.clear()
        self._undone.clear()

    @staticmethod
    def _move(source: list[Step], target: list[Step], act: Callable[[Step], Changes]) -> Changes:
        """Take the step on top of one stack; a step that changes nothing any more is gone."""
        if not source:
            return NOTHING
        step = source.pop()
        try:
            changes = act(step)
        except Exception:
            (target if step.waits else source).append(step)
            raise
        if changes.kinds:
            target.append(step)
        return changes
