"""A field with its name above it, who can read it beside the name, and what is wrong below.

Purpose: forms. States: with or without audience; with or without a problem.
Keys: those of the field. Signals: none. Tokens: ink-2, danger.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rm_desktop.ui.theme import set_state
from rm_desktop.ui.theme.tokens import XS, S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.label import Label


class FieldRow(QWidget):
    """Name, audience, field, problem: `FieldRow(tr("Your name"), field)`."""

    def __init__(
        self,
        name: str,
        field: QWidget,
        audience: Audience | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        head = QHBoxLayout()
        head.setSpacing(S)
        title = Label(name, "label", "ink-2")
        title.setBuddy(field)
        head.addWidget(title, 1)
        if audience is not None:
            head.addWidget(audience)
        column.addLayout(head)
        column.addWidget(field)
        self._field = field
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)

    def show_problem(self, sentence: str) -> None:
        """Say below the field what is wrong; an empty sentence means all is well."""
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)
        if isinstance(self._field, QLineEdit):
            set_state(self._field, "invalid", bool(sentence))
