"""A white card with a hairline: a title, an action at its right, and a body.

Purpose: holds one matter. States: with or without title. Keys: none. Signals: none.
Tokens: surface, line, radius 12.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.label import Label


class Card(QFrame):
    """A card: put things into `body` (a vertical layout), actions beside the title.

    The body stands at the top; with `fill` it takes all the height, for lists and editors.
    """

    def __init__(
        self,
        title: str = "",
        *,
        margin: int = 18,
        fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, L, margin, L)
        outer.setSpacing(S)
        self._head = QHBoxLayout()
        self._head.setSpacing(M)
        self._title = Label(title, "heading")
        outer.addLayout(self._head)
        self._head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        outer.addLayout(self.body, int(fill))
        if not fill:
            outer.addStretch(1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Name the card."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a word at the right of the title."""
        self._head.addWidget(widget)
