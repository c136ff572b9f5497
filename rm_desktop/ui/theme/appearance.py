"""What the person chose to look at, kept on the application as the system changes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from rm_desktop.ui.theme.apply import apply_theme
from rm_desktop.ui.theme.tokens import load_theme

Choice = Literal["system", "light", "dark"]


class Appearance(QObject):
    """A choice of theme and text size, applied at once; `system` follows light and dark.

    Signals: `changed` after another theme or text size has been applied.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app, self._choice, self._scale = app, choice, scale
        self._applied = False
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
        self._applied = True

    def _name(self) -> str:
        if self._choice != "system":
            return self._choice
        # The style's own palette follows the system even while ours is set; `colorScheme()` says
        # the same, but to ask it wakes Qt's namespace, 20 ms at start. Before ours is set, the
        # application's palette is the system's too, and costs nothing; the style's type, 7 ms.
        system = self._app.style().standardPalette() if self._applied else self._app.palette()
        return "dark" if system.window().color().lightness() < 128 else "light"

    @Slot()
    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()
