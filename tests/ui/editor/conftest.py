"""A text to write in, and an editor that shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from rm_desktop.documents.text import TextDocument
from rm_desktop.ui.editor.note_edit import NoteEdit


@pytest.fixture
def notes() -> TextDocument:
    return TextDocument("notes")


@pytest.fixture
def edit(qtbot: QtBot, notes: TextDocument) -> NoteEdit:
    edit = NoteEdit("Notes", "Write here")
    qtbot.addWidget(edit)
    edit.resize(500, 300)
    edit.show_text(notes)
    edit.show()
    return edit


@pytest.fixture
def begin(edit: NoteEdit, notes: TextDocument) -> Callable[[str], None]:
    """Show a text with the caret at its end."""

    def write(text: str) -> None:
        edit.show_text(None)
        notes.splice(0, notes.length, text)
        notes.commit()
        edit.show_text(notes)
        edit.select(notes.length, notes.length)
        edit.setFocus()

    return write
