"""One shared pair on its way: what is to be carried next, and when to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rm_desktop.services.errands import Errands, Outcome
from rm_desktop.services.folder_listening import BEHIND_S, IN_FRONT_S

if TYPE_CHECKING:
    from rm_desktop.services.folder_listening import FolderListening
    from rm_desktop.services.listening import Listening
    from rm_desktop.services.live import Live
    from rm_desktop.services.sync_line import Line

#: How often one looks where nothing says that there is news, with the window in front or not.
LOOK_MS, LOOK_BEHIND_MS = 30_000, 120_000
_LONGEST_MS = 300_000


class Route(QObject):
    """Keeps one line moving: `pump` after anything that may have given it something to do.

    One piece of work is under way at a time. Signals: `stands(route)` when there is nothing to
    carry for now, `came_back(route)` when its place answers again after it was away.
    """

    stands = Signal(object)
    came_back = Signal(object)

    def __init__(self, line: Line, live: Live, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self.line = line
        self.listening: Listening | FolderListening | None = None
        self.is_live = False
        self.is_busy = False
        self._live, self._errands = live, errands
        self._hurries = self._looks = self._has_news = False
        self._taken = 0
        self._expects = False
        self._told: object = None
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.pump)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Look whether there is news."""
        self._looks = True
        self.pump()

    def hear_of_news(self) -> None:
        """Fetch what the relay says has come."""
        self._has_news = True
        self.pump()

    def hurry(self) -> None:
        """Try now, as when the network came back or a person asked."""
        self._hurries = True
        if self.listening is not None:
            self.listening.hurry()
        self.pump()

    def hear_of_network(self) -> None:
        """Try what the network stood in the way of: something else got through."""
        self.line.hear_of_network()
        if self.listening is not None and not self.is_live:
            self.listening.hurry()
        self.pump()

    def look_often(self, *, in_front: bool) -> None:
        """Look by oneself, as often as it is worth; a relay that speaks is believed."""
        if self.listening is not None:
            self.listening.pace = IN_FRONT_S if in_front else BEHIND_S
        if self.is_live and not self.line.is_folder:
            self._poll.stop()
        else:
            self._poll.start(LOOK_MS if in_front else LOOK_BEHIND_MS)

    @Slot()
    def pump(self) -> None:
        """Begin the next piece of work if there is any and none is under way."""
        if self.is_busy:
            return
        # Not while a call is out: a line that looks again makes nothing of the answer.
        if self._hurries:
            self.line.hurry()
        elif self._looks:
            self.line.look_again()
        elif self._has_news:
            self.line.hear_of_news()
        self._hurries = self._looks = self._has_news = False
        work = self.line.turn()
        if work is not None:
            self.is_busy = True
            self._errands.do(self, work)
            return
        wait = self.line.due_at - self._live.now_ms()
        if wait > 0:
            self._retry.start(min(wait, _LONGEST_MS) + 1)
        self.stands.emit(self)

    def take(self, outcome: Outcome) -> None:
        """Take what the work brought and go on."""
        self.is_busy = False
        self._taken += 1
        was_away = self.line.trouble is not None
        if outcome.error is not None:
            self._live.give_up(self.line)
        else:
            self.line.answer(outcome.result)  # type: ignore[arg-type] # what it was made to bring
        if was_away and self.line.trouble is None:
            if self.listening is not None:
                self.listening.hurry()  # it is back: its own patience may be long by now
            self.came_back.emit(self)
        self.pump()

    def expect_updates(self) -> None:
        """Get ready, once, for what the partner is about to write."""
        if not self._expects:
            self._expects = True
            self._errands.do(self.line, self.line.expect_updates)

    def is_told_otherwise(self) -> bool:
        """Tell whether it stands otherwise than when this was asked last."""
        now = (self.line.trouble, self.is_live, self._taken)
        told, self._told = self._told, now
        return told != now

    def stop(self) -> None:
        """Begin nothing more by itself."""
        self._retry.stop()
        self._poll.stop()
        if self.listening is not None:
            self.listening.stop()
            self.listening = None
