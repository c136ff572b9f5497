"""Two people at two editors over one text, at random: never a difference, never a word lost."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from rm_desktop.documents.text import TextDocument
from rm_desktop.ui.editor.binding import Binding
from rm_desktop.ui.editor.highlighter import MarkdownHighlighter
from rm_desktop.ui.editor.note_layout import NoteLayout
from rm_desktop.ui.editor.offsets import shown, units

RUNS, STEPS = 320, 24
KEEP = QTextCursor.MoveMode.KeepAnchor
PIECES = (
    "a", "word ", "**bold** ", "# ", "- [ ] ", "`code`", "\n", "\n\n", "😀", "👩‍👩‍👧‍👦", "🇬🇧",
    "שלום ", "مرحبا", "e\u0301", "ǟ̵̈", "\u2028", "\r\n", "\t", "\u00a0", "\u202e", "\u200f",
    "\x00", "\x07", "\ufdd0", "\ufffc", "\U0001d4b3", "~~~\n", "日本語",
)  # fmt: skip


class Person:
    """Somebody at an editor."""

    def __init__(self, rng: Random, *, styled: bool) -> None:
        self.rng = rng
        self.text = TextDocument("notes")
        self.document = QTextDocument()
        self.document.setDocumentLayout(NoteLayout(self.document))
        self.highlighter = MarkdownHighlighter(self.document) if styled else None
        self.binding: Binding | None = None
        self.sent: list[bytes] = []

    def bind(self) -> None:
        self.binding = Binding(self.document, self.text)

    def act(self) -> None:
        self.rng.choices(
            (self.type, self.delete, self.paste, self.several, self.undo), (6, 3, 2, 2, 2)
        )[0]()
        self.sent += self.text.commit()

    def spot(self) -> int:
        """A place where a caret can stand: never inside a pair."""
        at = self.rng.randint(0, self.text.length)
        cursor = QTextCursor(self.document)
        cursor.setPosition(at)
        halved = at and "\udc00" <= (self.document.characterAt(at) or " ")[0] <= "\udfff"
        return at - 1 if halved else at

    def stretch(self) -> QTextCursor:
        cursor = QTextCursor(self.document)
        start, end = sorted((self.spot(), self.spot()))
        cursor.setPosition(start)
        cursor.setPosition(min(end, start + 40) if self.rng.random() < 0.9 else end, KEEP)
        if halved(self.document, cursor.position()):
            cursor.setPosition(cursor.position() - 1, KEEP)
        return cursor

    def type(self) -> None:
        cursor = QTextCursor(self.document)
        cursor.setPosition(self.spot())
        for _ in range(self.rng.randint(1, 4)):
            cursor.insertText(self.rng.choice(PIECES))
            self.check()

    def delete(self) -> None:
        self.stretch().removeSelectedText()

    def paste(self) -> None:
        assert self.binding is not None
        cursor = self.stretch()
        text = "".join(self.rng.choices(PIECES, k=self.rng.randint(1, 12))).replace("\r\n", "\n")
        before = self.text.text
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        self.binding.replace(start, end, text)
        wide = before.encode("utf-16-le", "surrogatepass")
        whole = wide[: start * 2] + text.encode("utf-16-le") + wide[end * 2 :]
        assert self.text.text == whole.decode("utf-16-le")  # exactly what was pasted

    def several(self) -> None:
        outer = QTextCursor(self.document)
        outer.beginEditBlock()
        for _ in range(self.rng.randint(2, 3)):
            cursor = QTextCursor(self.document)
            cursor.setPosition(halved_off(self.document, self.rng))
            cursor.insertText(self.rng.choice(PIECES))
        outer.endEditBlock()

    def undo(self) -> None:
        (self.text.undo if self.rng.random() < 0.7 else self.text.redo)()

    def hear(self, other: Person) -> None:
        updates, other.sent = other.sent, []
        self.rng.shuffle(updates)  # the network keeps no order
        self.text.merge(updates)
        self.sent += self.text.commit()

    def check(self) -> None:
        QApplication.processEvents()
        assert self.document.characterCount() - 1 == self.text.length == units(self.text.text)
        assert seen(self.document) == shown(self.text.text).replace("\ufdd0", "\n")


def seen(document: QTextDocument) -> str:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return cursor.selectedText().replace("\u2029", "\n")


def halved(document: QTextDocument, at: int) -> bool:
    return bool(at) and "\udc00" <= (document.characterAt(at) or " ")[0] <= "\udfff"


def halved_off(document: QTextDocument, rng: Random) -> int:
    at = rng.randint(0, document.characterCount() - 1)
    return at - 1 if halved(document, at) else at


@pytest.mark.parametrize("batch", range(8))
def test_two_editors_never_part(qapp: QApplication, batch: int) -> None:
    for run in range(RUNS // 8):
        rng = Random(batch * 1_000 + run)
        one, two = Person(rng, styled=run % 3 == 0), Person(rng, styled=False)
        for person in (one, two):
            person.bind()
        for _ in range(STEPS):
            person, other = rng.sample((one, two), 2)
            person.act()
            person.check()
            if rng.random() < 0.4:
                other.hear(person)
                other.check()
        one.hear(two)
        two.hear(one)
        one.hear(two)
        one.check()
        two.check()
        assert one.text.text == two.text.text
        for person in (one, two):
            assert person.binding is not None
            person.binding.close()
