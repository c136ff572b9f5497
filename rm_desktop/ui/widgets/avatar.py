"""Initials in a disc of one's voice; two of them overlapping are the pair.

Purpose: says who, with a letter as well as a colour. States: voice, size (28 or, `large`, 40 px).
Keys: none. Signals: none.
Tokens: you, them, on-accent; the ring of the second is the sunken ground of the rail.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rm_desktop.ui.theme import px, set_state
from rm_desktop.ui.widgets.label import plain_text, plain_tip

Voice = Literal["you", "them"]
_SIDE, _OVERLAP, _RING = 28, 3, 2


def initials(name: str) -> str:
    """First letters of the first and the last word: “Maya Okafor” is MO, “Henrik” is H."""
    words = name.split()
    letters = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in letters)


class Avatar(QLabel):
    """One person: `Avatar("Maya Okafor", "you")`."""

    def __init__(
        self,
        name: str = "",
        voice: Voice = "you",
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        plain_text(self)
        self.setProperty("voice", voice)
        self.setProperty("large", large)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person(name, voice)

    def show_person(self, name: str, voice: Voice) -> None:
        """Show somebody; the name is spoken."""
        set_state(self, "voice", voice)
        self.setText(initials(name))
        self.setAccessibleName(name)
        plain_tip(self, name)


class AvatarPair(QWidget):
    """The two of a pair, me on the left: `show_pair("Maya Okafor", "Henrik Berg")`."""

    def __init__(self, mine: str = "", theirs: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mine = Avatar(mine, "you", parent=self)
        self._theirs = Avatar(theirs, "them", parent=self)
        self._theirs.setProperty("ringed", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_pair(mine, theirs)

    def show_pair(self, mine: str, theirs: str) -> None:
        """Show two people; both names are spoken."""
        self._mine.show_person(mine, "you")
        self._theirs.show_person(theirs, "them")
        self.setAccessibleName(", ".join(filter(None, (mine, theirs))))

    def sizeHint(self) -> QSize:
        side = px(_SIDE)
        return QSize(2 * side - px(_OVERLAP) + _RING, side + 2 * _RING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = px(_SIDE)
        self._mine.setGeometry(0, _RING, side, side)
        left = side - px(_OVERLAP) - _RING
        self._theirs.setGeometry(left, 0, side + 2 * _RING, side + 2 * _RING)
