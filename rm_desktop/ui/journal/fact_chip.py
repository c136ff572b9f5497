"""A fact of an entry as a small round button: pressing it shows what one may do.

Purpose: date, session, prompt, template, tags. States: chosen, quiet (nothing chosen yet), accent.
Keys: Space, Enter or Down open; Delete takes a fact away. Signals: `clicked` (Qt's),
    `remove_requested`. Tokens: those of FilterChip; accent, accent-soft.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.ui.theme import set_state
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.label import plain_tip

_REMOVE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}

#: Words, what they do, whether they carry a tick; None is a line between groups.
MenuEntry = tuple[str, Callable[[], object], bool] | None


class FactChip(FilterChip):
    """`show_fact(words, name, tone)`: what is seen, what is spoken."""

    remove_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setCheckable(False)
        self.setObjectName(name)

    def show_fact(self, words: str, spoken: str, tone: str = "") -> None:
        """Say a fact; `tone` is "quiet" where nothing is chosen yet, "accent" for tags."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(spoken)
        plain_tip(self, spoken)
        if self.property("tone") != tone:
            set_state(self, "tone", tone)
        self.updateGeometry()

    def open_menu(self, entries: tuple[MenuEntry, ...]) -> QMenu:
        """Open a menu below the chip and return it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            words, act, is_chosen = entry
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(is_chosen)
            action.setChecked(is_chosen)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVE:
            self.remove_requested.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)
