"""Preparing an hour with a real pair: by keyboard, by drag, by list and by template."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import ItemState, SessionState
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.screen import PrepareScreen
from tests.ui.prepare.hands import (
    ALT,
    CONTROL,
    ENTER,
    Heard,
    agenda_of,
    button,
    focused,
    hold,
    pair_of,
    press,
    titles,
    write,
)


def questions(screen: PrepareScreen) -> list[str]:
    return list(screen.view.carried.questions)


# -- by keyboard ------------------------------------------------------------------------------


def test_an_agenda_is_prepared_with_the_keyboard_alone(
    qtbot: QtBot, screen: PrepareScreen, desk: Desk
) -> None:
    qtbot.waitUntil(screen.view.agenda.add.title.hasFocus)  # one can type at once
    for line in ("Arrive 5 min", "Live demo (20 min)", "Voicemail"):
        write(line)
        press(ENTER)
    write("What did we learn?")
    press(Qt.Key.Key_Tab)
    write("1:30")
    press(ENTER)
    assert agenda_of(desk) == [
        ("Arrive", 5),
        ("Live demo", 20),
        ("Voicemail", 0),
        ("What did we learn?", 90),
    ]
    assert screen.view.agenda.sum_words == "115 of 60 min: 55 too many · 1 topic without minutes"
    press(Qt.Key.Key_Escape)  # from the add row into the list
    assert focused() is screen.view.agenda.list
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Tab)
    write("10")
    press(ENTER)
    press(Qt.Key.Key_Up, ALT)
    assert titles(screen) == ["Arrive", "Live demo", "What did we learn?", "Voicemail"]
    press(ENTER, CONTROL)
    assert screen.view.agenda.list.rows[2].discussed
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert titles(screen) == ["Arrive", "Live demo", "What did we learn?"]
    assert screen.view.agenda.sum_words == "35 of 60 min: 25 free"


def test_enter_on_a_topic_adds_the_next_one_below_it(
    qtbot: QtBot, screen: PrepareScreen, desk: Desk
) -> None:
    session = pair_of(desk).next_session.id
    for title in ("Arrive", "Close"):
        desk.agenda.add(session, title)
    screen.view.agenda.list.setFocus()
    screen.view.agenda.list.setCurrentIndex(screen.view.agenda.list.rows_model.index(0))
    press(ENTER)
    assert screen.view.agenda.add.title.placeholderText() == "Add below “Arrive”…"
    for title in ("Live demo", "Voicemail"):
        write(title)
        press(ENTER)
    assert titles(screen) == ["Arrive", "Live demo", "Voicemail", "Close"]
    press(Qt.Key.Key_Escape)
    assert screen.view.agenda.add.title.placeholderText() == "Add a topic…"


def test_a_deleted_topic_can_be_brought_back(
    screen: PrepareScreen, desk: Desk, heard: Heard
) -> None:
    desk.agenda.add(pair_of(desk).next_session.id, "Live demo")
    screen.view.agenda.list.setFocus()
    screen.view.agenda.list.setCurrentIndex(screen.view.agenda.list.rows_model.index(0))
    press(Qt.Key.Key_Delete)
    assert heard.said == [("“Live demo” is in the bin for 30 days.", "Undo")]
    heard.press_action()
    assert titles(screen) == ["Live demo"]


def test_half_typed_words_survive_what_the_partner_changes(
    qtbot: QtBot, screen: PrepareScreen, desk: Desk
) -> None:
    qtbot.waitUntil(screen.view.agenda.add.title.hasFocus)
    write("Half a ti")
    desk.agenda.add(pair_of(desk).next_session.id, "From elsewhere")
    assert titles(screen) == ["From elsewhere"]
    assert screen.view.agenda.add.typed == "Half a ti"
    assert screen.view.agenda.add.title.hasFocus()


# -- details of a topic -----------------------------------------------------------------------


def test_leads_outcome_and_objective_of_the_chosen_topic(
    qtbot: QtBot, screen: PrepareScreen, desk: Desk
) -> None:
    pair = pair_of(desk)
    goal = desk.together.add_objective("Read a brief", pair.mentee.id)
    item = desk.agenda.add(pair.next_session.id, "Live demo", minutes=20)
    topics = screen.view.agenda.list
    topics.setCurrentIndex(topics.rows_model.index(0))
    card = screen.view.topic
    assert not card.isHidden()
    card.leads_chosen.emit(item, pair.mentee.id)
    card.objective_chosen.emit(item, goal)
    card.outcome.setFocus()
    write("He exports a report")
    screen.leave()
    stored = pair_of(desk).items[item]
    assert (stored.leads, stored.objective) == (pair.mentee.id, goal)
    assert stored.outcome == "He exports a report"
    assert topics.rows[0].note == "Henrik leads · outcome: He exports a report"
    assert screen.view.objectives.lines[0].words == "20 min in this session"


def test_the_menu_asks_for_an_outcome(qtbot: QtBot, screen: PrepareScreen, desk: Desk) -> None:
    item = desk.agenda.add(pair_of(desk).next_session.id, "Live demo")
    screen.view.agenda.list.outcome_requested.emit(item)
    assert screen.view.topic.item == item
    assert screen.view.topic.outcome.hasFocus()


# -- what waits -------------------------------------------------------------------------------


def test_the_menu_of_the_chosen_topic_opens_at_its_button(
    screen: PrepareScreen, desk: Desk
) -> None:
    desk.agenda.add(desk.open_pair.pair.next_session.id, "Live demo")
    screen.view.agenda.list.setCurrentIndex(screen.view.agenda.list.rows_model.index(0))
    more = screen.findChild(QAbstractButton, "topic-menu")
    assert more is not None
    more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "What to do with “Live demo”"
    below = more.mapToGlobal(more.rect().bottomLeft())
    assert abs(menu.y() - below.y()) <= 2
    room = menu.screen().availableGeometry().right() + 1 - menu.width()
    assert menu.x() == min(below.x(), room)
    menu.close()


def test_a_carried_topic_comes_in_by_enter_and_by_drag(
    screen: PrepareScreen, desk: Desk, clock: FakeClock
) -> None:
    hold(desk, clock, "Voicemail", "Comments")
    session = pair_of(desk).next_session.id
    last = desk.agenda.add(session, "Close", segment="landing")
    assert [row.note for row in screen.view.carried.list.rows] == ["from 26 Nov · You lead"] * 2
    screen.view.carried.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(ENTER)
    assert titles(screen) == ["Voicemail", "Close"]
    assert screen.view.agenda.list.rows[0].note == "You lead · from 26 Nov"
    (left,) = screen.view.carried.list.rows
    screen.view.agenda.list.drop_requested.emit(left.id, last, "carried")
    assert titles(screen) == ["Voicemail", "Comments", "Close"]
    assert screen.view.carried.isHidden()


def test_all_carried_topics_come_in_at_once_as_one_change(
    screen: PrepareScreen, desk: Desk, clock: FakeClock
) -> None:
    hold(desk, clock, "Voicemail", "Comments")
    button(screen, "bring-in-all").click()
    assert titles(screen) == ["Voicemail", "Comments"]
    desk.open_pair.history.undo()
    assert titles(screen) == []
    assert len(screen.view.carried.list.rows) == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("keep", "“Voicemail” stays until you two get to it."),
        ("park", "“Voicemail” is parked in the backlog."),
        ("drop", "“Voicemail” is dropped."),
    ],
)
def test_after_the_third_time_it_is_kept_parked_or_dropped(
    screen: PrepareScreen, desk: Desk, clock: FakeClock, heard: Heard, answer: str, words: str
) -> None:
    hold(desk, clock, "Voicemail")
    hold(desk, clock)
    assert questions(screen) == []
    hold(desk, clock)
    assert questions(screen) == [
        "“Voicemail” has been carried over 3 times. Keep it, park it or drop it?"
    ]
    button(screen, f"{answer}-carried").click()
    assert questions(screen) == []
    assert heard.said == [(words, "Undo")]
    assert len(screen.view.carried.list.rows) == (answer == "keep")
    assert len(screen.view.backlog.list.rows) == (answer == "park")
    heard.press_action()
    assert len(questions(screen)) == 1


def test_topics_go_into_the_backlog_and_come_back(screen: PrepareScreen, desk: Desk) -> None:
    session = pair_of(desk).next_session.id
    item = desk.agenda.add(session, "Podcasts")
    screen.view.backlog.list.drop_requested.emit(item, "", "agenda")
    assert (titles(screen), [row.title for row in screen.view.backlog.list.rows]) == (
        [],
        ["Podcasts"],
    )
    screen.view.backlog.list.bring_in_requested.emit(item)
    assert titles(screen) == ["Podcasts"]
    screen.view.agenda.list.park_requested.emit(item)
    assert [row.title for row in screen.view.backlog.list.rows] == ["Podcasts"]


# -- the session ------------------------------------------------------------------------------


def test_the_date_is_set_and_moved(
    make: Callable[..., PrepareScreen], desk: Desk, qtbot: QtBot, heard: Heard
) -> None:
    screen = make(Place(Where.PREPARE, "", "date"))
    qtbot.waitUntil(screen.view.dates.when.hasFocus)
    write("28 Nov 15:00")
    press(ENTER)
    session = pair_of(desk).next_session
    assert (session.starts, session.zone, session.moved) == ("2026-11-28T15:00", "Europe/London", 0)
    assert heard.said == [("Session 1 is on Saturday 28 Nov, 15:00.", "Undo")]
    assert screen.view.dates.isHidden()
    button(screen, "move-session").click()
    screen.view.dates.when.setText("5 Dec 16:00")
    screen.view.dates.length.setText("45")
    button(screen, "set-date").click()
    session = pair_of(desk).next_session
    assert (session.starts, session.minutes, session.moved) == ("2026-12-05T16:00", 45, 1)


def test_the_headline_is_stored(screen: PrepareScreen, desk: Desk) -> None:
    screen.view.header.title.setFocus()
    write("Short video")
    press(ENTER)
    assert pair_of(desk).next_session.title == "Short video"


def test_it_starts_without_an_agenda(screen: PrepareScreen, desk: Desk, heard: Heard) -> None:
    start = button(screen, "start-session")
    start.click()
    session = pair_of(desk).next_session
    assert session.state == SessionState.RUNNING
    assert heard.places == [Place(Where.ROOM, session.id)]
    assert start.text() == "To the room"


def test_another_running_session_is_named_first(
    make: Callable[..., PrepareScreen], desk: Desk, heard: Heard, clock: FakeClock
) -> None:
    first = pair_of(desk).next_session.id
    hold(desk, clock)
    later = pair_of(desk).next_session.id
    desk.sessions.rename(later, "Later")
    desk.sessions.reopen(first)
    desk.room.start(first)
    screen = make(Place(Where.PREPARE, later))
    button(screen, "start-session").click()
    assert heard.said == [("Session 1 is still running.", "Open it")]
    heard.press_action()
    assert heard.places == [Place(Where.ROOM, first)]


def test_a_closed_session_is_read_in_its_summary(
    make: Callable[..., PrepareScreen], desk: Desk, heard: Heard, clock: FakeClock, qtbot: QtBot
) -> None:
    session = pair_of(desk).next_session.id
    hold(desk, clock)
    make(Place(Where.PREPARE, session))
    qtbot.waitUntil(lambda: bool(heard.places))
    assert heard.places == [Place(Where.SUMMARY, session)]


def test_since_last_time_is_ticked_off(screen: PrepareScreen, desk: Desk, heard: Heard) -> None:
    action = desk.actions.add("Share the survey")
    assert screen.view.since.texts == ("Share the survey",)
    box = screen.view.since.findChild(QWidget, "action-done")
    assert box is not None
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert pair_of(desk).actions[action].done_at
    assert screen.view.since.isHidden()
    assert heard.said == [("Action done.", "Undo")]


def test_the_agenda_is_printed(screen: PrepareScreen, desk: Desk, dialogs: AnsweredDialogs) -> None:
    desk.agenda.add(pair_of(desk).next_session.id, "Live demo", minutes=20)
    button(screen, "print-agenda").click()
    (page,) = dialogs.printed
    assert "Live demo" in page


def test_a_place_can_name_a_topic(
    make: Callable[..., PrepareScreen], desk: Desk, qtbot: QtBot
) -> None:
    session = pair_of(desk).next_session.id
    desk.agenda.add(session, "Arrive")
    item = desk.agenda.add(session, "Live demo")
    screen = make(Place(Where.PREPARE, session, item))
    qtbot.waitUntil(screen.view.agenda.list.hasFocus)
    assert screen.view.agenda.list.chosen == item == screen.view.topic.item


def test_marking_discussed_is_undone_like_everything(screen: PrepareScreen, desk: Desk) -> None:
    item = desk.agenda.add(pair_of(desk).next_session.id, "Live demo")
    screen.view.agenda.list.discussed_toggled.emit(item, True)
    assert pair_of(desk).items[item].state == ItemState.DISCUSSED
    desk.open_pair.history.undo()
    assert not screen.view.agenda.list.rows[0].discussed


def test_after_handing_over_the_other_one_leads_what_is_added(
    screen: PrepareScreen, desk: Desk
) -> None:
    desk.members.hand_over()
    screen.view.agenda.add.title.setText("Where I would say no")
    QTest.keyClick(screen.view.agenda.add.title, ENTER)
    (row,) = screen.view.agenda.list.rows
    assert (row.voice, row.note) == ("them", "Henrik leads")


def test_a_half_typed_topic_is_its_authors_when_the_keyboard_changes_hands(
    screen: PrepareScreen, desk: Desk
) -> None:
    screen.view.agenda.add.title.setText("Where I would say no")
    screen.leave()
    desk.members.hand_over()
    (item,) = pair_of(desk).agenda(pair_of(desk).next_session.id)
    assert (item.title, item.added_by, item.leads) == (
        "Where I would say no",
        desk.open_pair.you,
        desk.open_pair.you,
    )
