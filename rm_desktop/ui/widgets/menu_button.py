"""A button that opens a short list and shows what was chosen: “Stage: opening ⌄”.

Purpose: a filter or a setting with too many options for segments. States: those of a button.
Keys: Space, Enter or Down open; arrows and Enter choose; Escape closes.
Signals: `chosen(str)` with the key, by a person only. Tokens: as a secondary button.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.ui.theme import Role, draw_icon, px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button


class MenuButton(Button):
    """`MenuButton(tr("Stage"), (("any", tr("any")), ("opening", tr("opening"))), "any")`."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]] = (),
        choice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent=parent)
        self.setProperty("hinted", True)
        self._name = name
        self._choices = dict(choices)
        self._choice = ""
        self.clicked.connect(self._on_clicked)
        self.show_choice(choice or next(iter(self._choices), ""))

    @property
    def choice(self) -> str:
        """The key that is chosen."""
        return self._choice

    def show_choices(self, choices: Sequence[tuple[str, str]], choice: str) -> None:
        """Offer other options."""
        self._choices = dict(choices)
        self.show_choice(choice)

    def show_choice(self, key: str) -> None:
        """Show another choice without telling anybody."""
        self._choice = key
        words = self._choices.get(key, "")
        self.set_text(f"{self._name}: {words}" if self._name and words else self._name or words)

    def open_menu(self) -> QMenu:
        """Open the list below the button and return it."""
        menu = QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QtGui.QActionGroup(menu)
        for key, words in self._choices.items():
            action = QtGui.QAction(words.replace("&", "&&"), group)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == self._choice)
            menu.addAction(action)
            if key == self._choice:
                menu.setActiveAction(action)
        group.triggered.connect(self._on_triggered)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(size.width() + S + px(14))
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(14)
        place = QRect(self.width() - 12 - side, (self.height() - side) // 2, side, side)
        role: Role = "ink-2" if self.isEnabled() else "faint"
        draw_icon(QPainter(self), "chevron-down", role, place)

    def _on_clicked(self) -> None:
        self.open_menu()

    def _on_triggered(self, action: QtGui.QAction) -> None:
        self.show_choice(action.data())
        self.chosen.emit(self._choice)
