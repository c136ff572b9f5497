"""What the editor shows and what is really written are the same length, always."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.text import harmless
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.editor.offsets import difference, shown, unit_offsets, units

KEEP = QTextCursor.MoveMode.KeepAnchor


def seen(edit: NoteEdit) -> str:
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    return cursor.selectedText().replace("\u2029", "\n")


def test_every_character_is_shown_harmlessly_and_as_wide_as_it_is() -> None:
    for code in range(0x10000):
        ch = chr(code)
        if not 0xD800 <= code < 0xE000:
            assert units(shown(ch)) == 1
        assert shown(ch) == harmless(ch) or code in (0xFDD0, 0xFDD1, 0xFFFC)
    assert shown("\ufdd0\ufdd1\ufffc") == "\ufffd" * 3


@pytest.mark.parametrize("text", ["", "plain", "naïve – “quotes”", "a😀b", "👩‍👩‍👧‍👦"])
def test_offsets_are_those_of_utf_16(text: str) -> None:
    at = unit_offsets(text) or list(range(len(text) + 1))
    assert at == [units(text[:n]) for n in range(len(text) + 1)]


def test_a_difference_is_as_small_as_it_can_be() -> None:
    assert difference("one two", "one 2 two") == (4, 0, "2 ")
    assert difference("aaa", "aa") == (2, 1, "")
    assert difference("same", "same") == (4, 0, "")


def test_what_is_typed_is_in_the_text_at_once(
    edit: NoteEdit, notes: TextDocument, qtbot: QtBot, begin: Callable[[str], None]
) -> None:
    begin("😀 ")
    qtbot.keyClicks(edit, "hello")
    assert notes.text == "😀 hello"


def test_a_text_of_somebody_else_is_shown_without_its_tricks(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None]
) -> None:
    begin("pay \u202e001 now\r\n\x07end")
    assert seen(edit) == "pay \ufffd001 now␍\n␇end"
    assert notes.text == "pay \u202e001 now\r\n\x07end"


def test_a_direction_mark_that_is_typed_is_kept_exactly_and_made_visible(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None], qapp: QApplication
) -> None:
    begin("ab")
    edit.textCursor().insertText("\u200f")
    qapp.processEvents()
    assert notes.text == "ab\u200f"
    assert seen(edit) == "ab\ufffd"
    assert edit.textCursor().position() == 3


def test_half_a_character_never_empties_the_shared_text(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None]
) -> None:
    begin("all our words")
    edit.textCursor().insertText("\ud83d")
    assert notes.text == "all our words"
    edit.textCursor().insertText("\ude00")
    assert notes.text == "all our words😀"


def test_a_composition_reaches_the_text_when_it_is_done(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None], qapp: QApplication
) -> None:
    begin("日本")
    qapp.sendEvent(edit, QInputMethodEvent("ご", []))
    assert notes.text == "日本"
    done = QInputMethodEvent("", [])
    done.setCommitString("語")
    qapp.sendEvent(edit, done)
    assert notes.text == "日本語"


def test_the_partners_words_leave_caret_selection_and_scroll_alone(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None], qapp: QApplication
) -> None:
    begin("\n".join(f"line {n}" for n in range(200)))
    other = TextDocument("notes", notes.snapshot())
    edit.verticalScrollBar().setValue(100)
    edit.blockSignals(True)
    cursor = edit.textCursor()
    cursor.setPosition(notes.text.index("line 105"))
    cursor.setPosition(cursor.position() + 8, KEEP)
    edit.setTextCursor(cursor)
    edit.blockSignals(False)
    top = edit.cursorRect().top()
    other.splice(0, 0, "three\nnew\nlines\n")
    notes.merge(other.commit())
    qapp.processEvents()
    assert edit.textCursor().selectedText() == "line 105"
    assert edit.cursorRect().top() == top


def test_a_text_that_was_let_go_no_longer_moves_the_editor(
    edit: NoteEdit, notes: TextDocument, begin: Callable[[str], None]
) -> None:
    begin("mine")
    other = TextDocument("notes", notes.snapshot())
    edit.show_text(None)
    other.splice(0, 0, "theirs ")
    notes.merge(other.commit())
    assert seen(edit) == ""
    assert notes.text == "theirs mine"
    assert not edit.isEnabled()


def test_the_document_lives_as_long_as_the_editor(
    edit: NoteEdit, begin: Callable[[str], None], qapp: QApplication
) -> None:
    begin("still here")
    gc.collect()
    edit.resize(300, 200)
    qapp.processEvents()
    assert seen(edit) == "still here"
