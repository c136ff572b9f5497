"""Goes around in the real window and times each step until the window has come to rest.

python -m bench.visitor      given a profile's folder and key, asked for `screens`, `topics`
                             or `palette` and words; `cold` if at all then first

The window is opened as the app does it, and left alone until nothing of ours is left to do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from bench.asked import answer, heard
from rm_desktop import bootstrap
from rm_desktop.__main__ import look_for_garbage_seldom
from rm_desktop.services.start import Start
from rm_desktop.ui.app import Curtain
from rm_desktop.ui.places import Where
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.look_file import read_look
from rm_desktop.ui.theme.appearance import Appearance
from rm_desktop.ui.widgets.search_field import SearchField
from rm_desktop.vault.keys import MemoryKeyStore

if TYPE_CHECKING:
    from rm_desktop.services.doors import Doors

ROUND = (Where.SESSIONS, Where.PROMPTS, Where.TOGETHER, Where.SETTINGS, Where.TODAY)
NOTES = "They left a voice message. **Nobody** answered it, which is the point. " * 30


class Visitor(QObject):
    """A person in front of the window, with a stop-watch."""

    def __init__(self, root: Path, key: bytes) -> None:
        super().__init__()
        app = cast("QApplication", QApplication.instance())
        self._frame = Frame("bench")
        self._told: list[str] = []
        start = Start(root, MemoryKeyStore(), cast("Doors", bootstrap), key=key)
        appearance = Appearance(app, *read_look(root))
        self._curtain = Curtain(self._frame, start, appearance, self._told.append)
        self._frame.show()
        self._until_idle(1)
        self._topics: list[str] = []
        self._painted = False
        self._frame.installEventFilter(self)

    @property
    def conductor(self) -> Conductor:
        """What leads from screen to screen in the window."""
        opening = self._curtain.opening
        if opening is None or opening.conductor is None:
            raise SystemExit("the window shows no pair")
        return opening.conductor

    def leave(self) -> None:
        """Quit as a person does."""
        self._frame.close()
        self._curtain.close()

    def cold(self) -> dict[str, float]:
        """Move the mouse for the first time, and ask for a new topic in the same moment."""
        self._turn_to()
        took = self.until_rest(self.conductor.new_topic)
        self.expect(self.conductor.place.where == Where.PREPARE)
        return {"ms": took}

    def _turn_to(self) -> None:
        QTest.mouseMove(self._frame, QPoint(400, 300))

    def settle(self) -> None:
        """Let somebody be there for longer than the app needs to get ready for them."""
        if self._told.count("idle") == 1:
            self._turn_to()
            self._until_idle(2)
            self.until_rest(lambda: None)

    def _until_idle(self, times: int) -> None:
        while self._told.count("idle") < times:
            QApplication.processEvents()

    def screens(self) -> dict[str, float]:
        """Go round the rail by its entries and come back to Today."""
        self.settle()
        rail = self._frame.rail
        took = {}
        for where in ROUND:
            took[where.value] = self.until_rest(partial(rail.place_requested.emit, where))
            self.expect(self.conductor.screen.isVisible() and self.conductor.place.where == where)
        return took

    def topics(self) -> dict[str, list[float]]:
        """Open every topic of the hour in the room, each with notes of 360 words."""
        self.settle()
        if not self._topics:
            self._enter()
        view = cast("RoomScreen", self.conductor.screen).view
        took = []
        for item in self._topics:
            took.append(self.until_rest(partial(view.agenda.topic_chosen.emit, item)))
            self.expect(view.notes.pane.edit.written == NOTES)
        return {"ms": took}

    def palette(self, words: str) -> dict[str, float]:
        """Type the last letter of a search."""
        self.settle()
        self.conductor.palette_requested.emit()
        field = cast("SearchField", self._frame.findChild(SearchField, "palette-field"))
        rows = cast("QListView", self._frame.findChild(QListView, "palette-list"))
        field.setText(words[:-1])
        self.until_rest(lambda: None)
        took = self.until_rest(lambda: QTest.keyClicks(field, words[-1]))
        self.expect(field.text() == words and rows.isVisible() and rows.model().rowCount() > 0)
        return {"ms": took}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self._painted |= event.type() == QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)

    def until_rest(self, act: Callable[[], object]) -> float:
        """Act, and turn the event loop until a turn paints nothing; the time of the last that did.

        The window paints, and hands on to the platform, in its own update request.
        """
        begun = ended = perf_counter()
        act()
        turn = 0
        while self._painted or turn < 2:
            self._painted = False
            QApplication.processEvents()
            turn += 1
            if self._painted:
                ended = perf_counter()
        # what the app puts away for later goes when its loop turns, and ours is none
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return (ended - begun) * 1000

    def _enter(self) -> None:
        desk = self.conductor.desk
        session = desk.open_pair.pair.next_session.id
        for n in range(3):
            desk.agenda.add(session, f"What came up this week, {n}", minutes=5)
        self.conductor.start()
        self._topics = [item.id for item in desk.open_pair.pair.agenda(session)]
        for ident in self._topics:
            notes = desk.notes(ident)
            notes.splice(0, notes.length, NOTES)
            notes.rest()
        self.until_rest(lambda: None)

    @staticmethod
    def expect(seen: bool) -> None:  # noqa: FBT001
        if not seen:
            raise SystemExit("the window does not show what it should")


def answer_as(kind: type[Visitor]) -> int:
    """Open the window and answer until nobody asks any more."""
    root, key, *_ = heard()
    look_for_garbage_seldom()  # as the app does
    QApplication(["bench"])
    visitor = kind(Path(root), bytes.fromhex(key))
    while asked := heard():
        answer(**getattr(visitor, asked[0])(*asked[1:]))
    visitor.leave()
    return 0


if __name__ == "__main__":
    sys.exit(answer_as(Visitor))
