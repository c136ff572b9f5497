"""One action: a box to tick, whose it is, what was promised, until when, and a menu.

Signals: `done_toggled(id, bool)`, `owner_chosen(id, member)`, `due_chosen(id, due)`,
`edit_requested(id)`, `delete_requested(id)`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import ActionLine
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import Chip, ChipTone
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label

Pairs = tuple[tuple[str, str], ...]


class ActionRow(QWidget):
    """`show_line(line, people, dates)`."""

    done_toggled = Signal(str, bool)
    owner_chosen = Signal(str, str)
    due_chosen = Signal(str, str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: ActionLine | None = None
        self._people: Pairs = ()
        self._dates: Pairs = ()
        self._box = CheckBox(tr("Done"), bare=True)
        self._box.clicked.connect(self._on_box_clicked)
        self._who = Chip("")
        self._text = Label("", "body", wrap=True)
        self._due = Label("", "caption", "ink-3")
        self._more = IconButton("more", tr("What to do with this action"), small=True)
        self._more.clicked.connect(self.open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._box)
        row.addWidget(self._who)
        row.addWidget(self._text, 1)
        row.addWidget(self._due)
        row.addWidget(self._more)

    def show_line(self, line: ActionLine, people: Pairs, dates: Pairs) -> None:
        """Show an action."""
        self._people, self._dates = people, dates
        if line == self._line:
            return
        self._line = line
        tones: dict[str, ChipTone] = {"you": "you", "them": "them"}
        self._box.setChecked(line.done)
        self._box.set_text(tr("“{text}” is done", text=line.text))
        self._who.show_chip(line.owner_word, tones.get(line.voice, "neutral"))
        self._text.show_text(line.text)
        self._text.set_tone("ink-3" if line.done else "ink")
        due = tr("done") if line.done else line.due_word
        self._due.show_text(due)
        self._due.set_tone("danger" if line.overdue else "ink-3")
        said = (line.text, line.owner_word, due)
        self.setAccessibleName(", ".join(filter(None, said)))
        self._more.set_name(tr("What to do with “{text}”", text=line.text))

    def open_menu(self) -> QMenu | None:
        """Open everything that can be done with the action."""
        line = self._line
        if line is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction(tr("Edit…"))
        edit.triggered.connect(lambda: self.edit_requested.emit(line.id))
        for title, choices, chosen, signal in (
            (tr("Who"), self._people, line.owner, self.owner_chosen),
            (tr("Until"), self._dates, line.due, self.due_chosen),
        ):
            under = menu.addMenu(title)
            group = QActionGroup(under)
            for key, words in choices:
                action = QAction(words.replace("&", "&&"), group)
                action.setData((signal, key))
                action.setCheckable(True)
                action.setChecked(key == chosen)
                under.addAction(action)
            group.triggered.connect(self._on_triggered)
        menu.addSeparator()
        delete = menu.addAction(tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(line.id))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        return menu

    def _on_triggered(self, action: QAction) -> None:
        signal, key = action.data()
        if self._line is not None:
            signal.emit(self._line.id, key)

    def _on_box_clicked(self, checked: bool) -> None:
        if self._line is not None:
            self.done_toggled.emit(self._line.id, checked)
