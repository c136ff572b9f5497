"""What a person does and sees on the prepare screen, for its tests."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.places import Place
from rm_desktop.ui.prepare.screen import PrepareScreen

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 as the clock of the tests stands


class Heard(Protocol):
    places: list[Place]
    said: list[tuple[str, str]]

    def press_action(self) -> None: ...


def pair_of(desk: Desk) -> Pair:
    return desk.open_pair.pair


def agenda_of(desk: Desk) -> list[tuple[str, int]]:
    pair = pair_of(desk)
    return [(item.title, item.minutes) for item in pair.agenda(pair.next_session.id)]


def titles(screen: PrepareScreen) -> list[str]:
    return [row.title for row in screen.view.agenda.list.rows]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def button(screen: PrepareScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, held)


def write(text: str) -> None:
    QTest.keyClicks(focused(), text)


def hold(desk: Desk, clock: FakeClock, *left_open: str) -> None:
    """Run the next session with one topic done and others left open."""
    session = pair_of(desk).next_session.id
    desk.sessions.plan(session, NOW, "Europe/London")
    desk.agenda.add(session, "Arrive", minutes=5)
    for title in left_open:
        desk.agenda.add(session, title, minutes=10)
    desk.room.start(session)
    clock.advance(300)
    desk.room.next_topic(session)
    desk.room.close(session, WrapUp.DONE)
