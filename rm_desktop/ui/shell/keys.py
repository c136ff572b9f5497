"""The keys of the app: one table for the shortcuts, the sheet (Ctrl+/) and the palette."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXL, S
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work in one place."""

    title: str
    keys: tuple[tuple[str, str], ...]


def groups() -> tuple[KeyGroup, ...]:
    """Return every key the app listens to, with what it does."""
    anywhere = KeyGroup(
        tr("Anywhere"),
        (
            ("Ctrl+K", tr("Find anything, do anything")),
            ("Ctrl+1 … 5", tr("Today, Sessions, Prompts, Journal, Together")),
            ("Ctrl+N", tr("New topic for the next session")),
            ("Ctrl+L", tr("Lock your private pages")),
            ("Ctrl+Z", tr("Undo")),
            ("Ctrl+Shift+Z", tr("Redo")),
            ("Ctrl+P", tr("Print")),
            ("Ctrl+,", tr("Settings")),
            ("Ctrl++ / − / 0", tr("Text larger, smaller, as it was")),
            ("F11", tr("Full screen")),
            ("Ctrl+/", tr("This list")),
            ("Ctrl+Q", tr("Quit; everything is saved")),
        ),
    )
    agenda = KeyGroup(
        tr("Agenda"),
        (
            ("Enter", tr("Add the next topic")),
            ("F2", tr("Edit the topic")),
            ("Alt+↑ / ↓", tr("Move it up or down")),
            ("Ctrl+Enter", tr("Mark it discussed")),
            ("Delete", tr("Move it to the bin")),
            ("Ctrl+V", tr("Paste a list as topics")),
        ),
    )
    room = KeyGroup(
        tr("Session room, while no text has the focus"),
        (
            ("Space", tr("Pause, resume")),
            ("N", tr("Next topic")),
            ("B", tr("Back to the topic before")),
            ("+ / −", tr("A minute more or less")),
            ("A", tr("Add an action")),
            ("M", tr("Mini timer")),
            ("Ctrl+F", tr("Find in the notes")),
        ),
    )
    journal = KeyGroup(
        tr("Journal"),
        (
            ("Ctrl+F", tr("Find in the entry; in the list, search all")),
            ("↑ / ↓", tr("Open the entry before or after")),
            ("Enter", tr("Go into the text")),
            ("Esc", tr("Back to the list")),
            ("Delete", tr("Move the entry to the bin; on a tag, remove it")),
        ),
    )
    return anywhere, agenda, room, journal


class KeySheet(QWidget):
    """The list of keys as one calm page."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(XL), px(XL), px(S), px(XL))
        head = QGridLayout()
        head.addWidget(Label(tr("Keys"), "subtitle"), 0, 0)
        self.close_button = IconButton("close", tr("Close"))
        head.addWidget(self.close_button, 0, 1)
        head.setColumnStretch(0, 1)
        column.addLayout(head)
        scroll = ScrollColumn()
        for group in groups():
            scroll.body.addWidget(Label(group.title, "heading"))
            scroll.body.addLayout(self._table(group))
        scroll.body.addStretch(1)
        column.addWidget(scroll)

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(600))

    @staticmethod
    def _table(group: KeyGroup) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(px(XXL))
        table.setVerticalSpacing(px(S))
        table.setColumnStretch(1, 1)
        table.setColumnMinimumWidth(0, px(120))
        for row, (keys, words) in enumerate(group.keys):
            table.addWidget(KeyCap(keys), row, 0)
            table.addWidget(Label(words), row, 1)
        return table
