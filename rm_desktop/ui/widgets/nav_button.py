"""An entry of the rail: icon, name, key; collapses to its icon.

A name without room ends in “…”; the whole is its tooltip.
Purpose: goes to a screen. States: normal, hover, chosen (checked), collapsed, elided, focused.
Keys: Space, Enter. Signals: `clicked` (Qt's).
Tokens: ink-2, ink-3; chosen: surface, line, ink.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.ui.theme import draw_icon, px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.elided_label import elided
from rm_desktop.ui.widgets.hinted import HintedButton
from rm_desktop.ui.widgets.label import plain_tip

#: What the sheet keeps free of the name: at its left, to be scaled, and at its right with borders.
_LEFT, _RIGHT = 37, 4


class NavButton(HintedButton):
    """One screen in the rail: `NavButton("home", tr("Today"), hint="Ctrl 1")`."""

    inset = 5

    def __init__(
        self, icon_name: str, text: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, hint, parent)
        self._icon_name, self._name, self._keys, self._collapsed = icon_name, text, hint, False
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The shell decides which entry is chosen; a click alone changes nothing."""

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone; the name becomes a tooltip."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        self.set_name(self._name)
        self.set_hint("" if collapsed else self._keys)
        self.setAccessibleDescription(self._keys)

    def set_name(self, name: str) -> None:
        """Call it something else; collapsed, the name is a tooltip."""
        self._name = name
        self.setAccessibleName(name)
        self._show_name()
        self.updateGeometry()

    def _show_name(self) -> None:
        """Show as much of the name as there is room for; what is missing is in the tooltip."""
        metrics, shown, tip = self.fontMetrics(), self._name, ""
        room = self.width() - px(_LEFT) - _RIGHT
        if self._cap is not None and not self._cap.isHidden():
            room -= self._cap.sizeHint().width() + S
        if self._collapsed:
            shown, tip = "", f"{self._name} ({self._keys})" if self._keys else self._name
        elif metrics.horizontalAdvance(shown) > room:
            shown, tip = elided(shown, metrics, room), self._name
        self.setText(shown.replace("&", "&&"))
        plain_tip(self, tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_name()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._collapsed:
            return QSize(px(18) + 22, size.height())
        advance = self.fontMetrics().horizontalAdvance
        missing = advance(self._name) - advance(self.text().replace("&&", "&"))
        return QSize(size.width() + missing, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(18)
        left = (self.width() - side) // 2 if self._collapsed else 11
        place = QRect(left, (self.height() - side) // 2, side, side)
        draw_icon(QPainter(self), self._icon_name, "ink" if self.isChecked() else "ink-2", place)
