"""What an edit leaves on the screen is what painting everything anew would show."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtGui import QImage, QTextCursor, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.theme import apply_theme, load_theme

#: How high each line is, and the picture from the first line on.
_Seen = tuple[list[float], QImage]
KEEP = QTextCursor.MoveMode.KeepAnchor
LINK = "https://example.com/x"
LINES = (
    f"first line {LINK}", "# A heading of some length", "", "plain words", "- [ ] a **bold** thing",
    "a `code` word", f"a line that is long from the start {LINK} and wraps in a narrow field",
    "> quoted", "~~~", "日本語 😀",
)  # fmt: skip
PIECES = ("a", " word", "`", "**", " and some more words", LINK, "~~~", "\n", "# ", "日本")


@pytest.fixture
def edit(qtbot: QtBot) -> NoteEdit:
    QApplication.setCursorFlashTime(0)  # a caret that blinks makes pictures differ
    edit = NoteEdit("Notes")
    qtbot.addWidget(edit)
    edit.resize(420, 300)
    edit.setEnabled(True)
    edit.show()
    edit.setFocus()
    return edit


def settle(edit: NoteEdit) -> QImage:
    """Let what is asked for be painted, and nothing else; return the screen's picture."""
    for _ in range(3):
        QApplication.processEvents()
    return edit.screen().grabWindow(edit.winId()).toImage()


def painted_anew(edit: NoteEdit) -> QImage:
    edit.viewport().update()
    return settle(edit)


def beside_a_fresh_one(edit: NoteEdit) -> tuple[_Seen, _Seen]:
    """Return what is seen, and what a field shows that never knew another text or look."""
    fresh = NoteEdit("Fresh")
    fresh.resize(edit.size())
    fresh.setEnabled(True)
    whole = QTextDocumentFragment(edit.document())  # a string would lose half a pair
    QTextCursor(fresh.document()).insertFragment(whole)
    fresh.show()
    both = [_seen(each) for each in (edit, fresh)]
    fresh.deleteLater()
    return both[0], both[1]


def _seen(edit: NoteEdit) -> _Seen:
    edit.clearFocus()
    edit.verticalScrollBar().setValue(0)
    settle(edit)
    return _heights(edit), edit.viewport().grab().toImage()


def _heights(edit: NoteEdit) -> list[float]:
    found, block = [], edit.document().begin()
    while block.isValid():
        found.append(edit.blockBoundingRect(block).height())
        block = block.next()
    return found


@pytest.mark.parametrize("first", [f"first line {LINK}", "words", "# words", f"`code` {LINK}"])
def test_a_line_that_wraps_moves_the_lines_below(edit: NoteEdit, first: str) -> None:
    edit.setPlainText(f"{first}\nSECOND LINE HERE\n\nthird")
    settle(edit)
    for letter in "a long line that wraps to two lines and further " * 2:
        QTest.keyClicks(edit, letter)
        assert settle(edit) == painted_anew(edit), edit.document().begin().text()


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edit_the_screen_is_whole(edit: NoteEdit, seed: int) -> None:
    rng = Random(seed)
    edit.setPlainText("\n".join(rng.choices(LINES, k=7)))
    settle(edit)
    for _ in range(40):
        edit_somewhere(edit, rng)
        assert settle(edit) == painted_anew(edit), (seed, edit.toPlainText())
    there, fresh = beside_a_fresh_one(edit)
    assert there == fresh


def test_a_line_that_was_written_in_follows_the_size_of_the_text(
    edit: NoteEdit, qapp: QApplication
) -> None:
    edit.setPlainText("\n".join(LINES))
    QTest.keyClicks(edit, "some words, **bold** and *slanted*, ")
    settle(edit)
    try:
        apply_theme(qapp, load_theme("dark"), 1.5)
        settle(edit)
        there, fresh = beside_a_fresh_one(edit)
        assert there == fresh
    finally:
        apply_theme(qapp, load_theme("light"))


def edit_somewhere(edit: NoteEdit, rng: Random) -> None:
    """Write or delete, mostly where the caret is, sometimes elsewhere or in another width."""
    cursor = edit.textCursor()
    if rng.random() < 0.3:
        cursor.setPosition(rng.randint(0, edit.document().characterCount() - 1))
    if rng.random() < 0.05:
        edit.resize(rng.randint(300, 500), 300)
    if rng.random() < 0.3:
        back = min(rng.choice((1, 1, 12)), cursor.position())
        cursor.setPosition(cursor.position() - back, KEEP)
        cursor.removeSelectedText()
    else:
        cursor.insertText(rng.choice(PIECES))
    edit.setTextCursor(cursor)
