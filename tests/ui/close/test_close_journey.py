"""In the window: Maya closes the hour, hands over to Henrik, gets the laptop back, and finishes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import SessionState
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.close.screen import CloseScreen
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.handover.cover import Cover
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.text_area import TextArea


@pytest.fixture
def conductor(qtbot: QtBot, profile: Profile, desk: Desk) -> Iterator[Conductor]:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, profile, AnsweredDialogs())
    made.begin()
    with qtbot.waitExposed(frame):
        frame.show()
    yield made
    made.leave()
    made.house.close()


def press(qtbot: QtBot, root: QWidget, name: str) -> None:
    found = next(b for b in root.findChildren(Button, name) if b.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_both_take_something_away(
    conductor: Conductor, desk: Desk, clock: FakeClock, qtbot: QtBot
) -> None:
    pair = desk.open_pair.pair
    maya, henrik = pair.mentor.id, pair.mentee.id
    session = pair.next_session.id
    desk.agenda.add(session, "A creator brief", minutes=15)
    desk.room.start(session)
    clock.advance(14 * 60)
    conductor.go(Place(Where.CLOSE, session))
    QApplication.processEvents()
    screen, frame = conductor.screen, conductor.frame
    assert isinstance(screen, CloseScreen)
    area = screen.findChild(TextArea, f"takeaway-{maya}")
    assert area is not None
    qtbot.keyClicks(area, "The mouse, sooner.")
    press(qtbot, screen, f"hand-over-{henrik}")
    assert frame.findChild(Cover) is not None
    assert dict(desk.open_pair.pair.sessions[session].takeaways) == {maya: "The mouse, sooner."}
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert frame.findChild(Cover) is None
    assert focused().objectName() == f"takeaway-{henrik}"
    qtbot.keyClicks(focused(), "Two lines are enough.")
    press(qtbot, screen, "give-back")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert desk.open_pair.actor == maya
    press(qtbot, screen, "finish")
    assert conductor.place == Place(Where.RECOVERY, session)
    assert frame.notice == "Session 1 is closed."
    press(qtbot, frame, "recovery-later")
    assert conductor.place == Place(Where.SUMMARY, session)
    found = desk.open_pair.pair.sessions[session]
    assert found.state == SessionState.CLOSED
    assert dict(found.takeaways)[henrik] == "Two lines are enough."
