"""The timer on top of other programs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.profile import Profile
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.mini_timer import MiniTimer
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard
from tests.ui.room.conftest import Hour


def mini(hour: Hour) -> MiniTimer:
    assert hour.room.mini.window is not None
    return hour.room.mini.window


def says(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(Label) if label.isVisibleTo(window)]


def names(window: QWidget) -> list[str]:
    return [label.accessibleName() for label in window.findChildren(Label)]


def test_it_stays_on_top_and_says_the_time_and_the_topic(running: Hour, qtbot: QtBot) -> None:
    qtbot.keyClick(running.room, Qt.Key.Key_M)
    window = mini(running)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    running.wait(60)
    assert {"4:00", "Arrive", "of 5:00"} <= set(says(window))


def test_pause_and_next_work_from_it(running: Hour, qtbot: QtBot) -> None:
    qtbot.keyClick(running.room, Qt.Key.Key_M)
    window = mini(running)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert running.is_paused
    assert any("Paused" in words for words in says(window))
    button = window.findChild(QPushButton, "mini-press")
    assert button is not None
    button.click()
    assert running.is_running
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert running.current == "What a creator brief looks like"


def test_it_goes_on_while_the_room_is_out_of_sight(running: Hour, qtbot: QtBot) -> None:
    qtbot.keyClick(running.room, Qt.Key.Key_M)
    running.room.hide()
    assert running.room.pulse.is_beating
    qtbot.keyClick(mini(running), Qt.Key.Key_N)
    assert "What a creator brief looks like" in names(mini(running))


def test_closing_it_leads_back_to_the_room_and_it_remembers_its_place(
    running: Hour, qtbot: QtBot, profile: Profile, heard: Heard
) -> None:
    qtbot.keyClick(running.room, Qt.Key.Key_M)
    mini(running).move(QPoint(120, 90))
    running.room.hide()
    mini(running).close()
    assert heard.places == [Place(Where.ROOM, running.session)]
    assert profile.settings.get("mini_timer") == "120,90"
    running.room.mini.toggle()
    assert mini(running).pos() == QPoint(120, 90)


def test_it_never_opens_off_the_screen(running: Hour, profile: Profile) -> None:
    profile.settings.put("mini_timer", "90000,-4000")
    running.room.mini.toggle()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(mini(running).geometry())


def test_it_goes_with_the_window(running: Hour, heard: Heard) -> None:
    running.room.mini.toggle()
    running.room.window().close()
    assert not mini(running).isVisible()
    assert heard.places == []


def test_a_desktop_that_forbids_it_is_named_in_words(qtbot: QtBot) -> None:
    there, here = MiniTimer(platform="wayland"), MiniTimer(platform="xcb")
    for window in (there, here):
        qtbot.addWidget(window)
    assert not there.stays_on_top
    assert any("does not let windows stay on top" in words for words in says(there))
    assert here.stays_on_top
    assert not any("stay on top" in words for words in says(here))
