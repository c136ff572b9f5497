"""An hour that Maya begins and closes, as Henrik hears of it in his own window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.ui.close.screen import CloseScreen
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.calling import Calling
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.widgets.label import Label
from tests.services.couple import Seat
from tests.ui.sync.conftest import Couple, desk_of


def window_of(qtbot: QtBot, seat: Seat, dialogs: AnsweredDialogs) -> Conductor:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, seat.profile, dialogs)
    Calling(made)
    made.begin()
    frame.resize(1280, 800)
    frame.show()
    qtbot.waitExposed(frame)
    return made


@pytest.fixture
def henrik(qtbot: QtBot, couple: Couple, dialogs: AnsweredDialogs) -> Iterator[Conductor]:
    made = window_of(qtbot, couple.henrik, dialogs)
    yield made
    made.leave()
    made.retire()
    made.house.close()


@pytest.fixture
def session(couple: Couple) -> str:
    return desk_of(couple.maya).open_pair.pair.next_session.id


def begin(couple: Couple, session: str) -> None:
    desk_of(couple.maya).agenda.add(session, "A brief", minutes=15)
    desk_of(couple.maya).room.start(session)
    couple.carry()


def close(couple: Couple, session: str) -> None:
    desk_of(couple.maya).room.close(session, WrapUp.DONE)
    couple.carry()


def press(widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    button.click()


def test_he_is_called_and_not_taken_there(couple: Couple, henrik: Conductor, session: str) -> None:
    begin(couple, session)
    assert henrik.frame.notice == "Maya has begun the session"
    assert henrik.place.where == Where.TODAY
    press(henrik.frame, "notice-action")
    assert henrik.place == Place(Where.ROOM, session)


def test_one_who_came_by_another_way_is_called_no_more(
    couple: Couple, henrik: Conductor, session: str
) -> None:
    begin(couple, session)
    assert henrik.frame.notice == "Maya has begun the session"
    henrik.go(Place(Where.PREPARE))
    assert henrik.frame.notice == "Maya has begun the session"
    henrik.go(Place(Where.ROOM, session))
    assert henrik.frame.notice == ""


def test_the_room_he_is_in_says_how_it_ended_and_leads_to_his_takeaway(
    qtbot: QtBot, couple: Couple, henrik: Conductor, session: str
) -> None:
    begin(couple, session)
    henrik.go(Place(Where.ROOM, session))
    henrik.frame.hush()
    ending = henrik.screen.findChild(QWidget, "room-ending")
    assert ending is not None
    assert ending.isHidden()
    close(couple, session)
    assert henrik.frame.notice == ""
    assert henrik.place == Place(Where.ROOM, session)
    assert ending.isVisible()
    words = "Maya has closed the session. Your takeaway is still open."
    assert ending.accessibleName() == words
    press(ending, "question-yes")
    assert henrik.place == Place(Where.CLOSE, session)
    area = henrik.screen.findChild(QWidget, f"takeaway-{couple.desk.open_pair.you}")
    assert area is not None
    qtbot.waitUntil(area.isVisible)


def test_one_who_gave_a_takeaway_is_led_to_the_summary(
    couple: Couple, henrik: Conductor, session: str
) -> None:
    begin(couple, session)
    henrik.go(Place(Where.ROOM, session))
    couple.desk.room.set_takeaway(session, couple.desk.open_pair.you, "Ask first")
    close(couple, session)
    ending = henrik.screen.findChild(QWidget, "room-ending")
    assert ending is not None
    assert ending.accessibleName() == "Maya has closed the session."
    other = ending.findChild(QPushButton, "question-no")
    assert other is not None
    assert other.isHidden()
    press(ending, "question-yes")
    assert henrik.place == Place(Where.SUMMARY, session)


def test_elsewhere_he_is_told_of_the_end(couple: Couple, henrik: Conductor, session: str) -> None:
    begin(couple, session)
    close(couple, session)
    assert henrik.frame.notice.startswith("Maya has closed the session.")
    press(henrik.frame, "notice-action")
    assert henrik.place == Place(Where.CLOSE, session)


def test_leaving_it_takes_nothing_from_a_finished_close(
    couple: Couple, henrik: Conductor, session: str
) -> None:
    begin(couple, session)
    close(couple, session)
    henrik.go(Place(Where.CLOSE, session))
    press(henrik.screen, "no-time")
    assert couple.desk.open_pair.pair.session(session).wrap_up == WrapUp.DONE


def test_maya_hears_that_he_can_write_on_his_own_laptop(
    qtbot: QtBot, couple: Couple, dialogs: AnsweredDialogs, session: str
) -> None:
    begin(couple, session)
    maya = window_of(qtbot, couple.maya, dialogs)
    maya.go(Place(Where.CLOSE, session))
    assert isinstance(maya.screen, CloseScreen)
    partner = couple.desk.open_pair.you
    beside = maya.screen.findChild(Label, f"beside-{partner}")
    assert beside is not None
    qtbot.waitUntil(beside.isVisible)
    assert beside.text() == "Henrik can write theirs on their own laptop."
    hand_over = maya.screen.findChild(QPushButton, f"hand-over-{partner}")
    assert hand_over is not None
    assert hand_over.isVisible()
    maya.leave()
    maya.retire()
    maya.house.close()


def test_today_keeps_the_way_to_his_takeaway_until_he_gave_one(
    couple: Couple, henrik: Conductor, session: str
) -> None:
    begin(couple, session)
    assert henrik.screen.findChild(QWidget, "takeaway-owed") is None
    close(couple, session)
    card = henrik.screen.findChild(QWidget, "takeaway-owed")
    assert card is not None
    press(card, "write-takeaway")
    assert henrik.place == Place(Where.CLOSE, session)
    couple.desk.room.set_takeaway(session, couple.desk.open_pair.you, "Ask first")
    henrik.go(Place(Where.TODAY))
    assert card.isHidden()
