"""Two windows on one room: what one does is seen at the other's, and disturbs nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit

from rm_desktop.domain.session_course import TimerState
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.theme import hue
from tests.ui.live.conftest import Window

Wait = Callable[[Callable[[], bool]], None]
Rooms = tuple[RoomScreen, RoomScreen]
Couple = tuple[Window, Window]


def editor(room: RoomScreen) -> NoteEdit:
    return room.view.notes.pane.edit


def words(room: RoomScreen) -> str:
    """What the head of the room says of the partner."""
    chip = room.findChild(QLabel, "room-company")
    assert chip is not None
    return chip.text() if chip.isVisibleTo(room) else ""


def state(room: RoomScreen) -> TimerState:
    return room.context.desk.room.reading(room.session).state


def caret(room: RoomScreen) -> int | None:
    """Where the partner's caret stands."""
    return room.nearby.caret.position


def write(room: RoomScreen, typed: str) -> None:
    """Type with the focus in the notes, as in the window in front."""
    room.activateWindow()
    editor(room).setFocus()
    QTest.keyClicks(editor(room), typed)


def test_each_sees_that_the_other_one_is_in_the_room(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    wait(lambda: words(henrik) == "Maya is in the room" and words(maya) == "Henrik is in the room")
    maya.hide()
    wait(lambda: words(henrik) == "Maya is here")


def test_what_one_types_is_at_the_others_with_the_caret_behind_it(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    write(maya, "Henrik found the filter")
    wait(lambda: editor(henrik).toPlainText() == "Henrik found the filter")
    wait(lambda: caret(henrik) == 23)
    assert henrik.nearby.caret.name == "Maya"
    QTest.keyClick(editor(maya), Qt.Key.Key_Home)
    wait(lambda: caret(henrik) == 0)


def test_ones_own_caret_and_selection_stay(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    write(henrik, "one two three")
    wait(lambda: editor(maya).toPlainText() == "one two three")
    editor(henrik).select(4, 7)
    write(maya, "zero ")  # at the beginning, where her caret is
    wait(lambda: editor(henrik).toPlainText() == "zero one two three")
    assert editor(henrik).textCursor().selectedText() == "two"
    wait(lambda: caret(maya) == editor(henrik).textCursor().position())


def test_her_caret_moves_with_what_one_types_oneself(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    write(maya, "behind")
    wait(lambda: caret(henrik) == 6)
    editor(henrik).moveCursor(QTextCursor.MoveOperation.Start)
    editor(henrik).textCursor().insertText("😀 ")
    assert caret(henrik) == 9
    wait(lambda: editor(maya).textCursor().position() == 9)
    editor(henrik).moveCursor(QTextCursor.MoveOperation.End)
    write(henrik, ", and on")  # at her very place
    wait(lambda: editor(maya).toPlainText() == "😀 behind, and on")
    wait(lambda: editor(maya).textCursor().position() == caret(henrik) == 9)


def test_what_she_selects_is_tinted_and_moves_with_the_text(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    write(henrik, "one two")
    QTest.keyClick(editor(henrik), Qt.Key.Key_Return)
    write(henrik, "three four")
    wait(lambda: editor(maya).toPlainText() == "one two\nthree four")
    write(maya, "")
    editor(maya).select(13, 4)  # backwards, over the end of a line
    wait(lambda: selected(henrik) == "two\u2029three")
    assert caret(henrik) == 4
    assert tinted(henrik) == [(4, 13)]
    editor(henrik).moveCursor(QTextCursor.MoveOperation.Start)
    editor(henrik).textCursor().insertText("😀 ")
    assert tinted(henrik) == [(7, 16)]
    wait(lambda: editor(maya).textCursor().selectedText() == "two\u2029three")
    editor(henrik).mark("found", [])  # as finding does
    assert tinted(henrik) == [(7, 16)]
    QTest.keyClick(editor(maya), Qt.Key.Key_Left)
    wait(lambda: selected(henrik) == "")
    assert tinted(henrik) == []


def test_the_tint_goes_with_her(rooms: Rooms, together: Couple, wait: Wait) -> None:
    maya, henrik = rooms
    write(maya, "behind")
    editor(maya).select(0, 6)
    wait(lambda: selected(henrik) == "behind")
    together[0].courier.close()
    wait(lambda: tinted(henrik) == [])


def selected(room: RoomScreen) -> str:
    return room.nearby.caret.selected


def tinted(room: RoomScreen) -> list[tuple[int, int]]:
    """The stretches that lie on a ground of the partner's colour."""
    found: list[QTextEdit.ExtraSelection] = editor(room).extraSelections()
    assert all(each.format.background().color() == hue("them-soft") for each in found)
    return [(each.cursor.selectionStart(), each.cursor.selectionEnd()) for each in found]


def test_the_caret_goes_when_she_looks_at_another_topic(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    write(maya, "here")
    wait(lambda: caret(henrik) == 4)
    other = maya.context.desk.open_pair.pair.agenda(maya.session)[1].id
    maya.look_at(other)
    wait(lambda: caret(henrik) is None)
    assert words(henrik) == "Maya is in the room"


def test_the_timer_is_one(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    maya.deeds.press()
    wait(lambda: state(henrik) == TimerState.RUNNING)
    assert henrik.context.desk.room.reading(henrik.session).current == maya.current
    henrik.deeds.press()
    wait(lambda: state(maya) == TimerState.PAUSED)
    one, other = (
        room.context.desk.room.reading(room.session).elapsed_ms for room in (maya, henrik)
    )
    assert abs(one - other) < 1000


def test_a_step_on_of_the_partner_takes_nobody_out_of_a_sentence(rooms: Rooms, wait: Wait) -> None:
    maya, henrik = rooms
    maya.deeds.press()
    wait(lambda: state(henrik) == TimerState.RUNNING)
    first = henrik.shown
    write(henrik, "in the middle of a ")
    maya.deeds.next()
    wait(lambda: henrik.current == maya.current != first)
    assert henrik.shown == first
    assert maya.shown == maya.current
    henrik.setFocus()
    maya.deeds.next()
    wait(lambda: henrik.shown == maya.shown == maya.current)


def test_who_leaves_is_said_to_have_left(rooms: Rooms, together: Couple, wait: Wait) -> None:
    wait(lambda: words(rooms[1]) == "Maya is in the room")
    together[0].courier.close()
    wait(lambda: words(rooms[1]) == "Maya left")
    assert words(rooms[0]) == ""


@pytest.mark.parametrize("width", [1280, 1024, 860])
def test_the_line_about_the_partner_is_whole_at_every_width(
    rooms: Rooms, wait: Wait, width: int
) -> None:
    room = rooms[0]
    wait(lambda: words(room) == "Henrik is in the room")
    room.resize(width, 640)
    chip = room.findChild(QLabel, "room-company")
    assert chip is not None
    wait(lambda: chip.width() >= chip.sizeHint().width())
    assert room.rect().contains(chip.rect().translated(chip.mapTo(room, chip.rect().topLeft())))
