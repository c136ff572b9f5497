"""Who else is here, as screens see it, and where this person is, as screens say it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rm_desktop.domain.presence import Doing, Present


class Company(QObject):
    """Screens know no network: they `say` here and look at `here`; a courier carries it.

    Signals: `changed` when somebody came, went or moved; `moved` when this person did.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.here: tuple[Present, ...] = ()
        self.doing = Doing()

    def say(self, doing: Doing) -> None:
        """Say where this person is."""
        if doing != self.doing:
            self.doing = doing
            self.moved.emit()

    def show(self, here: tuple[Present, ...]) -> None:
        """Hear who is here."""
        if here != self.here:
            self.here = here
            self.changed.emit()
