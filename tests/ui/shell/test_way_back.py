"""The Undo of a notice takes back what the notice tells of, or is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import SessionState
from rm_desktop.services.desk import Desk
from rm_desktop.services.history import WayBack
from rm_desktop.services.profile import Profile
from rm_desktop.ui.close.screen import CloseScreen
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.way_back import was_offered
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.widgets.button import Button


@pytest.fixture
def conductor(qtbot: QtBot, profile: Profile, desk: Desk) -> Iterator[Conductor]:
    assert desk.open_pair.you
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, profile, AnsweredDialogs())
    made.begin()
    with qtbot.waitExposed(frame):
        frame.show()
    yield made
    made.leave()
    made.house.close()


def press(qtbot: QtBot, conductor: Conductor, name: str) -> None:
    found = next(b for b in conductor.frame.findChildren(Button, name) if b.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def finish(qtbot: QtBot, conductor: Conductor, session: str) -> None:
    conductor.go(Place(Where.CLOSE, session))
    QApplication.processEvents()
    assert isinstance(conductor.screen, CloseScreen)
    press(qtbot, conductor, "finish")


def test_the_undo_of_a_closed_session_is_gone_before_the_next_one_starts(
    conductor: Conductor, desk: Desk, profile: Profile, qtbot: QtBot
) -> None:
    was_offered(profile)
    first = desk.open_pair.pair.next_session.id
    desk.room.start(first)
    finish(qtbot, conductor, first)
    assert conductor.place == Place(Where.SUMMARY, first)
    assert conductor.frame.notice == "Session 1 is closed."
    second = desk.open_pair.pair.next_session.id
    conductor.go(Place(Where.PREPARE, second))
    assert conductor.frame.notice == ""
    conductor.start()
    assert desk.open_pair.pair.sessions[second].state == SessionState.RUNNING


def test_the_undo_on_the_spot_takes_back_the_close(
    conductor: Conductor, desk: Desk, profile: Profile, qtbot: QtBot
) -> None:
    was_offered(profile)
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    finish(qtbot, conductor, session)
    press(qtbot, conductor, "notice-action")
    assert desk.open_pair.pair.sessions[session].state == SessionState.RUNNING


def test_the_undo_beside_the_offered_phrase_leads_back_to_the_session(
    conductor: Conductor, desk: Desk, qtbot: QtBot
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    finish(qtbot, conductor, session)
    assert conductor.place == Place(Where.RECOVERY, session)
    press(qtbot, conductor, "notice-action")
    assert conductor.place == Place(Where.CLOSE, session)
    finish(qtbot, conductor, session)
    press(qtbot, conductor, "recovery-later")
    assert conductor.place == Place(Where.SUMMARY, session)


def test_a_newer_change_takes_the_notice_away(conductor: Conductor, desk: Desk) -> None:
    history = desk.open_pair.history
    desk.agenda.add("", "One")
    conductor.telling.say("Topic added.", "Undo", history.way_back())
    QApplication.processEvents()
    assert conductor.frame.notice == "Topic added."
    desk.agenda.add("", "Two")
    QApplication.processEvents()
    assert conductor.frame.notice == ""


def test_a_notice_of_something_else_outlasts_changes_and_steps(
    conductor: Conductor, desk: Desk
) -> None:
    conductor.telling.say("The session has begun.", "Go there", lambda: None)
    desk.agenda.add("", "One")
    conductor.go(Place(Where.SESSIONS))
    QApplication.processEvents()
    assert conductor.frame.notice == "The session has begun."


def test_a_way_back_leads_nowhere_once_something_newer_was_done(desk: Desk) -> None:
    history = desk.open_pair.history
    nothing = history.way_back()
    desk.agenda.add("", "One")
    one = history.way_back()
    desk.agenda.add("", "One")  # the same words, and another step
    assert [nothing.is_open, one.is_open] == [False, False]
    one()
    nothing()
    assert len(desk.open_pair.pair.backlog) == 2
    WayBack(history)()
    assert one.is_open
    one()
    assert not desk.open_pair.pair.backlog
