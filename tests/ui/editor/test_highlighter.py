"""Words look like what they are while they are typed, and only they are painted anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QFont, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.theme import apply_theme, hue, load_theme


class Painted(QObject):
    """Notes what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def bold(block: QTextBlock) -> list[str]:
    """The bold words of a block, as they are laid out."""
    wide = block.text().encode("utf-16-le")
    return [
        wide[each.start * 2 : (each.start + each.length) * 2].decode("utf-16-le")
        for each in block.layout().formats()
        if each.format.fontWeight() == QFont.Weight.DemiBold
    ]


def colours(block: QTextBlock) -> list[str]:
    """The colours of a block's styled stretches."""
    formats = block.layout().formats()
    return [each.format.foreground().color().name() for each in formats]


def test_the_last_word_of_a_long_note_is_bold_once_it_is_closed(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot
) -> None:
    begin("\n".join("a line of several words " * 8 for _ in range(400)))
    qtbot.waitUntil(lambda: edit.highlighter.is_done)
    qtbot.keyClicks(edit, "**last*")
    assert bold(edit.document().lastBlock()) == []
    qtbot.keyClicks(edit, "*")
    assert bold(edit.document().lastBlock()) == ["**last**"]


def test_emoji_before_a_word_do_not_shift_its_look(
    edit: NoteEdit, begin: Callable[[str], None]
) -> None:
    begin("😀👩‍👩‍👧‍👦 **here** 😀")
    assert bold(edit.document().firstBlock()) == ["**here**"]


def test_typing_in_a_styled_line_paints_that_line_only(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot, qapp: QApplication
) -> None:
    begin("\n".join("with **bold** words" for _ in range(12)))
    qapp.processEvents()
    painted = Painted()
    edit.viewport().installEventFilter(painted)
    qtbot.keyClicks(edit, "x")
    qapp.processEvents()
    heights = [rect.height() for rect in painted.rects]
    assert heights
    assert max(heights) < edit.viewport().height() / 3


def test_only_what_is_written_in_keeps_its_glyphs(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot
) -> None:
    begin("\n".join("a line with **bold** words" for _ in range(400)))
    qtbot.waitUntil(lambda: edit.highlighter.is_done)
    document = edit.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    assert not any(block.layout().cacheEnabled() for block in blocks)
    qtbot.keyClicks(edit, "xy")
    assert [block for block in blocks if block.layout().cacheEnabled()] == [document.lastBlock()]


def test_a_block_of_code_reaches_to_its_end(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot
) -> None:
    begin("```\n**code**\n```\n**bold**")
    qtbot.waitUntil(lambda: edit.highlighter.is_done)
    document = edit.document()
    assert bold(document.findBlockByNumber(1)) == []
    assert bold(document.findBlockByNumber(3)) == ["**bold**"]
    edit.select(0, 3)
    edit.textCursor().removeSelectedText()
    assert bold(document.findBlockByNumber(1)) == ["**code**"]


def test_a_long_note_is_styled_bit_by_bit_and_in_the_end_all_of_it(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot
) -> None:
    begin("\n".join(f"line {n} is **bold**" for n in range(3_000)))
    assert bold(edit.document().firstBlock())
    assert not bold(edit.document().lastBlock())
    edit.select(0, 0)
    edit.insertPlainText("one more\n")
    qtbot.waitUntil(lambda: edit.highlighter.is_done)
    block = edit.document().begin().next()
    while block.isValid():
        assert bold(block) == ["**bold**"]
        block = block.next()


def test_the_look_follows_the_theme(
    edit: NoteEdit, begin: Callable[[str], None], qtbot: QtBot, qapp: QApplication
) -> None:
    begin("https://example.org")
    try:
        apply_theme(qapp, load_theme("dark"))
        qtbot.waitUntil(lambda: colours(edit.document().firstBlock()) == [hue("accent").name()])
    finally:
        apply_theme(qapp, load_theme("light"))
