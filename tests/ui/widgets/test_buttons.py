from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.shell.rail import Rail
from rm_desktop.ui.widgets.button import Button, ButtonTone
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.nav_button import NavButton
from rm_desktop.ui.widgets.search_button import SearchButton

LEFT = Qt.MouseButton.LeftButton
MAKERS: dict[str, Callable[[], QPushButton]] = {
    "button": lambda: Button("Go", hint="G"),
    "icon": lambda: IconButton("bin", "Delete"),
    "nav": lambda: NavButton("home", "Today", hint="Ctrl 1"),
    "search": SearchButton,
    "filter": lambda: FilterChip("Purpose"),
}


def type_at(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Send a key as Qt would; QTest itself complains about a widget that does not listen."""
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    )
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, text)
    )


@pytest.fixture(params=MAKERS)
def button(request: pytest.FixtureRequest, qtbot: QtBot) -> QPushButton:
    button = MAKERS[request.param]()
    qtbot.addWidget(button)
    button.show()
    return button


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_answers_to_keys(qtbot: QtBot, button: QPushButton, key: Qt.Key) -> None:
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_answers_to_a_click(qtbot: QtBot, button: QPushButton) -> None:
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, LEFT)


def test_a_disabled_button_is_deaf(qtbot: QtBot, button: QPushButton) -> None:
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, LEFT)
        type_at(button, Qt.Key.Key_Space, " ")
        type_at(button, Qt.Key.Key_Return)


def test_a_button_has_a_name_and_takes_the_focus(button: QPushButton) -> None:
    assert button.accessibleName()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_button_is_large_enough_to_hit(button: QPushButton) -> None:
    assert button.sizeHint().height() >= 24
    assert button.sizeHint().width() >= 24


def test_a_press_on_the_key_cap_presses_the_button(qtbot: QtBot) -> None:
    button = Button("Pause", hint="Space")
    qtbot.addWidget(button)
    button.show()
    cap = button.findChildren(KeyCap)[0]
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(cap, LEFT)


def test_the_hint_makes_room_for_itself(qtbot: QtBot) -> None:
    plain, hinted = Button("Pause"), Button("Pause", hint="Space")
    for button in (plain, hinted):
        qtbot.addWidget(button)
        button.show()
    cap = hinted.findChildren(KeyCap)[0]
    assert hinted.sizeHint().width() == plain.sizeHint().width() + 8 + cap.width()
    assert hinted.rect().contains(cap.geometry())
    assert hinted.accessibleDescription() == "Space"
    hinted.set_hint("")
    assert hinted.sizeHint().width() == plain.sizeHint().width()


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    button = Button("Maya & Henrik")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Maya & Henrik"
    assert button.text() == "Maya && Henrik"


@pytest.mark.parametrize("tone", ["primary", "secondary", "quiet", "danger"])
def test_an_icon_comes_and_goes_in_every_tone(qtbot: QtBot, tone: ButtonTone) -> None:
    button = Button("Draw one", tone, icon="dice")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    assert not button.icon().isNull()
    button.set_icon("")
    assert button.icon().isNull()
    assert button.sizeHint().width() < wide
    button.set_tone("primary")
    assert button.property("tone") == "primary"


def test_an_icon_button_says_its_name_and_key_as_a_tooltip(qtbot: QtBot) -> None:
    button = IconButton("bin", "Delete", hint="Del")
    qtbot.addWidget(button)
    assert button.toolTip() == "Delete (Del)"
    button.set_name("Delete for good")
    assert (button.toolTip(), button.accessibleName()) == (
        "Delete for good (Del)",
        "Delete for good",
    )


def test_a_star_can_be_set(qtbot: QtBot) -> None:
    star = IconButton("star", "Favourite", checkable=True)
    qtbot.addWidget(star)
    with qtbot.waitSignal(star.toggled) as toggled:
        qtbot.mouseClick(star, LEFT)
    assert toggled.args == [True]


def test_a_rail_entry_is_chosen_by_the_shell_alone(qtbot: QtBot) -> None:
    entry = NavButton("home", "Today", hint="Ctrl 1")
    qtbot.addWidget(entry)
    qtbot.mouseClick(entry, LEFT)
    assert not entry.isChecked()
    entry.setChecked(True)
    assert entry.isChecked()


def test_a_collapsed_rail_entry_keeps_its_name(qtbot: QtBot) -> None:
    entry = NavButton("home", "Today", hint="Ctrl 1")
    qtbot.addWidget(entry)
    entry.show()
    wide = entry.sizeHint().width()
    entry.set_collapsed(True)
    assert entry.sizeHint().width() < wide / 2
    assert entry.text() == ""
    assert entry.accessibleName() == "Today"
    assert entry.toolTip() == "Today (Ctrl 1)"
    entry.set_collapsed(False)
    assert (entry.text(), entry.toolTip(), entry.sizeHint().width()) == ("Today", "", wide)


def test_a_rail_entry_without_room_ends_in_dots(qtbot: QtBot) -> None:
    entry = NavButton("hand-over", "Hand over to Bartholomew Wilhelmina")
    qtbot.addWidget(entry)
    entry.show()
    wide = entry.sizeHint()
    entry.resize(wide.width(), wide.height())
    assert (entry.text(), entry.toolTip()) == ("Hand over to Bartholomew Wilhelmina", "")
    entry.resize(184, wide.height())
    assert entry.text().startswith("Hand over to B")
    assert entry.text().endswith("…")
    assert entry.toolTip() == entry.accessibleName() == "Hand over to Bartholomew Wilhelmina"
    assert abs(entry.sizeHint().width() - wide.width()) <= 1  # it asks for room for all of it


def test_the_rail_has_room_to_hand_over(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show_hand_over("Hand over to Henrik")
    rail.show()
    entry = next(each for each in rail.findChildren(NavButton) if "Henrik" in each.accessibleName())
    assert entry.text() == "Hand over to Henrik"


def test_a_filter_goes_on_and_off(qtbot: QtBot) -> None:
    chip = FilterChip("Purpose", checked=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.toggled) as toggled:
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert toggled.args == [False]
