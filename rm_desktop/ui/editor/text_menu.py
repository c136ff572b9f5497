"""The menu of a text field: undo and the clipboard, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from rm_desktop.ui.editor.note_edit import NoteEdit

_Key = QKeySequence.StandardKey


def text_menu(edit: NoteEdit) -> QMenu:
    """Make the menu of a note for this moment; it goes when it is closed."""
    menu = QMenu(edit)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen = edit.textCursor().hasSelection()
    can_paste = bool(QGuiApplication.clipboard().text())
    entries = (
        (tr("Undo"), _Key.Undo, edit.undo_typing, edit.can_undo_typing),
        (tr("Redo"), _Key.Redo, edit.redo_typing, edit.can_redo_typing),
        None,
        (tr("Cut"), _Key.Cut, edit.cut, chosen),
        (tr("Copy"), _Key.Copy, edit.copy, chosen),
        (tr("Paste"), _Key.Paste, edit.paste, can_paste),
        None,
        (tr("Select all"), _Key.SelectAll, edit.selectAll, edit.document().characterCount() > 1),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, key, does, can = entry
        action = QAction(words, menu)
        action.setShortcut(QKeySequence(key))
        action.setEnabled(can)
        action.triggered.connect(does)
        menu.addAction(action)
    return menu
