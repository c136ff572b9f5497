"""A quiet line about a state, with a mark before it, that leads to where one reads more.

Purpose: the state of sharing at the rail's foot. States: words and icon; collapsed to its icon.
Keys: Space, Enter. Signals: `clicked` (Qt's). Tokens: those of NavButton; ink-2, and a role for
    the icon: its shape says the same.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import Role, px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.hinted import HintedButton
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label, plain_tip

#: Where an entry of the rail has its icon, what its border adds, and how large the icon is.
_LEFT, _EDGE, _SIDE = 11, 1, 18


class StatusLine(HintedButton):
    """`StatusLine().show_line("check", "good", tr("Up to date at 10:42"))`; wraps to two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._icon = IconLabel("check", "ink-2", side=_SIDE, parent=self)
        self._words = Label("", "caption", "ink-2", wrap=True, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        return _LEFT + px(_SIDE) + S

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
        self._arrange()
        self.updateGeometry()

    def _tip(self) -> None:
        plain_tip(self, self._said if self._collapsed else self._more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        side, width, height = px(_SIDE), self.width(), self.height()
        left = (width - side) // 2 if self._collapsed else _LEFT
        self._icon.setGeometry(left, (height - side) // 2, side, side)
        self._words.setGeometry(self.words_left, 0, max(0, width - self.words_left - S), height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = 0
        if not self._collapsed:
            words = self._words.heightForWidth(max(px(_SIDE), width - self.words_left - S))
        return max(words, px(_SIDE)) + 2 * (S + _EDGE)

    def sizeHint(self) -> QSize:
        beside = 2 * _LEFT + px(_SIDE)
        width = beside if self._collapsed else self.words_left + self._words.sizeHint().width() + S
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _LEFT + px(_SIDE), px(_SIDE) + 2 * (S + _EDGE))
