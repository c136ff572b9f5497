"""The journeys again, in the real window, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import Role
from rm_desktop.services.pairs import Person
from rm_desktop.ui.places import Where
from rm_desktop.ui.theme import apply_theme, load_theme
from tests.journeys.traveller import Traveller
from tests.journeys.window import CTRL, Window
from tests.laptop import MAYA


@pytest.fixture(autouse=True, scope="module")
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))


@pytest.fixture
def window(qtbot: QtBot, maya: Traveller) -> Iterator[Window]:
    maya.meet()
    window = Window(qtbot, maya)
    yield window
    window.shut()


def prepare(window: Window, *topics: str) -> None:
    """Write topics on the next agenda, one Enter each."""
    window.key(Qt.Key.Key_N, CTRL)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for topic in topics:
        window.type(topic, enter=True)


def hold(window: Window, *, minutes: float = 30) -> None:
    """Start the next session, let it run, and close it without ceremony."""
    window.key(Qt.Key.Key_N, CTRL)
    window.press("start-session")
    window.wait(minutes)
    window.press("room-close")
    window.press("finish")


def test_prepare_run_and_close(window: Window) -> None:
    maya = window.laptop
    prepare(window, "Two-minute films 20 min", "How a budget is made 15m")
    assert window.is_at(Where.PREPARE)
    assert window.agenda() == ["Two-minute films", "How a budget is made"]
    window.press("move-session")
    window.type_into("date-field", "3 dec 15:00", enter=True)
    assert window.sees("Thursday 3 Dec")

    window.press("start-session")
    assert window.is_at(Where.ROOM)
    assert window.sees("20:00")
    window.wait(12.5)
    assert window.sees("7:30")
    assert window.sees("on time")
    window.type_into("notes-edit", "Start with the *end*.")
    window.press("action-add")
    window.type_into("action-new", "Film the town hall", enter=True)
    window.find("room").setFocus()
    window.key(Qt.Key.Key_N)
    window.wait(16)
    assert window.sees("+1:00")
    assert window.sees("Over time")
    window.press("room-close")
    assert window.is_at(Where.CLOSE)

    window.type_into(f"takeaway-{maya.maya}", "He asks better questions than I do")
    window.press("finish")
    assert window.is_at(Where.RECOVERY)  # once, after the first session
    window.press("recovery-later")
    assert window.is_at(Where.SUMMARY)
    assert window.sees("He asks better questions than I do")
    window.restart()
    assert window.is_at(Where.TODAY)
    assert window.sees("Film the town hall")
    record = maya.summary(maya.pair.closed[0].id)
    for words in ("Start with the *end*.", "Film the town hall", "He asks better questions"):
        assert words in record


def test_henrik_takes_the_keyboard_and_gives_it_back(window: Window) -> None:
    maya = window.laptop
    prepare(window, "Two-minute films 20 min")
    window.press("rail-hand-over")
    assert window.sees("Hand the laptop to Henrik")
    window.key(Qt.Key.Key_Return)
    prepare(window, "How a budget is made 15m")
    assert window.sees("Give back to Maya")
    topics = maya.pair.agenda(maya.upcoming)
    assert [maya.pair.name(item.leads) for item in topics] == ["Maya Okafor", "Henrik Berg"]
    assert [maya.pair.name(item.added_by) for item in topics] == ["Maya Okafor", "Henrik Berg"]
    window.go(1)
    assert window.sees("Good afternoon, Henrik")
    window.press("rail-hand-over")
    window.key(Qt.Key.Key_Return)
    assert window.sees("Good afternoon, Maya")


def test_quitting_in_the_middle_of_a_sentence_and_of_a_topic(window: Window) -> None:
    maya = window.laptop
    prepare(window, "Two-minute films 20 min")
    window.press("start-session")
    window.wait(3)
    window.type_into("notes-edit", "half a sent")
    window.shut()
    maya.clock.advance(41)
    maya.start()
    window.open()
    assert window.sees("Running now · Session 1")
    window.conductor.start()
    assert window.is_at(Where.ROOM)
    assert window.sees("16:19")
    notes = window.find("notes-edit", QPlainTextEdit)
    assert isinstance(notes, QPlainTextEdit)
    assert notes.toPlainText() == "half a sent"


def test_a_topic_waits_from_session_to_session(window: Window) -> None:
    maya = window.laptop
    both = ["The hard one", "Two-minute films"]
    prepare(window, "The hard one 20 min", "Two-minute films 10 min")
    for _ in range(2):  # half a minute of a topic is a glance: it is not ticked at the close
        hold(window, minutes=0.5)
        prepare(window)
        assert window.agenda("carried-list") == both
        assert not window.sees("Park it")
        window.press("bring-in-all")
        assert window.agenda() == both
    hold(window, minutes=0.5)
    window.restart()
    prepare(window)
    assert window.agenda("carried-list") == both
    window.press_words("Park it")
    assert window.agenda("carried-list") == both[1:]
    window.press_words("Drop it")
    assert maya.carried() == []
    assert maya.titles("") == both[:1]


def test_a_session_is_moved_and_moved_back(window: Window) -> None:
    maya = window.laptop
    prepare(window, "Two-minute films 20 min")
    window.press("move-session")
    window.type_into("date-field", "3 dec 15:00", enter=True)
    window.press("move-session")
    window.type_into("date-field", "8 dec 16:00", enter=True)
    window.go(1)
    assert window.sees("next session in 12 days")
    assert window.sees("1 moved")
    window.restart()
    assert window.sees("next session in 12 days")
    prepare(window)
    assert window.agenda() == ["Two-minute films"]
    assert maya.pair.next_session.moved == 1


def test_every_change_can_be_taken_back_from_the_keyboard(window: Window) -> None:
    prepare(window, "One", "Two")
    window.go(1)
    window.key(Qt.Key.Key_Z, CTRL)
    assert window.frame.notice == "Undone: Add “Two”"
    window.key(Qt.Key.Key_Z, CTRL)
    prepare(window)
    assert window.agenda() == []
    window.go(1)
    window.key(Qt.Key.Key_Y, CTRL)
    assert window.frame.notice == "Done again: Add “One”"
    prepare(window)
    assert window.agenda() == ["One"]


def test_a_deleted_pair_is_gone_and_the_other_one_is_shown(window: Window) -> None:
    maya = window.laptop
    prepare(window, "Something else")
    maya.profile.create_pair(MAYA, Person("Lena Vogt", Role.MENTEE))
    assert window.sees("Maya & Lena")
    prepare(window, "A zanzibar secret")
    window.key(Qt.Key.Key_Comma, CTRL)
    window.press_words("Delete this pair…")
    assert len(window.dialogs.asked) == 1
    assert window.is_at(Where.TODAY)
    assert window.sees("Maya & Henrik")
    assert maya.desk.search.find("zanzibar", all_pairs=True) == []
    window.restart()
    assert window.sees("Something else")
