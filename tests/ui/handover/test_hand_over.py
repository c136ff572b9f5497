"""The laptop changes hands: a cover between the two, and names that follow whoever writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.ui.handover.cover import Cover, show_cover
from rm_desktop.ui.handover.decisions import HandOver
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.keyboard_chip import KeyboardChip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    window.resize(1024, 640)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    return window


def button(cover: QWidget, name: str) -> Button:
    found = cover.findChild(Button, name)
    assert found is not None
    return found


def test_the_partner_is_offered_the_keyboard_by_name(desk: Desk) -> None:
    words = HandOver(desk).words
    assert words.title == "Hand the laptop to Henrik"
    assert words.accept == "I am Henrik, continue"
    assert words.stay == "Back to Maya"
    assert words.voice == "them"


def test_the_way_back_names_the_owner(desk: Desk) -> None:
    HandOver(desk).accept()
    words = HandOver(desk).words
    assert desk.members.actor.name == "Henrik Berg"
    assert words.title == "Hand the laptop back to Maya"
    assert words.stay == "Back to Henrik"
    assert words.voice == "you"


def test_the_cover_hides_the_window_until_the_partner_says_so(
    window: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    told: list[str] = []
    cover = show_cover(window, desk, lambda: told.append(desk.members.actor.name))
    assert cover is not None
    assert cover.geometry() == window.rect()
    assert desk.members.actor.name == "Maya Okafor"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told == ["Henrik Berg"]
    assert window.findChild(Cover) is None
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_escape_goes_back_and_nothing_has_changed(
    window: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    cover = show_cover(window, desk, lambda: pytest.fail("the keyboard changed hands"))
    assert cover is not None
    qtbot.keyClick(cover, Qt.Key.Key_Escape)
    assert desk.members.actor.name == "Maya Okafor"
    assert window.findChild(Cover) is None


def test_the_owner_can_take_it_back_from_the_cover(
    window: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    cover = show_cover(window, desk)
    assert cover is not None
    qtbot.mouseClick(button(cover, "hand-over-stay"), Qt.MouseButton.LeftButton)
    assert desk.members.actor.name == "Maya Okafor"


def test_no_key_reaches_what_is_behind_the_cover(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+K"), window)
    shortcut.activated.connect(lambda: pressed.append("palette"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["palette"]
    show_cover(window, desk)
    for _ in range(3):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier
        )
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert isinstance(QApplication.focusWidget(), Button)
    assert pressed == ["palette"]


def test_asking_twice_shows_one_cover(window: QWidget, desk: Desk) -> None:
    assert show_cover(window, desk) is show_cover(window, desk)
    assert len(window.findChildren(Cover)) == 1


def test_the_cover_follows_the_window(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    cover = show_cover(window, desk)
    assert cover is not None
    window.resize(900, 600)
    qtbot.waitUntil(lambda: cover.size() == QSize(900, 600))


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, load_theme("light"), 2.0)
    yield
    apply_theme(qapp, load_theme("light"))


def test_both_buttons_are_in_sight_in_a_small_window_with_large_text(
    large_text: None, window: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    cover = show_cover(window, desk)
    assert cover is not None
    QApplication.processEvents()
    for name in ("hand-over-accept", "hand-over-stay"):
        found = button(cover, name)
        corner = found.mapTo(cover, found.rect().bottomRight())
        assert cover.rect().contains(corner)


def test_the_chip_names_who_writes_and_offers_the_way_back(qtbot: QtBot) -> None:
    chip = KeyboardChip()
    qtbot.addWidget(chip)
    chip.show_person("Henrik")
    assert chip.accessibleName() == "Henrik at the keyboard"
    assert chip.isVisible()
    with qtbot.waitSignal(chip.give_back_requested):
        qtbot.mouseClick(button(chip, "give-back"), Qt.MouseButton.LeftButton)
    chip.show_person("")
    assert not chip.isVisible()
