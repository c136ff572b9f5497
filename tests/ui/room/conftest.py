"""An hour with five topics, its room, and the ways to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.label import Label

W = TypeVar("W", bound=QWidget)
TOPICS = (
    ("Arrive", 5, "fixed"),
    ("What a creator brief looks like", 15, "fixed"),
    ("Live demo", 20, "fixed"),
    ("Where I would say no", 15, "flexible"),
    ("What did we learn?", 5, "landing"),
)


@dataclass
class Hour:
    """A room on a screen, with the clock that it goes by."""

    room: RoomScreen
    desk: Desk
    clock: FakeClock
    session: str
    items: dict[str, str]

    def wait(self, seconds: float, *, step: float = 30) -> None:
        """Let time pass while the room ticks."""
        while seconds > 0:
            self.clock.advance(min(step, seconds))
            seconds -= step
            self.room.tick()

    @property
    def reading(self) -> Reading:
        return self.desk.room.reading(self.session)

    @property
    def current(self) -> str:
        """The title of the topic that the timer runs for."""
        found = self.desk.open_pair.pair.items.get(self.reading.current or "")
        return found.title if found else ""

    @property
    def is_running(self) -> bool:
        return self.reading.state == TimerState.RUNNING

    @property
    def is_paused(self) -> bool:
        return self.reading.state == TimerState.PAUSED

    def button(self, name: str) -> QPushButton:
        found = self.room.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        button = self.button(name)
        assert button.isEnabled(), name
        assert not button.isHidden(), name
        button.click()

    def words(self, name: str) -> str:
        """What a label says, empty if it is not shown."""
        found = self.room.findChild(Label, name)
        assert found is not None, name
        return found.text() if found.isVisibleTo(self.room) else ""

    @property
    def face(self) -> str:
        """The figures in the ring."""
        return self._ring[0]

    @property
    def state(self) -> str:
        """The word in the ring."""
        return self._ring[-1]

    @property
    def _ring(self) -> list[str]:
        return [label.text() for label in self.room.view.timer.ring.findChildren(Label)]

    @property
    def asked(self) -> str:
        """The question between header and columns."""
        return self.room.view.question.sentence


@pytest.fixture
def session(desk: Desk) -> str:
    return desk.open_pair.pair.next_session.id


@pytest.fixture
def items(desk: Desk, session: str) -> dict[str, str]:
    return {
        title: desk.agenda.add(session, title, minutes=minutes, segment=segment)
        for title, minutes, segment in TOPICS
    }


@pytest.fixture
def open_room(
    context: Context, desk: Desk, clock: FakeClock, session: str, qtbot: QtBot
) -> Iterator[Callable[[], Hour]]:
    """Open the room of the next session; twice is a restart of the screen."""
    rooms: list[RoomScreen] = []

    def enter() -> Hour:
        room = RoomScreen(context)
        qtbot.addWidget(room)
        rooms.append(room)
        room.resize(1280, 800)
        room.show_place(Place(Where.ROOM, session))
        with qtbot.waitActive(room):
            room.show()
            room.activateWindow()
        made = {item.title: item.id for item in desk.open_pair.pair.agenda(session)}
        return Hour(room, desk, clock, session, made)

    yield enter
    for room in rooms:
        room.mini.put_away()


@pytest.fixture
def hour(items: dict[str, str], open_room: Callable[[], Hour]) -> Hour:
    """A room before the start."""
    return open_room()


@pytest.fixture
def running(hour: Hour) -> Hour:
    """A room just after the start."""
    hour.press("room-press")
    return hour
