from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.segmented import Segment, Segmented

LEFT = Qt.MouseButton.LeftButton
STAGES = (("any", "any"), ("opening", "opening"), ("closing", "closing"))


def type_at(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Send a key as Qt would; QTest itself complains about a widget that does not listen."""
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    )
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, text)
    )


@pytest.fixture
def segmented(qtbot: QtBot) -> Segmented:
    widget = Segmented("Theme", (("s", "System"), ("l", "Light"), ("d", "Dark")), "l")
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def stage(qtbot: QtBot) -> MenuButton:
    widget = MenuButton("Stage", STAGES, "opening")
    qtbot.addWidget(widget)
    widget.show()
    return widget


def menu_of(stage: MenuButton) -> QMenu:
    menu = stage.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu


def test_a_click_chooses_a_segment(qtbot: QtBot, segmented: Segmented) -> None:
    dark = segmented.findChildren(Segment)[2]
    with qtbot.waitSignal(segmented.chosen) as chosen:
        qtbot.mouseClick(dark, LEFT)
    assert chosen.args == ["d"]
    assert segmented.choice == "d"
    assert [each.isChecked() for each in segmented.findChildren(Segment)] == [False, False, True]
    with qtbot.assertNotEmitted(segmented.chosen):
        qtbot.mouseClick(dark, LEFT)


@pytest.mark.parametrize(
    ("key", "choice"), [(Qt.Key.Key_Right, "d"), (Qt.Key.Key_Left, "s"), (Qt.Key.Key_Up, "s")]
)
def test_arrows_choose_a_segment(
    qtbot: QtBot, segmented: Segmented, key: Qt.Key, choice: str
) -> None:
    qtbot.keyClick(segmented, key)
    assert segmented.choice == choice
    assert segmented.accessibleName().startswith("Theme: ")


def test_arrows_go_round(qtbot: QtBot, segmented: Segmented) -> None:
    segmented.show_choice("d")
    qtbot.keyClick(segmented, Qt.Key.Key_Right)
    assert segmented.choice == "s"
    assert segmented.accessibleName() == "Theme: System"


def test_showing_a_choice_tells_nobody(qtbot: QtBot, segmented: Segmented) -> None:
    with qtbot.assertNotEmitted(segmented.chosen):
        segmented.show_choice("d")
    assert segmented.choice == "d"


def test_disabled_segments_are_deaf(qtbot: QtBot, segmented: Segmented) -> None:
    segmented.setEnabled(False)
    qtbot.mouseClick(segmented.findChildren(Segment)[2], LEFT)
    type_at(segmented, Qt.Key.Key_Right)
    assert segmented.choice == "l"


def test_a_menu_button_says_what_is_chosen(stage: MenuButton) -> None:
    assert stage.accessibleName() == "Stage: opening"
    stage.show_choice("closing")
    assert stage.text() == "Stage: closing"
    stage.show_choices((("x", "R & D"),), "x")
    assert (stage.choice, stage.accessibleName()) == ("x", "Stage: R & D")


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_keys_open_the_menu_and_choose(qtbot: QtBot, stage: MenuButton, key: Qt.Key) -> None:
    qtbot.keyClick(stage, key)
    menu = menu_of(stage)
    assert [action.isChecked() for action in menu.actions()] == [False, True, False]
    with qtbot.waitSignal(stage.chosen) as chosen:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == ["closing"]
    assert stage.choice == "closing"


def test_escape_leaves_the_choice(qtbot: QtBot, stage: MenuButton) -> None:
    qtbot.mouseClick(stage, LEFT)
    with qtbot.assertNotEmitted(stage.chosen):
        qtbot.keyClick(menu_of(stage), Qt.Key.Key_Escape)
    assert stage.choice == "opening"


def test_a_disabled_menu_button_opens_nothing(qtbot: QtBot, stage: MenuButton) -> None:
    stage.setEnabled(False)
    qtbot.mouseClick(stage, LEFT)
    type_at(stage, Qt.Key.Key_Down)
    assert stage.findChild(QMenu) is None


def test_a_box_is_ticked_by_mouse_and_key(qtbot: QtBot) -> None:
    box = CheckBox("Share the onboarding survey")
    qtbot.addWidget(box)
    box.show()
    qtbot.mouseClick(box, LEFT)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
    box.setEnabled(False)
    qtbot.mouseClick(box, LEFT)
    assert not box.isChecked()


def test_a_tick_is_painted(qtbot: QtBot) -> None:
    box = CheckBox("Done", bare=True)
    qtbot.addWidget(box)
    box.show()
    open_ = box.grab().toImage()
    box.setChecked(True)
    assert box.grab().toImage() != open_
    assert box.accessibleName() == "Done"
    assert box.sizeHint().width() == 24
    box.set_text("Discussed")
    assert (box.accessibleName(), box.sizeHint().width()) == ("Discussed", 24)


def test_a_choice_takes_no_more_room_when_it_is_made(segmented: Segmented) -> None:
    widths = {}
    for key in ("s", "d"):
        segmented.show_choice(key)
        widths[key] = segmented.sizeHint().width()
    assert widths["s"] == widths["d"]
    for segment in segmented.findChildren(Segment):
        bold = QFont(segment.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert segment.sizeHint().width() >= QFontMetrics(bold).horizontalAdvance(segment.text())
