"""What only the owner sees while a session is prepared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.services.private import Private
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.screen import PrepareScreen
from rm_desktop.ui.screen import Context

SECRET = "He lights up when he drives"


@pytest.fixture
def topic(desk: Desk) -> str:
    return desk.agenda.add(desk.open_pair.pair.next_session.id, "Live demo")


@pytest.fixture
def screen(qtbot: QtBot, context: Context, topic: str, desk: Desk) -> PrepareScreen:
    made = PrepareScreen(context)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show_place(Place(Where.PREPARE, desk.open_pair.pair.next_session.id, topic))
    made.show()
    qtbot.waitUntil(lambda: made.view.topic.item == topic)
    return made


def held(screen: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.toPlainText() for each in screen.findChildren(QPlainTextEdit))


def cover(screen: QWidget) -> QWidget:
    found = screen.findChild(QWidget, "note-cover")
    assert found is not None
    return found


def write(desk: Desk, topic: str) -> None:
    page = desk.private_notes.open(topic)
    page.splice(0, 0, SECRET)
    desk.private_notes.leave(topic)


def test_locked_there_are_two_buttons_and_no_field(screen: PrepareScreen) -> None:
    shown = [b.text() for b in screen.findChildren(QPushButton) if b.isVisible()]
    assert shown.count("Begin…") == 2


def test_the_note_is_covered_until_it_is_asked_for(
    qtbot: QtBot, unlocked: Private, screen: PrepareScreen, desk: Desk, topic: str
) -> None:
    assert unlocked.is_open
    write(desk, topic)
    covered = held(screen)
    qtbot.keyClick(cover(screen), Qt.Key.Key_Return)
    opened = held(screen)
    screen.leave()
    assert SECRET not in covered
    assert SECRET in opened
    assert SECRET not in held(screen)


def test_the_partner_finds_neither_notes_nor_drafts(
    qtbot: QtBot, unlocked: Private, screen: PrepareScreen, desk: Desk, topic: str
) -> None:
    assert unlocked.is_open
    write(desk, topic)
    draft = desk.drafts.begin("Where I would say no")
    draft.rest()
    qtbot.mouseClick(cover(screen), Qt.MouseButton.LeftButton)
    desk.members.hand_over()
    assert SECRET not in held(screen)
    assert not screen.private_notes.isVisible()
    assert not screen.drafts.isVisible()
    assert screen.drafts.panel is None


def test_what_is_typed_stays_with_its_topic(
    qtbot: QtBot, unlocked: Private, screen: PrepareScreen, desk: Desk, topic: str
) -> None:
    assert unlocked.is_open
    qtbot.mouseClick(cover(screen), Qt.MouseButton.LeftButton)
    area = screen.private_notes.area
    assert area is not None
    qtbot.keyClicks(area.pane.edit, SECRET)
    other = desk.agenda.add(desk.open_pair.pair.next_session.id, "Another")
    screen.view.agenda.list.item_chosen.emit(other)
    assert SECRET not in held(screen)
    assert desk.private_notes.open(topic).text == SECRET
    assert desk.private_notes.noted([topic, other]) == {topic}
