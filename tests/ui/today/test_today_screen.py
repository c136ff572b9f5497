"""The Today screen with a real pair."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.today.screen import TodayScreen
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> TodayScreen:
    made = TodayScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    return made


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def press(qtbot: QtBot, screen: QWidget, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_changes_elsewhere_shows_at_once(screen: TodayScreen, desk: Desk) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.sessions.plan(session, datetime(2026, 11, 28, 15, 0), "Europe/London")  # noqa: DTZ001
    desk.sessions.rename(session, "Short video")
    assert "Short video" in words(screen)
    assert "next session in 2 days" in words(screen)


def test_the_agenda_the_date_and_a_topic_are_one_click_away(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    session = desk.open_pair.pair.next_session.id
    for name in ("open-agenda", "move-session", "new-topic"):
        press(qtbot, screen, name)
    assert heard.places == [
        Place(Where.PREPARE, session),
        Place(Where.PREPARE, session, "date"),
        Place(Where.PREPARE, session, "add"),
    ]


def test_starting_the_session_leads_into_the_room(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    press(qtbot, screen, "start-session")
    session = desk.open_pair.pair.next_session
    assert session.state == "running"
    assert heard.places == [Place(Where.ROOM, session.id)]
    assert "Running now" in words(screen)
    press(qtbot, screen, "start-session")
    assert heard.places[-1] == Place(Where.ROOM, session.id)


def test_ticking_an_action_off_can_be_undone(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    action = desk.actions.add("Share the survey", due="2026-11-27")
    box = screen.findChild(CheckBox)
    assert box is not None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert desk.open_pair.pair.actions[action].done_at
    assert "Nothing open" in words(screen)
    heard.press_action()
    assert not desk.open_pair.pair.actions[action].done_at
    assert "Share the survey" in words(screen)


def test_looking_back_later_or_never(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    desk.room.close(session, WrapUp.PENDING)
    press(qtbot, screen, "look-back")
    assert heard.places == [Place(Where.CLOSE, session)]
    press(qtbot, screen, "leave-it")
    assert desk.open_pair.pair.sessions[session].wrap_up == WrapUp.SKIPPED
    assert "Look back together" not in words(screen)


def test_strange_characters_in_a_headline_do_no_harm(screen: TodayScreen, desk: Desk) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.sessions.rename(session, "<b>bold</b> \u202eevil")
    shown = words(screen)
    assert "<b>bold</b>" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("width", [600, 816, 1712])
def test_nothing_is_cut_off_sideways(screen: TodayScreen, width: int, desk: Desk) -> None:
    desk.actions.add("A promise that is rather long and has to wrap " * 3)
    screen.resize(width, 640)
    screen.grab()
    for card in screen.findChildren(QWidget):
        if card.isVisible() and card.parentWidget() is not None:
            assert card.mapTo(screen, card.rect().topRight()).x() <= screen.width()
