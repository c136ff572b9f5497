"""Carries what is shared to and fro while the window stands, and never lets it wait.

The vault is written in the window's thread, in steps of milliseconds; whatever may take longer is
an errand in one other thread, and its outcome comes home by a queued signal. A third thread for
each relay hears what it says by itself.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore  # its namespace Qt costs 20 ms when first named
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.services.errands import Errands, Outcome
from rm_desktop.ui.live.route import Route

if TYPE_CHECKING:
    from rm_desktop.services.live import Live
    from rm_desktop.services.sync_line import Line
    from rm_desktop.ui.house import House
    from rm_desktop.ui.live.attending import Attending

#: How long the last push may take once the window is gone, in seconds.
LAST_PUSH_S = 2.0
#: What is stored in documents; of other changes no other laptop hears.
_SHARED = frozenset(Kind) - {
    Kind.ACTOR,
    Kind.BACKUP,
    Kind.PAGE,
    Kind.PRIVATE,
    Kind.SETTING,
    Kind.SYNC,
}


class Courier(QObject):
    """One per window of a profile that shares something.

    Signals: `rung` from threads: there is something to fetch.
    """

    rung = Signal()

    def __init__(self, live: Live, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._house = live, house
        self._errands = Errands(self.rung.emit)
        self._routes: list[Route] = []
        self._attending: Attending | None = None
        self._attended: Route | None = None
        self._is_loaded = self._is_over = self._is_telling = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._pump)
        self.rung.connect(self._on_rung)
        house.changed.connect(self._on_house_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state_changed)

    def begin(self) -> None:
        """Get what it takes, in the other thread, and then begin to carry."""
        self._errands.do(self, self._live.load)

    @property
    def routes(self) -> tuple[Route, ...]:
        """The shared pairs on their way."""
        return tuple(self._routes)

    @property
    def is_live(self) -> bool:
        """Whether news comes by itself, of every pair there is."""
        return bool(self._routes) and all(route.is_live for route in self._routes)

    def hurry(self) -> None:
        """Try everything now, as when a person asked."""
        for route in self._routes:
            route.hurry()

    def close(self, seconds: float = LAST_PUSH_S) -> None:
        """Carry what is left for so long at most, and stop; the window is gone already."""
        if self._is_over:
            return
        ends = time.monotonic() + seconds
        self._is_over = True
        self._errands.hush()
        self._house.changed.disconnect(self._on_house_changed)
        self._soon.stop()
        left = self._attending.leave() if self._attending is not None else None
        for route in self._routes:
            route.stop()
            if seconds:
                route.pump()
        while left is not None or any(route.is_busy for route in self._routes):
            outcome = self._errands.wait(ends - time.monotonic())
            if outcome is None:
                break
            left = None if outcome.whose is left else left
            self._take(outcome)
        self._errands.stop(ends - time.monotonic())

    # -- lines ------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Carry the lines there are now; a pair may have come to be shared, or be so no more."""
        lines = self._live.lines()
        for route in [each for each in self._routes if each.line not in lines]:
            route.stop()
            self._live.note_live(route.line, is_live=False)
            self._routes.remove(route)
            if route is self._attended:
                self._end_attending()
            # Once more, behind what is under way: it may have connected anew since.
            self._errands.do(route.line, route.line.rest)
            route.deleteLater()
        known = [route.line for route in self._routes]
        for line in lines:
            if line not in known:
                self._routes.append(self._begun(line))
        self._attend()
        self._pump()

    def _begun(self, line: Line) -> Route:
        route = Route(line, self._live, self._errands, self)
        route.look_often(in_front=_is_in_front())
        route.stands.connect(self._on_stands)
        route.came_back.connect(self._on_came_back)
        return route

    def _listen(self, route: Route) -> None:
        """Listen where this device is known, anew where it was given another token."""
        token, known = route.line.token, route.listening
        if known is not None and known.token != token:
            known.stop()
            known = route.listening = None
        if known is None and (token or route.line.is_folder):
            route.listening = self._live.listening(route.line, self.rung.emit)

    def _attend(self) -> None:
        """Be present in the pair on screen, and in no other."""
        wanted = next((r for r in self._routes if r.line.pair == self._live.open_pair), None)
        if wanted is self._attended:
            return
        self._end_attending()
        if wanted is not None and not wanted.line.is_folder:
            from rm_desktop.ui.live.attending import Attending

            self._attended = wanted
            attendance = self._live.attendance(wanted.line)
            self._attending = Attending(attendance, self._errands, self._house.company, self)
            self._attending.is_live = wanted.is_live
            if wanted.is_live:
                self._attending.announce()

    def _end_attending(self) -> None:
        if self._attending is not None:
            self._attending.leave()
            self._attending.deleteLater()
        self._attending = self._attended = None

    # -- what comes home ----------------------------------------------------------------------

    @Slot()
    def _on_rung(self) -> None:
        if self._is_over:
            return
        for outcome in self._errands.outcomes():
            self._take(outcome)
        for route in self._routes:
            self._overhear(route)

    def _take(self, outcome: Outcome) -> None:
        """Give an outcome to whom it belongs, unless they are gone; then report what went wrong."""
        whose = outcome.whose
        if whose is self:
            self._is_loaded = outcome.error is None
            if self._is_loaded and not self._is_over:
                self._settle()
                for route in self._routes:
                    self._tell(route)  # that it begins
        elif isinstance(whose, Route) and whose in self._routes:
            whose.take(outcome)
        elif whose is self._attending and self._attending is not None:
            self._attending.take(outcome)
        if outcome.error is not None and not isinstance(outcome.error, OSError):
            self.report(outcome.error)  # others are the world's, and tried again

    def report(self, error: Exception) -> None:
        """Report an error of ours from a turn of its own: what was begun is to be gone on with."""
        QTimer.singleShot(0, self, partial(_raise, error))

    def _overhear(self, route: Route) -> None:
        """Take what a relay said by itself."""
        if route.listening is None:
            return
        heard = route.listening.overheard()
        if heard.is_live != route.is_live:
            route.is_live = heard.is_live
            self._live.note_live(route.line, is_live=heard.is_live)
            route.look_often(in_front=_is_in_front())
            self._tell(route)
            if not heard.is_live:
                route.look()  # whether it is away altogether
        if heard.is_new:
            route.hurry()
            self._on_came_back(route)
        elif route.line.space in heard.news:
            route.hear_of_news()
        if route is self._attended and self._attending is not None:
            self._attending.is_live = heard.is_live
            if heard.is_new:
                self._attending.announce()
            said = [sealed for space, sealed in heard.presences if space == route.line.space]
            if said:
                self._attending.hear(said)
                if self._house.company.here:
                    route.expect_updates()

    @Slot(object)
    def _on_stands(self, route: Route) -> None:
        if not self._is_over:
            self._listen(route)
            self._tell(route)

    @Slot(object)
    def _on_came_back(self, route: Route) -> None:
        """Have the other pairs of the same place try again, too."""
        for other in self._routes:
            if other is not route and other.line.address == route.line.address:
                other.hear_of_network()

    def _tell(self, route: Route) -> None:
        """Let the house look again at how sharing stands, if it stands otherwise."""
        if route.is_told_otherwise():
            self._is_telling = True
            try:
                self._live.tell(route.line.pair)
            finally:
                self._is_telling = False

    # -- what is to be carried ------------------------------------------------------------------

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if not self._is_loaded or self._is_telling:
            return
        if changes.touches(Kind.SYNC, Kind.PAIR):
            QTimer.singleShot(0, self, self._on_lines_changed)
        if changes.origin != Origin.REMOTE and changes.touches(*_SHARED):
            self._soon.start(0)  # once for all that happens at once, and not in the midst of it

    @Slot()
    def _on_lines_changed(self) -> None:
        if not self._is_over:
            self._settle()

    @Slot()
    def _pump(self) -> None:
        for route in self._routes:
            route.pump()

    @Slot(QtCore.Qt.ApplicationState)
    def _on_application_state_changed(self, state: QtCore.Qt.ApplicationState) -> None:
        in_front = state == QtCore.Qt.ApplicationState.ApplicationActive
        for route in self._routes:
            route.look_often(in_front=in_front)
            if in_front and (route.line.is_folder or route.line.trouble or not route.is_live):
                route.hurry()


def _raise(error: Exception) -> None:
    raise error


def _is_in_front() -> bool:
    return QGuiApplication.applicationState() == QtCore.Qt.ApplicationState.ApplicationActive
