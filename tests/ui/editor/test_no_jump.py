"""What the partner writes moves neither one's caret, nor what is selected, nor what is in sight."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.documents.text import TextDocument, units
from rm_desktop.ui.editor.note_edit import NoteEdit

KEEP = QTextCursor.MoveMode.KeepAnchor
PIECES = ("a", "word ", "😀", "\n", "- [ ] ask\n", "**bold** ", "שלום ", "é", "\n\n", "long " * 30)
START = "\n".join(f"{n}: what we said about point {n} 😀 of it" for n in range(60))
RUNS, STEPS = 12, 25


class Desk:
    """One's own editor, and the partner's copy of the text."""

    def __init__(self, qtbot: QtBot, seed: int) -> None:
        self.rng = Random(seed)
        self.mine, self.hers = TextDocument("notes"), TextDocument("notes")
        self.mine.splice(0, 0, START)
        self.hers.merge(self.mine.commit())
        self.edit = NoteEdit("Notes")
        qtbot.addWidget(self.edit)
        self.edit.resize(420, 220)
        self.edit.show_text(self.mine)
        self.edit.show()
        QApplication.processEvents()

    def spot(self) -> int:
        """A place between two characters."""
        text = self.mine.text
        return units(text[: self.rng.randint(0, len(text))])

    def hers_writes(self, at: int | None = None) -> None:
        """Let the partner write or delete somewhere, often near one's own caret."""
        text = self.hers.text
        place = self.rng.randint(0, len(text))
        if at is None and self.rng.random() < 0.5:
            near = len(
                text.encode("utf-16-le")[: self.edit.textCursor().position() * 2].decode(
                    "utf-16-le", "ignore"
                )
            )
            place = min(len(text), max(0, near + self.rng.randint(-3, 3)))
        start = units(text[:place]) if at is None else at
        gone = text[place : place + self.rng.choice((0, 0, 0, 1, 4, 40))] if at is None else ""
        gone = gone.partition("⟦")[0].partition("⟧")[0]
        self.hers.splice(start, units(gone), self.rng.choice(PIECES))

    def arrive(self) -> None:
        self.mine.merge(self.hers.commit())
        QApplication.processEvents()

    def select(self, start: int, end: int) -> None:
        cursor = self.edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        self.edit.setTextCursor(cursor)

    def put_signs(self, first: int, last: int) -> None:
        """Put a sign before and behind a stretch of characters."""
        text = self.mine.text
        for sign, place in (("⟧", last), ("⟦", first)):
            at = self.edit.textCursor()
            at.setPosition(units(text[:place]))
            at.insertText(sign)
        self.hers.merge(self.mine.commit())

    def take_signs(self) -> None:
        """Take the two signs out again."""
        start, end = self.signs()
        self.hers.splice(end - 1, 1, "")
        self.hers.splice(start, 1, "")
        self.arrive()

    def signs(self) -> tuple[int, int]:
        """Where the stretch with its two signs begins and ends."""
        text = self.mine.text
        return units(text[: text.index("⟦")]), units(text[: text.index("⟧") + 1])


@pytest.mark.parametrize("run", range(RUNS))
def test_the_caret_stays_between_the_same_characters(qtbot: QtBot, run: int) -> None:
    """Two signs that she leaves alone stand before and behind it."""
    desk = Desk(qtbot, run)
    for _ in range(STEPS):
        place = desk.rng.randint(0, len(desk.mine.text))
        desk.put_signs(place, place)
        start, end = desk.signs()
        desk.select(start + 1, start + 1)
        for _ in range(desk.rng.randint(1, 3)):
            desk.hers_writes(desk.rng.choice((None, None, start + 1)))
            desk.arrive()
            start, end = desk.signs()
        caret = desk.edit.textCursor()
        assert start < caret.position() < end
        assert caret.position() == start + 1  # what she writes right at it comes behind it
        assert not caret.hasSelection()
        desk.take_signs()


@pytest.mark.parametrize("run", range(RUNS))
def test_what_is_selected_begins_and_ends_with_the_same_characters(qtbot: QtBot, run: int) -> None:
    """Two signs that she leaves alone are the first and the last selected character."""
    desk = Desk(qtbot, 100 + run)
    for _ in range(STEPS):
        first = desk.rng.randrange(len(desk.mine.text))
        last = min(len(desk.mine.text), first + desk.rng.choice((0, 1, 5, 80)))
        desk.put_signs(first, last)
        backwards = desk.rng.random() < 0.5
        desk.select(*(reversed(desk.signs()) if backwards else desk.signs()))
        for _ in range(desk.rng.randint(1, 3)):
            # at the very ends, too: her words there are not among what one would delete
            desk.hers_writes(desk.rng.choice((None, None, *desk.signs())))
            desk.arrive()
            start, end = desk.signs()
            cursor = desk.edit.textCursor()
            ends = (cursor.anchor(), cursor.position())
            assert ends == ((end, start) if backwards else (start, end))
        desk.take_signs()


@pytest.mark.parametrize(
    ("at_start", "backwards"), [(True, False), (False, False), (True, True), (False, True)]
)
def test_words_at_an_end_of_what_is_selected_are_not_selected(
    qtbot: QtBot, at_start: bool, backwards: bool
) -> None:
    desk = Desk(qtbot, 1)
    chosen = desk.mine.text[3:12]
    desk.select(*((12, 3) if backwards else (3, 12)))
    desk.hers.splice(3 if at_start else 12, 0, "her words")
    desk.arrive()
    assert desk.edit.textCursor().selectedText() == chosen


@pytest.mark.parametrize("run", range(RUNS))
def test_what_is_in_sight_stays_in_sight(qtbot: QtBot, run: int) -> None:
    desk = Desk(qtbot, 200 + run)
    bar = desk.edit.verticalScrollBar()
    for _ in range(STEPS):
        bar.setValue(desk.rng.randint(0, bar.maximum() // 2))
        desk.select(desk.spot(), desk.spot())  # no following of one's own caret either
        bar.setValue(desk.rng.randint(0, bar.maximum() // 2))
        QApplication.processEvents()
        block = desk.edit.firstVisibleBlock()
        top, words = desk.edit.blockBoundingGeometry(block).top(), block.text()
        offset = desk.edit.contentOffset().y() + top
        desk.hers_writes()
        desk.arrive()
        if not block.isValid() or block.text() != words:
            continue  # she wrote in the very line
        there = desk.edit.blockBoundingGeometry(block).top() + desk.edit.contentOffset().y()
        assert abs(there - offset) <= 1  # a pixel is lost at the very top
