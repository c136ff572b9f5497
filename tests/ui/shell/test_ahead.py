"""Pages are made before they are visited, while a person is there and does nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import Role
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prompts.screen import PromptsScreen
from rm_desktop.ui.shell.ahead import Ahead
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.screens import AHEAD
from rm_desktop.ui.together.screen import TogetherScreen


@pytest.fixture
def conductor(qtbot: QtBot, profile: Profile, desk: Desk) -> Iterator[Conductor]:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    frame.show()
    made = Conductor(frame, profile, AnsweredDialogs())
    made.begin()
    yield made
    made.retire()
    made.house.close()


@pytest.fixture
def ahead(conductor: Conductor, qtbot: QtBot) -> Iterator[Ahead]:
    made = Ahead(conductor)
    made.begin()
    yield made
    made.stop()


def pages(conductor: Conductor) -> list[str]:
    stack = conductor.frame.pages
    return [type(stack.widget(n)).__name__ for n in range(stack.count())]


def test_every_page_is_made_once_and_none_that_is_private(
    ahead: Ahead, conductor: Conductor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ahead.rested):
        pass
    names = pages(conductor)
    assert names == [
        "TodayScreen",
        "SessionsScreen",
        "PromptsScreen",
        "TogetherScreen",
        "SettingsScreen",
    ]
    assert conductor.place == Place(Where.TODAY)
    for where in AHEAD:
        conductor.go(Place(where))
        assert conductor.screen.isVisible()
    assert pages(conductor) == names


def test_a_page_is_the_same_whether_it_was_made_ahead_or_not(
    ahead: Ahead, conductor: Conductor, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ahead.rested):
        pass
    desk.together.set_purpose("Changed after the page was made")
    alike = set(AHEAD) - {Where.SETTINGS}  # a worker counts backups for that one
    made_ahead = {where: said(conductor, where) for where in alike}
    ahead.stop()
    conductor.begin()
    ahead.stop()
    assert {where: said(conductor, where) for where in alike} == made_ahead
    assert "Changed after the page was made" in str(made_ahead[Where.TOGETHER])


def test_a_page_that_is_visited_in_the_middle_is_whole(conductor: Conductor, qtbot: QtBot) -> None:
    steps = conductor.make_ahead(Where.TOGETHER)
    for _ in range(4):
        next(steps)
    conductor.go(Place(Where.TOGETHER))
    screen = conductor.screen
    assert isinstance(screen, TogetherScreen)
    assert screen.overview.rhythm.isVisible()
    assert list(steps) == []  # the rest of it was not for anybody


def test_another_pair_ends_what_was_begun_for_the_former(
    conductor: Conductor, profile: Profile, qtbot: QtBot
) -> None:
    steps = conductor.make_ahead(Where.PROMPTS)
    next(steps)
    profile.create_pair(Person("Ida", Role.MENTOR, "", ""), Person("Jo", Role.MENTEE, "", ""))
    assert list(steps) == []
    assert pages(conductor) == ["TodayScreen"]
    conductor.go(Place(Where.PROMPTS))
    assert isinstance(conductor.screen, PromptsScreen)


def test_nothing_is_made_while_a_hand_moves(
    ahead: Ahead, conductor: Conductor, qtbot: QtBot
) -> None:
    window = conductor.frame.windowHandle()
    for _ in range(8):
        qtbot.wait(100)
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(window, key)
    assert len(pages(conductor)) == 1


def test_nothing_is_made_in_the_hour(
    ahead: Ahead, conductor: Conductor, desk: Desk, qtbot: QtBot
) -> None:
    conductor.start()
    assert conductor.place.where == Where.ROOM
    with qtbot.waitSignal(ahead.rested):
        ahead.begin()
    made = len(pages(conductor))
    conductor.go(Place(Where.TODAY))
    with qtbot.waitSignal(ahead.rested):
        pass
    assert len(pages(conductor)) == made + len(AHEAD)


def said(conductor: Conductor, where: Where) -> list[str]:
    """What a page says, as a screen reader would find it."""
    conductor.go(Place(where))
    QCoreApplication.processEvents()
    shown = (w for w in conductor.screen.findChildren(QWidget) if w.isVisible())
    return [f"{w.accessibleName()} {w.property('text')}" for w in shown]
