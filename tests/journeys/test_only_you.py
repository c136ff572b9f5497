"""What is only for Maya's eyes, from the first draft to the passage she decides to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rm_desktop.ui.places import Where
from rm_desktop.ui.theme import apply_theme, load_theme
from tests.journeys.traveller import Traveller
from tests.journeys.window import CTRL, Window

PASSPHRASE = "copper otter seventeen lanterns"


@pytest.fixture(autouse=True, scope="module")
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))


@pytest.fixture
def window(qtbot: QtBot, maya: Traveller) -> Iterator[Window]:
    maya.meet()
    window = Window(qtbot, maya)
    yield window
    window.shut()


def choose_passphrase(window: Window) -> None:
    """Set up private pages where they are asked for first."""
    window.press("unlock-drafts")
    window.type(PASSPHRASE, enter=True)
    window.type(PASSPHRASE, enter=True)
    window.qtbot.waitUntil(lambda: window.laptop.profile.private_is_open, timeout=20_000)
    QApplication.processEvents()


def begin_draft(window: Window, title: str) -> None:
    window.type_into("new-draft", title, enter=True)


def in_fields(window: Window) -> str:
    """Everything that any field of the window holds, in sight or not."""
    fields = window.frame.findChildren(QPlainTextEdit)
    return "\n".join(each.toPlainText() for each in fields)


def hold(window: Window) -> None:
    window.key(Qt.Key.Key_N, CTRL)
    window.press("start-session")


def test_a_thought_becomes_a_draft_and_a_topic_of_both(window: Window) -> None:
    assert window.sees("Topics I am preparing · only you")
    choose_passphrase(window)
    begin_draft(window, "How to say no to a finished film")
    window.press("draft-state")
    assert window.sees("Draft")

    window.press("draft-open")
    window.type("One of the three is mine")
    window.press("draft-add")
    assert window.sees("This is what Henrik will see")
    assert not window.sees("One of the three is mine")
    window.press("preview-add")
    assert window.laptop.titles(window.laptop.upcoming) == ["How to say no to a finished film"]
    assert "One of the three is mine" not in window.laptop.agenda()

    window.key(Qt.Key.Key_N, CTRL)
    assert window.agenda() == ["How to say no to a finished film"]


def test_a_note_beside_a_topic_is_seen_by_its_writer_only(window: Window) -> None:
    choose_passphrase(window)
    begin_draft(window, "Live demo")
    window.press("draft-open")
    window.press("draft-add")
    window.press("preview-add")
    hold(window)
    window.press("private-notes-fold")
    window.press("note-cover")
    window.type("He lights up when he drives")

    window.press("room-sharing")  # Henrik joins from another room and sees the screen
    assert not window.sees("Private notes")
    assert "lights up" not in in_fields(window)
    window.press("room-sharing")

    window.press("room-hand-over")
    window.press("hand-over-accept")
    assert not window.sees("Private notes")
    assert not window.sees("Unlock to write")
    assert "lights up" not in in_fields(window)
    window.press_words("Give back")
    window.press("hand-over-accept")
    assert "lights up" not in in_fields(window)
    assert window.sees("Unlock to write") or window.sees("Private notes")


def test_after_the_hour_there_are_three_minutes_for_oneself(window: Window) -> None:
    choose_passphrase(window)
    hold(window)
    window.wait(30)
    window.press("room-close")
    window.press("close-and-write")
    assert window.is_at(Where.JOURNAL)
    [closed] = window.laptop.pair.closed

    window.go(1)
    assert window.sees("Session 1 was today. Three minutes?")
    journal = window.laptop.desk.journal
    page = journal.begin(session=closed.id)
    page.splice(0, 0, "The silence lasted, and I did not fill it")
    journal.pages.leave(page.id)
    QApplication.processEvents()
    assert not window.sees("Three minutes?")

    window.laptop.profile.private.lock()
    QApplication.processEvents()
    assert not window.sees("Reflect")
    assert window.sees("Unlock")
    assert "silence" not in "\n".join(window.lines())
    window.key(Qt.Key.Key_K, CTRL)
    window.type("silence")
    assert not window.sees("The silence lasted")
    assert "silence" not in window.frame.windowTitle()
    window.key(Qt.Key.Key_Escape)


def test_a_passage_is_shown_read_and_then_stays(window: Window) -> None:
    choose_passphrase(window)
    desk = window.laptop.desk
    page = desk.journal.begin()
    page.splice(0, 0, "I was nervous before the first hour, and nobody knew.")
    desk.journal.pages.leave(page.id)
    desk.passages.share(page.id, "I was nervous before the first hour")
    window.press_words("Hand over to Henrik")
    window.press("hand-over-accept")

    assert window.sees("Maya shared a passage with you")
    window.press("read-passage")
    assert window.is_at(Where.TOGETHER)
    window.qtbot.waitUntil(lambda: window.sees("I was nervous before the first hour"))
    assert not window.sees("nobody knew")
    window.go(1)
    assert not window.sees("shared a passage")
