"""Rows of a card that are made anew when what they show has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


def emptied(column: QLayout) -> None:
    """Take every row away."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def row_with(title: str, detail: str, *controls: QWidget) -> QWidget:
    """Return a row: a title, a line below it, and controls that go below both in little room."""
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Label(title, "medium", wrap=True))
    column.addWidget(Label(detail, "caption", "ink-2", wrap=True))
    if controls:
        buttons = FlowRow(gap=M, line_gap=S)
        for control in controls:
            buttons.add(control)
        column.addSpacing(S)
        column.addWidget(buttons)
    return shown


def at_left(control: QWidget) -> QHBoxLayout:
    """Return a line in which a control keeps its own width."""
    line = QHBoxLayout()
    line.addWidget(control)
    line.addStretch(1)
    return line
