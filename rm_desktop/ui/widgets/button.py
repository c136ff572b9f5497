"""The button: primary, secondary, quiet (a link) or danger, with an icon and a key cap if wanted.

Purpose: one action, named by a verb. At most one primary button per screen.
States: normal, hover, pressed, disabled, focused.
Keys: Space, Enter. Signals: `clicked` (Qt's).
Tokens: accent, on-accent, accent-deep, surface, edge, hover, sunken, danger, danger-soft, faint.
"""

from __future__ import annotations

from typing import Literal

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.theme import Role, set_state
from rm_desktop.ui.theme import icon as icon_of
from rm_desktop.ui.widgets.hinted import HintedButton

ButtonTone = Literal["primary", "secondary", "quiet", "danger"]
_ICON_ROLE: dict[ButtonTone, Role] = {
    "primary": "on-accent",
    "secondary": "ink-2",
    "quiet": "accent",
    "danger": "danger",
}


class Button(HintedButton):
    """A button in a tone: `Button(tr("Pause"), hint="Space")`."""

    def __init__(
        self,
        text: str,
        tone: ButtonTone = "secondary",
        *,
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.inset = 7 if tone == "quiet" else 15
        super().__init__(text, hint, parent)
        self.setProperty("tone", tone)
        self._icon = ""
        self.set_icon(icon)

    def set_tone(self, tone: ButtonTone) -> None:
        """Give the button another weight."""
        set_state(self, "tone", tone)
        self.set_icon(self._icon)

    def set_icon(self, name: str) -> None:
        """Show an icon before the text; none takes it away."""
        had_one, self._icon = bool(self._icon), name
        if name:
            self.setIcon(icon_of(name, _ICON_ROLE[self.property("tone")], beside=True))
        elif had_one:
            self.setIcon(QtGui.QIcon())
