"""A text to write in with everything around it: who can read it, find, and when it was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.autosave import Autosave, Savable
from rm_desktop.ui.editor.bound_edit import UndoableText
from rm_desktop.ui.editor.find_bar import FindBar
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.label import Label


class Notes(UndoableText, Savable, Protocol):
    """A text that is shared, undone and stored: what `services.notes.OpenNotes` is."""


class NotesPane(QWidget):
    """The caption, the find bar and the editor of one text at a time.

    Without a caption nothing stands above the text; `told` then says elsewhere when it was saved.
    Signals: `refused(str)`, what could not be written and why; `escaped`, the person wants out;
    `told(str, bool)`, when it was saved, or why not.
    """

    refused = Signal(str)
    told = Signal(str, bool)
    escaped = Signal()

    def __init__(
        self,
        name: str,
        caption: str,
        time_of_day: Callable[[], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = NoteEdit(name, placeholder)
        self.edit.setObjectName("notes-edit")
        self.find_bar = FindBar(self.edit)
        self.autosave = Autosave(time_of_day, self)
        self._caption = Label(caption, "caption", "ink-3")
        self._saved = Label("", "caption", "ink-3")
        self._saved.setObjectName("notes-saved")
        self.edit.typed.connect(self.autosave.touched)
        self.edit.left.connect(self.autosave.rest)
        self.edit.refused.connect(self.refused)
        self.edit.escaped.connect(self.escaped)
        self.edit.find_requested.connect(self.find_bar.open_bar)
        self.autosave.saved.connect(self._on_saved)
        self.autosave.save_failed.connect(self._on_save_failed)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._caption, 1)
        row.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(self.find_bar)
        column.addWidget(self.edit, 1)
        self._caption.setVisible(bool(caption))  # not sooner: it would be a window of its own
        self._saved.hide()
        self.setFocusProxy(self.edit)

    def show_notes(self, notes: Notes | None) -> None:
        """Write in another text from now on; what was typed in the last one is stored."""
        self.find_bar.close_bar()
        self.autosave.attend(notes)
        self.edit.show_text(notes)
        self._say("", failed=False)

    def rest(self) -> None:
        """Store what is typed, now."""
        self.autosave.rest()

    @Slot(str)
    def _on_saved(self, time: str) -> None:
        self._say(tr("Saved {time}", time=time), failed=False)

    @Slot(str)
    def _on_save_failed(self, sentence: str) -> None:
        self._say(tr("Not saved yet. {reason}", reason=sentence), failed=True)

    def _say(self, words: str, *, failed: bool) -> None:
        if words != self._saved.text():
            self._saved.show_text(words)
            self._saved.setVisible(bool(words and self._caption.text()))
            self._saved.set_tone("warn" if failed else "ink-3")
            self.told.emit(words, failed)
