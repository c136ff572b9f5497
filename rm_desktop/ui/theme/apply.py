"""Putting a theme on the application, and widget states for its sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from rm_desktop.ui.theme.look import ATTRIBUTE, Look
from rm_desktop.ui.theme.palette import palette_of
from rm_desktop.ui.theme.sheet import render_sheet
from rm_desktop.ui.theme.tokens import TEXT, Theme


def apply_theme(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole application a theme at a text size; costs some milliseconds."""
    setattr(app, ATTRIBUTE, Look(theme, scale))
    font = app.font()
    font.setPixelSize(round(TEXT["body"][0] * scale))
    app.setFont(font)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(render_sheet(theme, scale))


def set_state(widget: QWidget, prop: str, value: object) -> None:
    """Set a dynamic property and let the sheet look again (Qt does not by itself)."""
    if widget.property(prop) == value:
        return
    widget.setProperty(prop, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
