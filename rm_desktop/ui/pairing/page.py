"""What every page of a pairing has: an icon, a title, sentences, and a line that says how it goes.

Purpose: one thing at a time. States: calm, waiting, a problem. Keys: those of its buttons.
Signals: none. Tokens: accent for the icon, danger for a problem.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme import Role
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label


class Page(QWidget):
    """Put things into `body`; buttons by `add_buttons`, the first of them is where one begins."""

    def __init__(self, icon: str, title: str, *sentences: str, role: Role = "accent") -> None:
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(IconLabel(icon, role, side=28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(title, "subtitle", wrap=True), 1)
        column.addLayout(head)
        for sentence in sentences:
            column.addWidget(Label(sentence, "body", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        column.addSpacing(XS)
        column.addLayout(self.body)
        self._status = Label("", "body", "ink-2", wrap=True)
        self._status.hide()
        column.addWidget(self._status)
        self._foot = QVBoxLayout()
        column.addStretch(1)  # buttons stand where those of the page before stood
        column.addLayout(self._foot)
        self._buttons: list[Button] = []

    def add_buttons(self, *buttons: Button) -> None:
        """Set the buttons of the page at its foot."""
        row = FlowRow(gap=M, line_gap=S)
        for button in buttons:
            row.add(button)
        self._buttons += buttons
        self._foot.addSpacing(S)
        self._foot.addWidget(row)

    def say(self, words: str, *, problem: bool = False) -> None:
        """Say how it goes below everything; no words take that away. It is spoken once."""
        if words == self._status.text() and self._status.isVisibleTo(self) == bool(words):
            return
        self._status.set_tone("danger" if problem else "ink-2")
        self._status.show_text(words)
        self._status.setVisible(bool(words))
        if words and self.isVisible():
            announce(self, words)

    @property
    def said(self) -> str:
        """How it goes, as it is written there."""
        return self._status.text() if self._status.isVisibleTo(self) else ""

    def start(self) -> None:
        """Put the focus where one begins, and read the title out."""
        announce(self, self.title)
        first = next((b for b in self._buttons if b.isEnabled() and b.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def named(button: Button, name: str) -> Button:
    """Name a button for whoever looks for it."""
    button.setObjectName(name)
    return button
