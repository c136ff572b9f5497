"""A sentence on a coloured ground, with an icon before it.

Purpose: what to know before one goes on. States: kind. Keys: none. Signals: none.
Tokens: those of Ground and Label; warn or accent for the icon.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.ui.theme import Role
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.ground import Ground, GroundKind
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label


class Note(Ground):
    """`Note("warn", "warning", tr("Nobody can reset it."))`."""

    def __init__(
        self, kind: GroundKind, icon: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, M, M, M)
        row.setSpacing(M)
        role: Role = "warn" if kind == "warn" else "accent"
        row.addWidget(IconLabel(icon, role, side=20), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label(sentence, "body", wrap=True)
        row.addWidget(self._words, 1)

    def show_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._words.show_text(sentence)
