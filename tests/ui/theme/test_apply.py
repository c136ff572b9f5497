from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.theme import apply_theme, current_look, font_for, hue, load_theme, px, set_state
from rm_desktop.ui.theme.appearance import Appearance
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, load_theme("light"))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in (Button("Go"), TextField("Name"), IconButton("bin", "Delete"), Label("Words")):
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_whole_application_gets_the_theme(qapp: QApplication, name: str) -> None:
    theme = load_theme(name)
    apply_theme(qapp, theme, 1.5)
    assert current_look().theme is theme
    assert hue("them").name().upper() == theme.colours["them"]
    assert px(10) == 15
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == theme.colours["paper"]
    assert font_for("title").pixelSize() == 36


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_a_field_suggests_can_be_read(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    apply_theme(qapp, load_theme(name))
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["Mentoring", "Minutes"], field)
    field.setCompleter(completer)
    field.show()
    field.setText("M")
    completer.complete()
    popup = completer.popup()
    assert popup is not None
    picture = popup.grab().toImage()
    middle = picture.pixelColor(picture.width() - 20, picture.height() // 2)
    assert middle == hue("surface")


@pytest.mark.parametrize(("scale", "height"), [(1.0, 36), (1.5, 46), (2.0, 56)])
def test_controls_on_screen_grow_with_the_text(
    qapp: QApplication, page: QWidget, scale: float, height: int
) -> None:
    apply_theme(qapp, load_theme("light"), scale)
    qapp.processEvents()
    for kind in (Button, TextField, IconButton):
        widget = page.findChildren(kind)[0]
        assert widget.sizeHint().height() == height
    assert page.findChildren(Label)[0].sizeHint().height() == round(20 * scale)


def test_a_state_changes_what_is_painted(qapp: QApplication, qtbot: QtBot) -> None:
    button = Button("Go")
    qtbot.addWidget(button)
    button.show()

    def ground() -> str:
        return button.grab().toImage().pixelColor(6, 18).name().upper()

    colours = load_theme("light").colours
    assert ground() == colours["surface"]
    set_state(button, "tone", "primary")
    assert ground() == colours["accent"]


def test_appearance_follows_the_system_until_told_otherwise(
    qapp: QApplication, qtbot: QtBot
) -> None:
    appearance = Appearance(qapp)
    assert current_look().theme.name == "light"
    with qtbot.waitSignal(appearance.changed):
        appearance.choose("dark", 2.0)
    assert (appearance.choice, appearance.scale) == ("dark", 2.0)
    assert current_look().theme.name == "dark"
    assert current_look().scale == 2.0
    with qtbot.assertNotEmitted(appearance.changed):
        appearance.choose("dark", 2.0)
    with qtbot.waitSignal(appearance.changed):
        appearance.choose("system", 1.0)
    assert current_look().theme.name == "light"
    appearance.deleteLater()
