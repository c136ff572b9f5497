"""Types into an editor with the long note and times each key until its frame is painted.

    python -m bench.typist      asked first for `app` or `floor`, then for a series in a place

The app is the real pane over real notes in a real vault, with its autosave.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import perf_counter, process_time

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFont, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench.asked import answer, heard
from bench.floors.bare_edit import bare_edit
from bench.note import PARAGRAPHS, long_note, pair_with_note
from rm_desktop.ui.editor.note_edit import NoteEdit

SIZE, LETTERS = QSize(720, 740), 15
BOLD, AND_ON = "and **reason**", " so "
_ROUNDS = 10


class Typist(QObject):
    """Types and looks at what is painted."""

    def __init__(self, edit: QPlainTextEdit, *, styled: bool) -> None:
        super().__init__()
        self._edit, self._styled = edit, styled
        self._painted = self._bold = self._last = False
        edit.viewport().installEventFilter(self)

    def series(self, place: str) -> dict[str, object]:
        """Type a series in a place; the milliseconds of each key, and of the processor per key."""
        took: list[float] = []
        worked = 0.0
        for _ in range(_ROUNDS):
            self._go(place)
            start = self._edit.textCursor().position()
            for words in (BOLD, AND_ON):
                for n, sign in enumerate(words, start=1):
                    self._last = n == len(words)
                    wall, processor = self._key(sign)
                    took.append(wall)
                    worked += processor
                if self._styled and self._bold is not (words == BOLD):
                    raise SystemExit("the last word is not styled in the frame that was painted")
            self._erase(start)
        return {"ms": took, "cpu": worked / len(took)}

    def _key(self, sign: str) -> tuple[float, float]:
        self._painted = False
        begun, worked = perf_counter(), process_time()
        QTest.keyClicks(self._edit, sign)
        while not self._painted:  # when it is set, the turn of the loop that paints is not over
            QApplication.processEvents()
        return (perf_counter() - begun) * 1000, (process_time() - worked) * 1000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self._painted |= event.region().intersects(self._edit.cursorRect())
            if self._last:  # looking takes time: only where a word has been closed
                self._bold = self._is_bold()
        return super().eventFilter(watched, event)

    def _is_bold(self) -> bool:
        """Tell whether the letter before the caret is laid out bold."""
        cursor = self._edit.textCursor()
        at = cursor.positionInBlock() - 1
        return any(
            each.start <= at < each.start + each.length
            and each.format.fontWeight() >= QFont.Weight.DemiBold
            for each in cursor.block().layout().formats()
        )

    def _go(self, place: str) -> None:
        cursor = self._edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if place == "middle":
            block = self._edit.document().findBlockByNumber(PARAGRAPHS // 2 + 1)
            text = block.text()
            cursor.setPosition(block.position() + text.index(" ", len(text) // 2))
        self._edit.setTextCursor(cursor)
        QTest.keyClicks(self._edit, " ")
        self._rest()

    def _erase(self, start: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(start - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._rest()

    def _rest(self) -> None:
        highlighter = self._edit.highlighter if isinstance(self._edit, NoteEdit) else None
        while highlighter is not None and not highlighter.is_done:
            QApplication.processEvents()
        for _ in range(5):
            QApplication.processEvents()


def main() -> int:
    """Answer until nobody asks any more."""
    app = QApplication(["bench"])
    with ExitStack() as stack:
        edit = _pane(app, stack) if heard() == ["app"] else bare_edit(long_note(), SIZE, LETTERS)
        edit.activateWindow()
        edit.setFocus()
        typist = Typist(edit, styled=isinstance(edit, NoteEdit))
        while asked := heard():
            answer(**typist.series(asked[0]))
    return 0


def _pane(app: QApplication, stack: ExitStack) -> NoteEdit:
    """Show the pane, its editor as large as the floor's."""
    from rm_desktop.__main__ import look_for_garbage_seldom
    from rm_desktop.ui.editor.pane import NotesPane
    from rm_desktop.ui.theme import apply_theme, load_theme
    from rm_desktop.ui.theme.focus import FocusRing

    look_for_garbage_seldom()  # as the app does
    apply_theme(app, load_theme("light"))
    FocusRing(app)
    _, notes, _, _ = stack.enter_context(pair_with_note(long_note()))
    pane = NotesPane("Shared notes", "Shared notes", lambda: "14:00")
    stack.callback(pane.close)
    pane.show_notes(notes)
    pane.resize(SIZE)
    pane.show()
    pane.resize(SIZE + SIZE - pane.edit.size())
    return pane.edit


if __name__ == "__main__":
    sys.exit(main())
