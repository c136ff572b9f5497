from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.minutes_edit import MinutesEdit
from rm_desktop.ui.widgets.passphrase_field import PassphraseField
from rm_desktop.ui.widgets.search_field import SearchField
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_enter_submits_without_the_spaces_around(qtbot: QtBot) -> None:
    field = TextField("Add a topic", "Add a topic…")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "  Why nobody answers voicemail ")
    with qtbot.waitSignal(field.submitted) as submitted:
        qtbot.keyClick(field, ENTER)
    assert submitted.args == ["Why nobody answers voicemail"]
    assert field.accessibleName() == "Add a topic"


def test_escape_cancels(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.cancelled):
        qtbot.keyClick(field, ESCAPE)


def test_a_disabled_field_takes_nothing(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    field.setEnabled(False)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
    QApplication.sendEvent(field, event)
    assert field.text() == ""
    field.setEnabled(True)
    QApplication.sendEvent(field, event)
    assert field.text() == "x"


def test_the_same_text_shown_again_leaves_the_cursor(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    field.show_text("Henrik")
    field.setCursorPosition(2)
    field.show_text("Henrik")
    assert field.cursorPosition() == 2


def test_a_problem_is_spoken_marked_and_taken_away(qtbot: QtBot) -> None:
    field = TextField("First date")
    row = FieldRow("First date", field, Audience("Henrik"))
    qtbot.addWidget(row)
    row.show()
    row.show_problem("This date is in the past.")
    said = [label.text() for label in row.findChildren(Label) if label.isVisible()]
    assert said == ["First date", "Shared with Henrik", "This date is in the past."]
    assert field.property("invalid") is True
    assert field.accessibleDescription() == "This date is in the past."
    row.show_problem("")
    assert field.property("invalid") is False
    assert field.accessibleDescription() == ""


@pytest.mark.parametrize(("partner", "words"), [("Henrik", "Shared with Henrik"), ("", "Only you")])
def test_every_place_says_who_can_read_it(qtbot: QtBot, partner: str, words: str) -> None:
    audience = Audience("Somebody")
    qtbot.addWidget(audience)
    audience.show_audience(partner)
    assert audience.accessibleName() == words
    assert audience.findChildren(Label)[0].text() == words


@pytest.fixture
def minutes(qtbot: QtBot) -> Iterator[MinutesEdit]:
    page = QWidget()  # the fixture keeps it alive
    column = QVBoxLayout(page)
    minutes = MinutesEdit("Minutes")
    column.addWidget(minutes)
    column.addWidget(TextField("Next"))
    qtbot.addWidget(page)
    page.show()
    minutes.show_minutes("15")
    minutes.setFocus()
    minutes.selectAll()
    yield minutes
    page.close()


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Tab])
def test_minutes_are_handed_on_as_typed(qtbot: QtBot, minutes: MinutesEdit, key: Qt.Key) -> None:
    qtbot.keyClicks(minutes, "1.5h")
    with qtbot.waitSignal(minutes.minutes_entered) as entered:
        qtbot.keyClick(minutes, key)
    assert entered.args == ["1.5h"]


