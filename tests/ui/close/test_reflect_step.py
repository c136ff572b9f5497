"""The last step of the close leads its owner into the journal, and nobody else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.ui.close.screen import CloseScreen
from rm_desktop.ui.only_you import set_sharing
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.private.way_back import was_offered
from rm_desktop.ui.screen import Context
from tests.ui.conftest import Heard


@pytest.fixture
def session(desk: Desk) -> str:
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    return session


@pytest.fixture
def screen(qtbot: QtBot, context: Context, session: str) -> CloseScreen:
    made = CloseScreen(context)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show_place(Place(Where.CLOSE, session))
    made.show()
    return made


def step(screen: CloseScreen) -> QWidget:
    found = screen.findChild(QWidget, "close-reflect")
    assert found is not None
    return found


def press(screen: QWidget, name: str) -> None:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    found.click()


def test_it_closes_and_goes_on_in_the_journal(
    screen: CloseScreen, desk: Desk, session: str, heard: Heard
) -> None:
    press(screen, "close-and-write")
    closed = desk.open_pair.pair.sessions[session]
    assert (closed.state, closed.wrap_up) == ("closed", WrapUp.DONE)
    assert heard.places == [new_entry(session=session, template="quick-three")]
    assert heard.said[-1][0] == "Session 1 is closed."


def test_it_can_be_skipped(screen: CloseScreen, session: str, heard: Heard) -> None:
    press(screen, "skip-5")
    write = screen.findChild(QPushButton, "close-and-write")
    assert write is not None
    assert not write.isVisible()
    was_offered(screen.context.profile)
    press(screen, "finish")
    assert heard.places == [Place(Where.SUMMARY, session)]


def test_the_partner_and_a_shared_screen_do_not_see_it(
    screen: CloseScreen, desk: Desk, context: Context
) -> None:
    assert step(screen).isVisible()
    set_sharing(context, on=True)
    assert not step(screen).isVisible()
    set_sharing(context, on=False)
    desk.members.hand_over()
    assert not step(screen).isVisible()
