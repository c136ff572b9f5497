"""The list of sessions with a real pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.sessions.delegate import dots_of
from rm_desktop.ui.sessions.rows import MOST
from rm_desktop.ui.sessions.screen import SessionsScreen


class Heard(Protocol):
    places: list[Place]
    said: list[tuple[str, str]]

    def press_action(self) -> None: ...


def hold(desk: Desk, clock: FakeClock, title: str) -> str:
    """Prepare, run and close the next session."""
    session = desk.open_pair.pair.next_session.id
    desk.sessions.plan(session, datetime(2026, 11, 26, 14, 0), "Europe/London")  # noqa: DTZ001
    desk.sessions.rename(session, title)
    desk.agenda.add(session, f"About {title}", minutes=20)
    desk.room.start(session)
    clock.advance(600)
    desk.room.next_topic(session)
    desk.room.close(session, WrapUp.DONE)
    return session


@pytest.fixture
def held(desk: Desk, clock: FakeClock) -> list[str]:
    return [hold(desk, clock, "feeds"), hold(desk, clock, "briefs")]


@pytest.fixture
def screen(qtbot: QtBot, held: list[str], context: Context) -> Iterator[SessionsScreen]:
    made = SessionsScreen(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    for menu in made.findChildren(QMenu):
        menu.close()


def state_of(desk: Desk, session: str) -> str:
    return str(desk.open_pair.pair.sessions[session].state)


def press(screen: SessionsScreen, name: str) -> None:
    button = screen.next.findChild(QPushButton, name)
    assert button is not None
    assert not button.isHidden()
    button.click()


def choose(menu: QMenu | None, text: str) -> None:
    assert menu is not None
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()


def test_it_shows_the_next_one_and_the_past(screen: SessionsScreen) -> None:
    assert screen.next.words[0] == "Session 3 · next"
    assert [row.title for row in screen.past.rows] == ["Session 2 · briefs", "Session 1 · feeds"]
    assert screen.past.rows[0].covered == "About briefs"


def test_a_click_and_enter_open_the_summary(
    screen: SessionsScreen, held: list[str], heard: Heard
) -> None:
    place = screen.past.visualRect(screen.past.rows_model.index(0))
    at = QPoint(place.left() + 60, place.center().y())
    QTest.mouseClick(screen.past.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.places == [Place(Where.SUMMARY, held[1])]
    QTest.keyClick(screen.past, Qt.Key.Key_Down)
    QTest.keyClick(screen.past, Qt.Key.Key_Return)
    assert heard.places[1:] == [Place(Where.SUMMARY, held[0])]


def test_the_dots_open_the_menu_and_do_not_open_the_session(
    screen: SessionsScreen, heard: Heard
) -> None:
    place = dots_of(screen.past.visualRect(screen.past.rows_model.index(1))).center()
    QTest.mouseClick(screen.past.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = screen.past.findChild(QMenu)
    assert menu is not None
    said = [each.text().split("\t")[0] for each in menu.actions()]
    assert said == ["Open the summary", "Reopen", "Delete"]
    assert heard.places == []


def test_reopen_makes_it_the_next_one_and_undo_takes_it_back(
    screen: SessionsScreen, desk: Desk, held: list[str], heard: Heard
) -> None:
    choose(screen.past.open_menu(held[1]), "Reopen")
    assert screen.next.words[:2] == ("Session 2 · next", "briefs")
    assert heard.said == [("Session 2 is planned again.", "Undo")]
    heard.press_action()
    assert state_of(desk, held[1]) == SessionState.CLOSED
    assert len(screen.past.rows) == 2


def test_delete_by_key_goes_to_the_bin(
    screen: SessionsScreen, desk: Desk, held: list[str], heard: Heard
) -> None:
    screen.past.setFocus()
    screen.past.setCurrentIndex(screen.past.rows_model.index(1))
    QTest.keyClick(screen.past, Qt.Key.Key_Delete)
    assert [row.title for row in screen.past.rows] == ["Session 1 · briefs"]
    assert heard.said == [("Session 1 is in the bin for 30 days.", "Undo")]
    heard.press_action()
    assert len(screen.past.rows) == 2


def test_the_next_session_opens_starts_and_moves(
    screen: SessionsScreen, desk: Desk, heard: Heard
) -> None:
    session = desk.open_pair.pair.next_session.id
    press(screen, "open-agenda")
    press(screen, "move-session")
    press(screen, "start-session")
    assert heard.places == [
        Place(Where.PREPARE, session),
        Place(Where.PREPARE, session, "date"),
        Place(Where.ROOM, session),
    ]
    assert screen.next.words[0] == "Session 3 · running now"


def test_skipping_hands_the_topics_on_and_can_be_taken_back(
    screen: SessionsScreen, desk: Desk, heard: Heard
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "Live demo", minutes=20)
    press(screen, "skip-session")
    assert heard.said == [("The session is skipped; its topics wait on the next one.", "Undo")]
    assert screen.next.words[:1] == ("Session 3 · next",)
    assert screen.next.words[-1].startswith("1 topic")
    skipped = screen.past.rows[0]
    assert (skipped.title, skipped.quiet) == ("Skipped session", True)
    choose(screen.past.open_menu(session), "Plan it again")
    assert desk.open_pair.pair.next_session.id == session


def test_what_was_planned_for_later_is_listed(
    screen: SessionsScreen, desk: Desk, held: list[str], heard: Heard
) -> None:
    later = desk.open_pair.pair.next_session.id
    desk.sessions.rename(later, "Later")
    desk.sessions.reopen(held[0])
    assert [row.title for row in screen.planned.rows] == ["Session 3 · Later"]
    screen.planned.setCurrentIndex(screen.planned.rows_model.index(0))
    QTest.keyClick(screen.planned, Qt.Key.Key_Return)
    choose(screen.planned.open_menu(later), "Move")
    assert heard.places == [Place(Where.PREPARE, later), Place(Where.PREPARE, later, "date")]


def test_a_session_nobody_wrote_into_can_be_opened_and_not_deleted(
    qtbot: QtBot, context: Context
) -> None:
    screen = SessionsScreen(context)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    hidden = [
        button.objectName() for button in screen.next.findChildren(QPushButton) if button.isHidden()
    ]
    assert hidden == ["skip-session", "delete-session"]
    assert screen.past.isHidden()


def test_earlier_sessions_come_when_they_are_asked_for(
    screen: SessionsScreen, desk: Desk, clock: FakeClock
) -> None:
    for n in range(MOST - 1):
        hold(desk, clock, str(n))
    earlier = screen.findChild(QPushButton, "show-earlier")
    assert earlier is not None
    assert (len(screen.past.rows), earlier.text()) == (MOST, "Show 1 earlier session")
    earlier.click()
    assert (len(screen.past.rows), earlier.isHidden()) == (MOST + 1, True)


def test_a_left_out_session_is_not_opened_by_a_click(
    screen: SessionsScreen, desk: Desk, heard: Heard
) -> None:
    desk.sessions.rename(desk.open_pair.pair.next_session.id, "Skipped one")
    press(screen, "skip-session")
    place = screen.past.visualRect(screen.past.rows_model.index(0))
    at = QPoint(place.left() + 60, place.center().y())
    QTest.mouseClick(screen.past.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.places == []
