"""Closing the profile, changing its files below it, and asking for another window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from rm_desktop.domain.errors import KnownError
from rm_desktop.ui.shell.at_hand import AtHand
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.crash import Crashes
from rm_desktop.ui.workers import Workers


class Reopening(QObject):
    """Signals: `done(str)` with what the other window says first."""

    done = Signal(str)

    def __init__(
        self, conductor: Conductor, at_hand: AtHand, workers: Workers, crashes: Crashes
    ) -> None:
        super().__init__(conductor)
        self._conductor, self._at_hand = conductor, at_hand
        self._workers, self._crashes = workers, crashes

    def begin(self, close: Callable[[], Callable[[], str]]) -> bool:
        """Close the profile by a function, and let a worker run what it returns.

        False if it could not be closed: the pair stands again, and why was said.
        """
        conductor = self._conductor
        conductor.leave()
        conductor.retire()  # before the vault closes: editors store as they go
        self._at_hand.stop_sharing(0)  # the window stands: nothing is waited for
        try:
            work = close()
        except KnownError as error:
            conductor.begin()
            self._at_hand.share()
            conductor.frame.say(str(error))
            return False
        self._at_hand.profile = None
        self._workers.run(work, self._on_changed, self._on_not_changed)
        return True

    @Slot(object)
    def _on_changed(self, sentence: str) -> None:
        self.done.emit(sentence or " ")

    @Slot(object)
    def _on_not_changed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._crashes.report(error)
        self.done.emit(str(error) if isinstance(error, KnownError) else " ")
