"""A pack before it comes in: what it brings, or every line that is wrong with it.

Purpose: look first, then take in whole or not at all. States: a preview; problems.
Keys: those of its buttons. Signals: `accepted`, `another_requested`.
Tokens: those of Label and Button.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.pack_words import PackView
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class PackPanel(QWidget):
    """A page of the side panel for a file that was chosen."""

    accepted = Signal()
    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self._sentence = Label("", "strong", wrap=True)
        self._next = Label("", "body", "ink-2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S)
        self._more = Label("", "caption", "ink-3", wrap=True)
        self.accept = Button("", "primary")
        self.accept.setObjectName("pack-accept")
        self.accept.clicked.connect(self.accepted)
        another = Button(tr("Choose another file…"))
        another.setObjectName("pack-another")
        another.clicked.connect(self.another_requested)
        buttons = FlowRow()
        buttons.add(self.accept)
        buttons.add(another)
        column.addWidget(self._sentence)
        column.addWidget(self._next)
        column.addWidget(buttons)
        column.addLayout(self._lines)
        column.addWidget(self._more)

    @property
    def lines(self) -> tuple[str, ...]:
        """The problems or prompts that are listed."""
        found = (self._lines.itemAt(n) for n in range(self._lines.count()))
        labels = (item.widget() for item in found if item is not None)
        return tuple(label.text() for label in labels if isinstance(label, Label))

    @property
    def more(self) -> str:
        """How many more there are."""
        return self._more.text()

    def show_pack(self, view: PackView) -> None:
        """Show what a file holds."""
        self._sentence.show_text(view.sentence)
        self._next.show_text(view.next_step)
        self._next.setVisible(bool(view.next_step))
        while (item := self._lines.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for line in view.lines:
            self._lines.addWidget(
                Label(line, "caption", "danger" if view.bad else "ink", wrap=True)
            )
        self._more.show_text(view.more)
        self._more.setVisible(bool(view.more))
        self.accept.set_text(view.accept)
        self.accept.setVisible(bool(view.accept))
