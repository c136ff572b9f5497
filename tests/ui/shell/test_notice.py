"""The notice above a page: in nobody’s way, and whole at every size of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rm_desktop.ui.shell.clear_place import clear_place
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.notice import Notice


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    frame.show()
    return frame


def buttons_beneath(frame: Frame) -> list[str]:
    """Return the buttons that the notice covers."""
    notice = frame.findChild(Notice)
    assert notice is not None
    place = QRect(notice.mapToGlobal(QPoint()), notice.size())
    return [
        each.text() or each.accessibleName()
        for each in frame.findChildren(QPushButton)
        if each.isVisible()
        and not notice.isAncestorOf(each)
        and not each.visibleRegion().isEmpty()
        and place.intersects(QRect(each.mapToGlobal(QPoint()), each.size()))
    ]


def test_a_notice_covers_no_button(qtbot: QtBot, frame: Frame) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    button = QPushButton("Restore…")
    column.addWidget(button)
    frame.show_page(page, with_rail=True)
    frame.resize(1024, 640)
    QApplication.processEvents()
    frame.say("Backed up and checked.")
    QApplication.processEvents()
    assert buttons_beneath(frame) == []
    column.insertWidget(0, QPushButton("Back up now"))
    frame.resize(900, 600)
    QApplication.processEvents()
    assert buttons_beneath(frame) == []
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    at = button.mapTo(frame, button.rect().center())
    beneath = frame.childAt(at)
    assert beneath is button
    qtbot.mouseClick(beneath, Qt.MouseButton.LeftButton)
    assert pressed == [1]


def test_a_notice_covers_no_field_and_makes_way_for_one_that_comes(
    qtbot: QtBot, frame: Frame
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = QLineEdit()
    area = QPlainTextEdit()
    area.setFixedHeight(60)
    column.addWidget(field)
    column.addWidget(area)
    column.addStretch(1)
    frame.show_page(page, with_rail=True)
    frame.resize(1024, 640)
    QApplication.processEvents()
    frame.say("1 topic added.", "Undo", lambda: None)
    QApplication.processEvents()
    notice = frame.findChild(Notice)
    assert notice is not None

    def covers(control: QWidget) -> bool:
        place = QRect(control.mapTo(frame, QPoint()), control.size())
        return place.intersects(notice.geometry())

    lowest = notice.y()
    for control in (field, area):
        column.addWidget(control)  # below the stretch, where the notice stands
        column.activate()
        assert covers(control)
        qtbot.waitUntil(lambda: not covers(field) and not covers(area), timeout=2000)
        assert notice.y() < lowest
        column.insertWidget(0, control)
        column.activate()
        frame.say("1 topic added.", "Undo", lambda: None)
        QApplication.processEvents()


def test_where_nothing_is_free_the_field_in_use_is_not_covered() -> None:
    room, size = QRect(0, 0, 400, 100), QSize(400, 50)
    taken = [QRect(0, 0, 400, 40), QRect(0, 45, 200, 10), QRect(0, 60, 400, 40)]
    assert clear_place(size, room, taken, focused=taken[0]).y() > 40
    assert clear_place(size, room, taken, focused=taken[2]).y() < 12


def test_a_notice_that_stands_grows_with_the_text(qtbot: QtBot, frame: Frame) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    frame.resize(1024, 640)
    frame.say("Exported to a folder with a name that is as long as names of folders are.", "Show")
    notice = frame.findChild(Notice)
    assert notice is not None
    before = notice.height()
    apply_theme(app, load_theme("light"), 2.0)
    try:
        qtbot.waitUntil(lambda: notice.height() > before)
        QApplication.processEvents()
        assert frame.rect().contains(notice.geometry())
        for label in notice.findChildren(Label):
            assert label.height() >= label.heightForWidth(label.width())
        for button in notice.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
                assert notice.rect().contains(button.geometry())
    finally:
        apply_theme(app, load_theme("light"))
