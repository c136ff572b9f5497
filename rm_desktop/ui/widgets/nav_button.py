"""An entry of the rail: icon, name, key; collapses to its icon.

Purpose: goes to a screen. States: normal, hover, chosen (checked), collapsed, focused.
Keys: Space, Enter. Signals: `clicked` (Qt's).
Tokens: ink-2, ink-3; chosen: surface, line, ink.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.theme import icon, px
from rm_desktop.ui.widgets.hinted import HintedButton


class NavButton(HintedButton):
    """One screen in the rail: `NavButton("home", tr("Today"), hint="Ctrl 1")`."""

    def __init__(
        self, icon_name: str, text: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, hint, parent)
        self._name, self._keys, self._collapsed = text, hint, False
        self._inset = 5
        self.setCheckable(True)
        self.setIcon(icon(icon_name, "ink-2", "ink"))
        self._size()

    def nextCheckState(self) -> None:
        """The shell decides which entry is chosen; a click alone changes nothing."""

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone; the name becomes a tooltip."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        self.setText("" if collapsed else self._name.replace("&", "&&"))
        self.setToolTip(f"{self._name} ({self._keys})" if collapsed else "")
        self.set_hint("" if collapsed else self._keys)
        self.setAccessibleDescription(self._keys)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _size(self) -> None:
        # Wider than high: the drawing stands in the middle, so the name keeps its distance.
        self.setIconSize(QSize(px(18) + 10, px(18)))
