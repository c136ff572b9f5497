"""Finding a word in a note."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.ui.editor.find_bar import FindBar
from rm_desktop.ui.editor.finding import MOST, count_words, find_all, nearest
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField


@pytest.fixture
def bar(edit: NoteEdit, qtbot: QtBot) -> FindBar:
    bar = FindBar(edit)
    qtbot.addWidget(bar)
    return bar


def count(bar: FindBar) -> str:
    label = bar.findChild(Label)
    assert label is not None
    return label.text()


def field(bar: FindBar) -> TextField:
    found = bar.findChild(TextField)
    assert found is not None
    return found


def test_positions_are_those_of_the_editor_whatever_the_case() -> None:
    assert find_all("😀 Word, word", "WORD") == [(3, 7), (9, 13)]
    assert find_all("abc", "") == []
    assert find_all("a.b", ".") == [(1, 2)]


def test_the_count_says_where_one_is() -> None:
    assert count_words(1, [(0, 1), (2, 3)]) == "2 of 2"
    assert count_words(0, []) == "not found"
    many = find_all("a" * 5_000, "a")
    assert count_words(0, many) == f"1 of more than {MOST}"


def test_search_begins_at_the_caret_and_goes_round() -> None:
    hits = [(0, 1), (5, 6)]
    assert [nearest(hits, at) for at in (0, 3, 9)] == [0, 1, 0]


def test_typing_finds_and_enter_steps(
    edit: NoteEdit, bar: FindBar, qtbot: QtBot, begin: Callable[[str], None]
) -> None:
    begin("one two\none two\none")
    edit.select(0, 0)
    bar.open_bar()
    qtbot.keyClicks(field(bar), "one")
    assert count(bar) == "1 of 3"
    assert edit.textCursor().selectedText() == "one"
    qtbot.keyClick(field(bar), Qt.Key.Key_Return)
    assert edit.textCursor().selectionStart() == 8
    qtbot.keyClick(field(bar), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field(bar), Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert edit.textCursor().selectionStart() == 16
    assert len(edit.extraSelections()) == 3


def test_escape_goes_back_to_the_word_that_was_found(
    edit: NoteEdit, bar: FindBar, qtbot: QtBot, begin: Callable[[str], None]
) -> None:
    begin("here it is")
    bar.open_bar()
    qtbot.keyClicks(field(bar), "it")
    qtbot.keyClick(field(bar), Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert edit.textCursor().selectedText() == "it"
    assert edit.extraSelections() == []


def test_the_count_follows_the_text(
    edit: NoteEdit,
    bar: FindBar,
    qtbot: QtBot,
    begin: Callable[[str], None],
    qapp: QApplication,
) -> None:
    begin("word ")
    bar.open_bar()
    qtbot.keyClicks(field(bar), "word")
    edit.select(5, 5)
    edit.insertPlainText("word")
    qtbot.waitUntil(lambda: count(bar).endswith("of 2"))
