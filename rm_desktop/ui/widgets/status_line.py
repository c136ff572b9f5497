"""A quiet line about a state, with a mark before it, that leads to where one reads more.

Purpose: the state of sharing at the rail's foot. States: words and icon; collapsed to its icon.
Keys: Space, Enter. Signals: `clicked` (Qt's). Tokens: those of NavButton; ink-2, and a role for
    the icon: its shape says the same.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rm_desktop.ui.theme import Role, px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.hinted import HintedButton
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label, plain_tip

#: Where an entry of the rail has its icon, and what its border adds.
_LEFT, _EDGE = 11, 1


class StatusLine(HintedButton):
    """`StatusLine().show_line("check", "good", tr("Up to date at 10:42"))`; wraps to two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._icon = IconLabel("check", "ink-2", side=18)
        self._words = Label("", "caption", "ink-2", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_LEFT, S, S, S)
        self._row.setSpacing(S)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        for part in (self._icon, self._words):
            part.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._said, self._more, self._collapsed = "", "", False

    @property
    def words(self) -> str:
        """What the line says."""
        return self._said

    @property
    def words_left(self) -> int:
        """Where the words begin, in pixels from the left."""
        return _LEFT + px(18) + S

    def show_line(self, icon: str, role: Role, words: str, more: str = "") -> None:
        """Say a state; `more` is read out and shown to who points at it."""
        self._said, self._more = words, more
        self._icon.show_icon(icon, role)
        self._words.show_text(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self._tip()
        self.updateGeometry()

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone; the words become a tooltip."""
        self._collapsed = collapsed
        self._words.setVisible(not collapsed)
        self._tip()
        self.updateGeometry()

    def _tip(self) -> None:
        plain_tip(self, self._said if self._collapsed else self._more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = (self.width() - px(18)) // 2 if self._collapsed else _LEFT
        self._row.setContentsMargins(left, S, 0 if self._collapsed else S, S)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        beside = _LEFT + S + px(18) + S
        words = 0 if self._collapsed else self._words.heightForWidth(width - beside)
        return max(words, px(18)) + 2 * (S + _EDGE)

    def sizeHint(self) -> QSize:
        width = px(18) + 2 * _LEFT if self._collapsed else self._row.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(18) + 2 * _LEFT, px(18) + 2 * (S + _EDGE))
