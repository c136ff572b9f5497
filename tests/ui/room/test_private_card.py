"""Private notes in the room: locked, folded, covered, written; gone when somebody looks on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.journal import note_id
from rm_desktop.services.private import Private
from rm_desktop.services.profile import Profile
from rm_desktop.ui.private_notes.area import NoteArea
from rm_desktop.ui.room.private_card import PrivateCard
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.label import Label
from tests.ui.room.conftest import Hour

SECRET = "He lights up when he drives"


def card(hour: Hour) -> PrivateCard:
    found = hour.room.findChild(PrivateCard)
    assert found is not None
    return found


def area(hour: Hour) -> NoteArea:
    QApplication.processEvents()
    found = card(hour).notes.area
    assert found is not None
    return found


def uncover(hour: Hour) -> None:
    hour.press("private-notes-fold")
    area(hour).uncover()


def titles(hour: Hour) -> list[str]:
    return [label.text() for label in card(hour).findChildren(Label) if label.isVisible()]


def held(widget: QWidget) -> str:
    """Return whatever any field below a widget holds, seen or not."""
    return "\n".join(each.toPlainText() for each in widget.findChildren(QPlainTextEdit))


def test_unlocked_it_begins_folded(unlocked: Private, hour: Hour) -> None:
    assert unlocked.is_open
    cover = card(hour).findChild(QWidget, "note-cover")
    assert cover is not None
    assert not cover.isVisible()
    assert hour.button("private-notes-fold").isVisible()
    assert "Private notes · only you" not in titles(hour)  # its fold says it


def write(hour: Hour, qtbot: QtBot, text: str) -> None:
    uncover(hour)
    qtbot.keyClicks(area(hour).pane.edit, text)
    area(hour).rest()


def test_before_there_is_a_lock_it_has_a_title_one_button_and_no_field(hour: Hour) -> None:
    shown = [b for b in card(hour).findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in shown] == ["Begin…"]
    assert "Private notes · only you" in titles(hour)
    assert not card(hour).findChildren(QPlainTextEdit)


def test_what_is_written_beside_a_topic_is_there_again(
    unlocked: Private, hour: Hour, qtbot: QtBot
) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    page = hour.desk.private_notes.open(hour.room.shown)
    assert page.text == SECRET
    assert page.id == note_id(hour.items["Arrive"])


def test_folded_and_covered_no_widget_holds_a_word(
    unlocked: Private, hour: Hour, qtbot: QtBot
) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    hour.press("private-notes-fold")
    folded = held(card(hour))
    hour.press("private-notes-fold")
    covered = held(card(hour))
    cover = card(hour).findChild(QWidget, "note-cover")
    assert cover is not None
    assert cover.isVisible()
    qtbot.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert (folded, covered, held(card(hour))) == ("", "", SECRET)


def test_another_topic_covers_the_words(unlocked: Private, hour: Hour, qtbot: QtBot) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    hour.room.look_at(hour.items["Live demo"])
    assert held(card(hour)) == ""
    area(hour).uncover()
    assert held(card(hour)) == ""  # that topic has a note of its own
    hour.room.look_at(hour.items["Arrive"])
    area(hour).uncover()
    assert held(card(hour)) == SECRET


def test_escape_covers(unlocked: Private, hour: Hour, qtbot: QtBot) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    qtbot.keyClick(area(hour).pane.edit, Qt.Key.Key_Escape)
    assert held(card(hour)) == ""


def test_sharing_the_screen_hides_them_until_it_ends(
    unlocked: Private, running: Hour, qtbot: QtBot
) -> None:
    assert unlocked.is_open
    write(running, qtbot, SECRET)
    running.press("room-sharing")
    assert not card(running).isVisible()
    assert held(card(running)) == ""
    running.press("room-sharing")
    assert card(running).isVisible()
    assert held(card(running)) == ""


def test_sharing_is_remembered_for_the_session_only(
    unlocked: Private, running: Hour, qtbot: QtBot
) -> None:
    assert unlocked.is_open
    running.press("room-sharing")
    running.desk.agenda.add(running.session, "One more")
    assert not card(running).isVisible()
    running.desk.room.close(running.session, WrapUp.DONE)
    assert card(running).isVisible()


def test_the_mini_timer_names_no_topic_while_the_screen_is_shared(running: Hour) -> None:
    running.room.mini.toggle()
    window = running.room.mini.window
    assert window is not None
    assert "Arrive" in [label.whole_text for label in window.findChildren(ElidedLabel)]
    running.press("room-sharing")
    running.room.tick()
    assert "Arrive" not in [label.whole_text for label in window.findChildren(ElidedLabel)]


def test_the_partner_finds_nothing(unlocked: Private, hour: Hour, qtbot: QtBot) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    hour.desk.members.hand_over()
    assert not card(hour).isVisible()
    assert held(card(hour)) == ""


@pytest.mark.parametrize("openness", ["folded", "open"])
def test_the_lock_takes_them_away(
    unlocked: Private, hour: Hour, qtbot: QtBot, openness: str, profile: Profile
) -> None:
    assert unlocked.is_open
    write(hour, qtbot, SECRET)
    if openness == "folded":
        hour.press("private-notes-fold")
    profile.private.lock()
    QApplication.processEvents()
    assert SECRET not in held(hour.room)
    shown = [b.text() for b in card(hour).findChildren(QPushButton) if b.isVisible()]
    assert shown == ["Unlock to write"]


def test_unlocking_here_opens_the_cover(hour: Hour, profile: Profile) -> None:
    private = profile.private
    private.open(private.make("copper otter seventeen"))
    QApplication.processEvents()
    cover = card(hour).findChild(QWidget, "note-cover")
    assert cover is not None
    assert cover.isVisible()
