"""Two windows on two laptops in one room: real profiles, a real relay between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.services.live import Live
from rm_desktop.services.spaces import Place as Address
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.live.courier import Courier
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.screen import Context
from tests.services.couple import Seat, founded, let_in
from tests.sync.relays import relay_running


class Window:
    """What stands between a profile and its person, without the pages."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.house = House(seat.profile)
        self.courier = Courier(Live(seat.profile), self.house)

    @property
    def desk(self) -> Desk:
        assert self.seat.profile.desk is not None
        return self.seat.profile.desk

    @property
    def titles(self) -> list[str]:
        return sorted(item.title for item in self.desk.open_pair.pair.items.values())

    @cached_property
    def context(self) -> Context:
        """What its screens work with; where they lead is not followed."""
        return Context(
            ground=None,
            profile=self.seat.profile,
            desk=self.desk,
            house=self.house,
            dialogs=AnsweredDialogs(),
            go=lambda _place: None,
            say=lambda _text, _action, _act: None,
            hand_over=lambda: None,
            lock=lambda: None,
            reopen=lambda _words, _begin: None,
        )

    def quit(self) -> None:
        self.seat.profile.settle()
        self.courier.close()
        self.house.close()
        self.seat.profile.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with relay_running(tmp_path / "relay.db") as address:
        yield address


@pytest.fixture
def couple(tmp_path: Path, address: str, qapp: QApplication) -> Iterator[tuple[Window, Window]]:
    """Maya and Henrik, who share a pair with a topic; nothing is carried yet."""
    place = Address(address)
    maya = founded(tmp_path / "maya", place)
    assert maya.profile.desk is not None
    maya.profile.desk.agenda.add("", "How we brief creators")
    henrik = let_in(maya, tmp_path / "henrik", place)
    maya.sync()
    windows = Window(maya), Window(henrik)
    yield windows
    for window in windows:
        window.quit()


@pytest.fixture
def together(couple: tuple[Window, Window], wait: Callable[..., None]) -> tuple[Window, Window]:
    """The two with their couriers on the way, each seeing that the other one is here."""
    for window in couple:
        window.courier.begin()
    wait(lambda: all(window.house.company.here for window in couple))
    return couple


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Let the windows live until something is so."""

    def until(is_so: Callable[[], bool]) -> None:
        qtbot.waitUntil(is_so, timeout=15_000)

    return until


@pytest.fixture
def rooms(
    together: tuple[Window, Window], qtbot: QtBot, wait: Callable[[Callable[[], bool]], None]
) -> Iterator[tuple[RoomScreen, RoomScreen]]:
    """Both in the room of the next session, with three topics; the timer has not begun."""
    maya, henrik = together
    session = maya.desk.open_pair.pair.next_session.id
    for title in ("Arrive", "What a brief looks like", "Where I would say no"):
        maya.desk.agenda.add(session, title, minutes=10)
    wait(lambda: len(henrik.titles) == len(maya.titles))
    made = []
    for window in together:
        room = RoomScreen(window.context)
        qtbot.addWidget(room)
        room.resize(1280, 800)
        room.show_place(Place(Where.ROOM, session))
        room.show()
        made.append(room)
    yield made[0], made[1]
    for room in made:
        room.mini.put_away()
