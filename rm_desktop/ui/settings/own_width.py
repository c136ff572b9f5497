"""Widths of things in a column: controls at their own, cards at a readable one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.flow_layout import FlowRow


def line(*widgets: QWidget) -> FlowRow:
    """Return a row of controls; without it a column would stretch each one."""
    row = FlowRow(gap=M, line_gap=S)
    for widget in widgets:
        row.add(widget)
    return row


def at_most(widget: QWidget, width: int) -> QHBoxLayout:
    """Return a row that gives a widget all its room up to a width, and its right height.

    A column asks how high a widget is at the column's own width, whatever the widget's maximum.
    """
    widget.setMaximumWidth(width)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, 1)
    row.addStretch(0)
    return row
