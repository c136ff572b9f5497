"""Saying where this person is, as often as it is worth, and showing who else is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.presence import Doing, Whereabouts
from rm_desktop.services.attendance import RENEWED_EVERY_MS, Attendance
from rm_desktop.services.errands import Errands, Outcome

if TYPE_CHECKING:
    from rm_desktop.ui.live.company import Company

#: A caret that runs is told of this often, in milliseconds.
PACE_MS = 80


class Attending(QObject):
    """The presence of the open pair, between screens and the relay.

    `is_live` tells whether the relay speaks to us now; its courier sets it.
    """

    def __init__(
        self, attendance: Attendance, errands: Errands, company: Company, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._attendance, self._errands, self._company = attendance, errands, company
        self.is_live = False
        self._is_under_way = self._is_owed = self._is_lost = False
        self._pace = self._timer(PACE_MS, self._on_pace_timeout)
        self._fade = self._timer(0, self.show)
        self._renewal = self._timer(RENEWED_EVERY_MS, self._on_renewal_timeout)
        company.moved.connect(self._on_moved)

    def announce(self) -> None:
        """Say where we are to whoever listens."""
        self._is_owed = True
        self._say_if_due()

    def hear(self, presences: list[bytes]) -> None:
        """Take what others said, and answer who does not know of us."""
        believed = [self._attendance.hear(sealed) for sealed in presences]
        if any(believed):
            self.show()
        if self._attendance.owes_answer:
            self.announce()

    def take(self, outcome: Outcome) -> None:
        """Go on once a presence was carried; one that got lost is said again a little later."""
        self._is_under_way = False
        self._is_lost = outcome.result is False
        if self._is_lost and not self._renewal.isActive():
            self._renewal.start()
        self._say_if_due()

    def leave(self) -> object:
        """Say that we leave if anybody is there to hear it, and let go of the connection.

        Returns whose that errand is: nobody takes its outcome, but one may wait for it.
        """
        for timer in (self._pace, self._fade, self._renewal):
            timer.stop()
        self._company.moved.disconnect(self._on_moved)
        self._company.show(())
        attendance = self._attendance
        goodbye = attendance.say(Doing(Whereabouts.LEFT)) if attendance.here else None

        def work() -> None:
            if goodbye is not None:
                goodbye()
            attendance.rest()

        self._errands.do(attendance, work)
        return attendance

    def _say_if_due(self) -> None:
        if not self._is_owed or self._is_under_way or self._pace.isActive():
            return
        self._is_owed = self._is_lost = False
        self._is_under_way = True
        self._pace.start()
        self._renewal.start()
        self._errands.do(self, self._attendance.say(self._company.doing))

    @Slot()
    def show(self) -> None:
        """Show who is here, and look again when the next one fades out."""
        here = self._attendance.here
        self._company.show(here)
        wait = self._attendance.next_fade_ms
        if wait is None:
            self._fade.stop()
        else:
            self._fade.start(max(0, wait) + 1)

    @Slot()
    def _on_moved(self) -> None:
        if self._attendance.here:
            self.announce()

    @Slot()
    def _on_renewal_timeout(self) -> None:
        # What was lost may have been the answer without which nobody sees us.
        if self._attendance.here or (self._is_lost and self.is_live):
            self.announce()

    @Slot()
    def _on_pace_timeout(self) -> None:
        self._say_if_due()

    def _timer(self, ms: int, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(does)
        return timer
