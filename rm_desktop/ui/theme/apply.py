"""Putting a theme on the application, following the system's, and widget states for the sheet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from rm_desktop.ui.theme.look import PROPERTY, Look
from rm_desktop.ui.theme.palette import palette_of
from rm_desktop.ui.theme.sheet import render_sheet
from rm_desktop.ui.theme.tokens import TEXT, Theme, load_theme

Choice = Literal["system", "light", "dark"]


def apply_theme(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole application a theme at a text size; costs some milliseconds."""
    app.setProperty(PROPERTY, Look(theme, scale))
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


class Appearance(QObject):
    """What the person chose to look at, kept on the application as the system changes.

    Signals: `changed` after another theme or text size has been applied.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app, self._choice, self._scale = app, choice, scale
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What was asked for: `system`, `light` or `dark`."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text size as a factor."""
        return self._scale

    def choose(self, choice: Choice, scale: float) -> None:
        """Show another theme or text size from now on."""
        if (choice, scale) != (self._choice, self._scale):
            self._choice, self._scale = choice, scale
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        apply_theme(self._app, load_theme(self._name()), self._scale)

    def _name(self) -> str:
        if self._choice != "system":
            return self._choice
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()