def test_minutes_are_handed_on_once_and_only_if_changed(qtbot: QtBot, minutes: MinutesEdit) -> None:
    heard: list[str] = []
    minutes.minutes_entered.connect(heard.append)
    qtbot.keyClick(minutes, ENTER)
    qtbot.keyClick(minutes, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(minutes, "20")
    qtbot.keyClick(minutes, ENTER)
    qtbot.keyClick(minutes, Qt.Key.Key_Tab)
    assert heard == ["20"]


def test_escape_puts_the_minutes_back(qtbot: QtBot, minutes: MinutesEdit) -> None:
    qtbot.keyClicks(minutes, "99")
    with qtbot.assertNotEmitted(minutes.minutes_entered):
        qtbot.keyClick(minutes, ESCAPE)
        qtbot.keyClick(minutes, Qt.Key.Key_Tab)
    assert minutes.text() == "15"


def test_a_search_is_heard_as_one_types_and_cleared_by_escape(qtbot: QtBot) -> None:
    field = SearchField("Search prompts", "Search prompts…", hint="Ctrl F")
    qtbot.addWidget(field)
    field.show()
    cap = field.findChildren(KeyCap)[0]
    heard: list[str] = []
    field.search_changed.connect(heard.append)
    assert cap.isVisible()
    qtbot.keyClicks(field, "ab")
    assert not cap.isVisible()
    with qtbot.assertNotEmitted(field.cancelled):
        qtbot.keyClick(field, ESCAPE)
    assert heard == ["a", "ab", ""]
    with qtbot.waitSignal(field.cancelled):
        qtbot.keyClick(field, ESCAPE)


@pytest.fixture
def area(qtbot: QtBot) -> TextArea:
    area = TextArea("Objective", max_length=10)
    qtbot.addWidget(area)
    area.show()
    return area


def test_an_area_tells_what_is_typed_and_submits(qtbot: QtBot, area: TextArea) -> None:
    with qtbot.waitSignal(area.edited) as edited:
        qtbot.keyClick(area, "a")
    assert edited.args == ["a"]
    with qtbot.waitSignal(area.submitted) as submitted:
        qtbot.keyClick(area, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert submitted.args == ["a"]
    with qtbot.waitSignal(area.cancelled):
        qtbot.keyClick(area, ESCAPE)


def test_an_area_filled_by_the_app_says_nothing(qtbot: QtBot, area: TextArea) -> None:
    with qtbot.assertNotEmitted(area.edited):
        area.show_text("Words")
    assert area.toPlainText() == "Words"


def test_an_area_grows_with_its_text(area: TextArea) -> None:
    low = area.sizeHint().height()
    area.show_text("1\n2\n3\n4")
    assert area.sizeHint().height() > low
    area.show_text("\n" * 9)
    assert area.sizeHint().height() < low * 4


def test_tab_leaves_an_area(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    area, after = TextArea("Objective"), TextField("Next")
    column.addWidget(area)
    column.addWidget(after)
    qtbot.addWidget(page)
    page.show()
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert area.toPlainText() == ""
    assert page.focusWidget() is after


class Window(QWidget):
    """A window whose Ctrl+Z takes back the last change of all."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.steps: list[str] = []
        QVBoxLayout(self).addWidget(field)
        for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda keys=keys: self.steps.append(keys))


@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_ctrl_z_is_the_window_s_where_nothing_is_half_typed(
    kind: type[TextField | TextArea], qtbot: QtBot
) -> None:
    field = kind("Topic")
    window = Window(field)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    undo = Qt.KeyboardModifier.ControlModifier
    redo = undo | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, Qt.Key.Key_Z, undo)
    qtbot.keyClick(field, Qt.Key.Key_Z, redo)
    assert window.steps == ["Ctrl+Z", "Ctrl+Shift+Z"]
    qtbot.keyClicks(field, "half")
    qtbot.keyClick(field, Qt.Key.Key_Z, undo)
    assert window.steps == ["Ctrl+Z", "Ctrl+Shift+Z"]
    assert (field.text() if isinstance(field, TextField) else field.toPlainText()) == ""


def test_a_field_that_starts_over_has_nothing_to_take_back(qtbot: QtBot) -> None:
    field = TextField("Add a topic")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "Voicemail")
    field.start_over()
    field.undo()
    assert field.text() == ""


def test_the_eye_shows_whether_the_passphrase_can_be_read(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    (eye,) = field.findChildren(IconButton)

    def drawn() -> object:
        return eye.icon().pixmap(24, QIcon.Mode.Normal, QIcon.State.Off).toImage()

    hidden = drawn()
    eye.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Normal
    assert drawn() != hidden
    eye.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Password
    assert drawn() == hidden
