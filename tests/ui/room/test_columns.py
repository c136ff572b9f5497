"""The room in any window: everything is there, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.room.columns import columns_for
from rm_desktop.ui.theme import apply_theme, load_theme
from tests.ui.room.conftest import Hour


@pytest.fixture
def text_at_200(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, load_theme("light"), 2.0)
    yield
    apply_theme(qapp, load_theme("light"))


@pytest.mark.parametrize(
    ("width", "scale", "columns"),
    [(1232, 1.0, 3), (976, 1.0, 3), (1232, 1.5, 2), (812, 1.0, 2), (976, 2.0, 1)],
)
def test_columns_follow_width_and_text_size(width: int, scale: float, columns: int) -> None:
    assert columns_for(width, scale) == columns


def cut_off(room: QWidget) -> list[str]:
    """Buttons that reach over the edge of what they stand on, other than by scrolling down."""
    found = []
    for button in room.findChildren(QPushButton):
        if not button.isVisible():
            continue
        place = button.mapTo(room, QPoint())
        over = place.x() < 0 or place.x() + button.width() > room.width()
        parent = button.parentWidget()
        if parent is not None and not isinstance(parent, QScrollArea):
            over = over or not parent.rect().contains(button.geometry())
        if over:
            found.append(button.objectName() or button.accessibleName())
    return found


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (860, 560), (1920, 1080)])
def test_nothing_is_cut_off(running: Hour, size: tuple[int, int], qapp: QApplication) -> None:
    running.room.resize(*size)
    for _ in range(2):  # columns that changed places ask once more for their heights
        qapp.processEvents()
    assert cut_off(running.room) == []


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_nothing_is_cut_off_in_large_text(
    text_at_200: None, running: Hour, size: tuple[int, int], qapp: QApplication
) -> None:
    running.room.resize(*size)
    qapp.processEvents()
    assert running.room.view.columns.columns == 1
    assert cut_off(running.room) == []


def test_a_window_that_narrows_takes_nothing_from_who_is_typing(
    running: Hour, qtbot: QtBot, qapp: QApplication
) -> None:
    edit = running.room.view.notes.pane.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "half a sen")
    running.room.resize(700, 640)
    qapp.processEvents()
    assert running.room.view.columns.columns < 3
    focused = QApplication.focusWidget()
    assert focused is edit
    qtbot.keyClicks(edit, "tence")
    running.room.resize(1280, 800)
    qapp.processEvents()
    assert edit.written == "half a sentence"
    assert edit.textCursor().position() == len("half a sentence")


def test_in_large_text_the_notes_begin_on_the_first_screen(
    text_at_200: None, running: Hour, qapp: QApplication
) -> None:
    room = running.room
    room.resize(1280, 800)
    qapp.processEvents()
    timer, edit = room.view.timer, room.view.notes.pane.edit
    assert edit.mapTo(room, QPoint()).y() < 800 * 3 // 4
    following = timer.findChild(QPushButton, "timer-next")
    assert following is not None
    assert following.mapTo(timer, QPoint()).x() > timer.ring.geometry().right()
    assert following.width() < timer.width() // 2


def test_the_last_topic_has_room_for_its_words_in_a_wide_font(
    running: Hour, qapp: QApplication
) -> None:
    timer = running.room.view.timer
    running.room.resize(1280, 800)
    timer.setStyleSheet("Button { font-size: 19px; }")
    for _ in range(len(running.items) - 1):
        running.press("timer-next")
    for _ in range(3):
        qapp.processEvents()
    following = timer.findChild(QPushButton, "timer-next")
    assert following is not None
    assert "close" in following.text()
    assert cut_off(running.room) == []
    right = timer.mapTo(running.room, QPoint(timer.width(), 0)).x()
    assert right <= running.room.width()
    side = timer.parentWidget()
    assert side is not None
    assert timer.width() <= side.width()
