"""Keys, limits and the clipboard of a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.text import NOTE_LIMIT
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.editor.text_menu import text_menu

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Begin = Callable[[str], None]


@pytest.fixture
def refusals(edit: NoteEdit) -> list[str]:
    heard: list[str] = []
    edit.refused.connect(heard.append)
    return heard


@pytest.fixture(autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def put(mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)


def test_enter_goes_on_with_a_list_and_ends_it(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot, begin: Begin
) -> None:
    begin("- one")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "two")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "end")
    assert notes.text == "- one\n- two\n\nend"


def test_shift_enter_is_enter(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot, begin: Begin
) -> None:
    begin("a")
    qtbot.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(edit, "b")
    assert notes.text == "a\nb"


def test_tab_indents_items_and_shift_tab_brings_them_back(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot, begin: Begin
) -> None:
    begin("- a\n- b")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert notes.text == "- a\n  - b"
    qtbot.keyClick(edit, Qt.Key.Key_Backtab, SHIFT)
    assert notes.text == "- a\n- b"


def test_tab_leaves_where_there_is_nothing_to_indent(qtbot: QtBot, notes: TextDocument) -> None:
    around, edit, after = QWidget(), NoteEdit("Notes"), QLineEdit()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.addWidget(edit)
    column.addWidget(after)
    notes.splice(0, 0, "words")
    edit.show_text(notes)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert notes.text == "words"


def test_undo_takes_typing_back_in_this_text_and_not_in_the_window(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot
) -> None:
    notes.splice(0, 0, "kept ")
    notes = TextDocument("notes", notes.snapshot())
    edit.show_text(notes)
    edit.select(5, 5)
    pressed: list[str] = []
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"):
        shortcut = QShortcut(QKeySequence(keys), edit.window())
        shortcut.activated.connect(lambda keys=keys: pressed.append(keys))
    qtbot.keyClicks(edit, "typed")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert notes.text == "kept "
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL | SHIFT)
    assert notes.text == "kept typed"
    assert edit.textCursor().position() == len("kept typed")
    assert pressed == []


def test_a_paste_of_ten_megabytes_is_refused_and_stays_on_the_clipboard(
    edit: NoteEdit, notes: TextDocument, refusals: list[str], begin: Begin
) -> None:
    begin("before")
    QGuiApplication.clipboard().setText("x" * 10_000_000)
    edit.paste()
    assert notes.text == "before"
    assert "10,000,000 characters" in refusals[0]
    assert "still on the clipboard" in refusals[0]
    assert len(QGuiApplication.clipboard().text()) == 10_000_000


def test_a_note_holds_two_hundred_thousand_characters_and_no_more(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot, refusals: list[str], begin: Begin
) -> None:
    # in lines: Qt itself takes seconds for each key in a line as long as that
    begin(("😀" + "x" * 98 + "\n") * (NOTE_LIMIT // 100 - 1) + "x" * 99)
    qtbot.keyClicks(edit, "ab")
    assert len(notes.text) == NOTE_LIMIT
    assert notes.text.endswith("xa")
    assert "full" in refusals[0]
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert len(refusals) == 2
    edit.select(notes.length - 1, notes.length)
    qtbot.keyClicks(edit, "b")
    assert notes.text.endswith("xb")
    QGuiApplication.clipboard().setText("y")
    edit.paste()
    assert "room for 0 more" in refusals[-1]


def test_a_picture_gets_a_sentence(
    edit: NoteEdit, notes: TextDocument, refusals: list[str], begin: Begin
) -> None:
    begin("")
    mime = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    mime.setImageData(image)
    put(mime)
    edit.paste()
    assert "not pictures" in refusals[0]
    assert notes.text == ""


def test_a_file_gets_a_sentence(edit: NoteEdit, refusals: list[str], begin: Begin) -> None:
    begin("")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/somewhere/slides.pdf")])
    put(mime)
    edit.paste()
    assert "not files" in refusals[0]


def test_what_is_pasted_is_stored_exactly_and_copied_exactly(
    edit: NoteEdit, notes: TextDocument, begin: Begin
) -> None:
    begin("")
    QGuiApplication.clipboard().setText("a\u202eb\r\nc\x07")
    edit.paste()
    assert notes.text == "a\u202eb\nc\x07"
    edit.selectAll()
    edit.copy()
    assert QGuiApplication.clipboard().text() == "a\u202eb\nc\x07"
    edit.cut()
    assert notes.text == ""


def test_find_and_escape_are_asked_for(edit: NoteEdit, qtbot: QtBot, begin: Begin) -> None:
    begin("")
    with qtbot.waitSignal(edit.find_requested):
        qtbot.keyClick(edit, Qt.Key.Key_F, CTRL)
    with qtbot.waitSignal(edit.escaped):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)


def test_the_menu_offers_what_can_be_done(edit: NoteEdit, qtbot: QtBot, begin: Begin) -> None:
    QGuiApplication.clipboard().clear()
    begin("word")
    edit.selectAll()
    menu = text_menu(edit)
    qtbot.addWidget(menu)
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert offered["Copy"]
    assert not offered["Paste"]
    assert not offered["Redo"]
