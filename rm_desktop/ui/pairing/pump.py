"""Drives a pairing while its page stands: one act after the other in a thread, with patience."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.errands import Errands, Outcome
from rm_desktop.services.hosting import Hosting
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing_words import TroubleError

Course = Hosting | Joining

#: How long until it is asked again where there is nothing to do for now, in milliseconds.
_IDLE_MS = 250


class Pump(QObject):
    """Signals: `moved` after each step, `ended` once there is nothing more to do.

    `failed(KnownError)` when the disk refuses; it is tried again.
    """

    moved = Signal()
    ended = Signal()
    failed = Signal(object)
    rung = Signal()

    def __init__(self, course: Course, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.course = course
        errands = self._errands = Errands(self.rung.emit)
        # with its page, whoever takes that away; Qt would hand it the page as seconds to wait
        self.destroyed.connect(lambda _page: errands.stop(0.0))
        self._is_busy = self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self.rung.connect(self._on_rung)

    def start(self) -> None:
        """Begin, or go on at once, as when a person has said something."""
        if not (self._is_busy or self._is_over):
            self._timer.start(0)

    def close(self) -> None:
        """Begin nothing more; what is under way in a dead network holds nobody up."""
        self._is_over = True
        self._timer.stop()
        self._errands.stop()

    @property
    def _rests(self) -> bool:
        """Whether nothing may be done: it is over, or its window closes and the vault with it."""
        return self._is_over or not self._page.window().isVisible()

    @Slot()
    def _turn(self) -> None:
        if self._is_busy or self._rests:
            return
        try:
            work = None if self.course.is_done else self.course.turn()
        except KnownError as error:
            self._hold(error)
            return
        if work is not None:
            self._is_busy = True
            self._errands.do(self, work)
        elif self.course.is_done:
            self._end()
        else:
            self._timer.start(max(self.course.pause_ms, _IDLE_MS))

    @Slot()
    def _on_rung(self) -> None:
        for outcome in list(self._errands.outcomes()):
            self._is_busy = False
            if not self._rests:
                self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        course = self.course
        try:
            if isinstance(outcome.error, TroubleError):
                course.fail(outcome.error)
            elif isinstance(outcome.error, KnownError):
                self._hold(outcome.error)
                return
            elif outcome.error is not None:
                self.close()
                raise outcome.error
            else:
                course.take(outcome.result)
        except KnownError as error:
            self._hold(error)
            return
        self.moved.emit()
        if self._is_over:
            return
        if course.is_done:
            self._end()
        else:
            self._timer.start(course.pause_ms)

    def _hold(self, error: KnownError) -> None:
        self.failed.emit(error)
        if not self._is_over:
            self._timer.start(_IDLE_MS * 20)

    def _end(self) -> None:
        if not self._is_over:
            self.close()
            self.moved.emit()
            self.ended.emit()
