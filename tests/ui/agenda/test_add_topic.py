"""The row that adds topics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rm_desktop.ui.agenda.add_topic import AddTopic

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[AddTopic]:
    made = AddTopic(minutes=True)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.focus()
    yield made
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    ("typed", "minutes", "added"),
    [
        ("Live demo", "", ["Live demo", 0]),
        ("Live demo 20 min", "", ["Live demo", 20]),
        ("  Live   demo (1:30) ", "", ["Live demo", 90]),
        ("Live demo", "1.5h", ["Live demo", 90]),
        ("The 20 min rule", "5", ["The 20 min rule", 5]),
    ],
)
def test_enter_adds_and_the_next_can_be_typed(
    qtbot: QtBot, row: AddTopic, typed: str, minutes: str, added: list[object]
) -> None:
    QTest.keyClicks(row.title, typed)
    row.minutes.setText(minutes)
    with qtbot.waitSignal(row.add_requested) as heard:
        QTest.keyClick(row.title, Qt.Key.Key_Return)
    assert heard.args == added
    assert (row.typed, row.minutes.text()) == ("", "")
    assert row.title.hasFocus()


def test_nothing_typed_adds_nothing(qtbot: QtBot, row: AddTopic) -> None:
    with qtbot.assertNotEmitted(row.add_requested):
        QTest.keyClick(row.title, Qt.Key.Key_Return)


def test_bad_minutes_are_a_sentence_at_the_field(qtbot: QtBot, row: AddTopic) -> None:
    QTest.keyClicks(row.title, "Live demo")
    row.minutes.setText("a while")
    with qtbot.assertNotEmitted(row.add_requested):
        QTest.keyClick(row.title, Qt.Key.Key_Return)
    assert row.problem.startswith("These are not minutes we can read.")
    assert (row.typed, row.minutes.text()) == ("Live demo", "a while")
    assert row.minutes.hasFocus()
    row.minutes.selectAll()
    QTest.keyClicks(row.minutes, "15")
    assert not row.problem
    with qtbot.waitSignal(row.add_requested) as heard:
        QTest.keyClick(row.minutes, Qt.Key.Key_Return)
    assert heard.args == ["Live demo", 15]


def test_a_pasted_list_or_picture_goes_on_and_a_line_stays(qtbot: QtBot, row: AddTopic) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("one line\n")
    with qtbot.assertNotEmitted(row.paste_requested):
        QTest.keyClick(row.title, Qt.Key.Key_V, CONTROL)
    assert row.typed.strip() == "one line"
    clipboard.setText("- one\n- two")
    with qtbot.waitSignal(row.paste_requested):
        QTest.keyClick(row.title, Qt.Key.Key_V, CONTROL)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    clipboard.setMimeData(picture)
    with qtbot.waitSignal(row.paste_requested):
        QTest.keyClick(row.title, Qt.Key.Key_V, CONTROL)
    assert row.typed.strip() == "one line"


def test_escape_leaves(qtbot: QtBot, row: AddTopic) -> None:
    with qtbot.waitSignal(row.cancelled):
        QTest.keyClick(row.title, Qt.Key.Key_Escape)


def test_in_a_narrow_panel_there_is_one_field(qtbot: QtBot) -> None:
    narrow = AddTopic()
    qtbot.addWidget(narrow)
    narrow.show()
    assert not narrow.minutes.isVisible()


@pytest.mark.parametrize(
    ("minutes", "added"), [("5", ["Live demo 20 min", 5]), ("a while", ["Live demo", 20])]
)
def test_what_is_half_typed_is_kept_before_somebody_else_types(
    qtbot: QtBot, row: AddTopic, minutes: str, added: list[object]
) -> None:
    QTest.keyClicks(row.title, "Live demo 20 min")
    row.minutes.setText(minutes)
    with qtbot.waitSignal(row.add_requested) as heard:
        row.commit()
    assert heard.args == added
    assert (row.typed, row.minutes.text(), row.problem) == ("", "", "")
    with qtbot.assertNotEmitted(row.add_requested):
        row.commit()
