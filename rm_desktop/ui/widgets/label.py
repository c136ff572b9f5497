"""Text on a screen, in one of the kinds and tones of the theme.

Purpose: every sentence and every name a person reads. Text is always plain: what somebody typed
    is never taken for markup.
States: kind (size and weight), tone (colour), wrapped or on one line, centred, disabled.
Keys: none. Signals: none.
Tokens: `TEXT` for size, line height and weight; the ink and voice roles.
"""

from __future__ import annotations

import math
from typing import Literal

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rm_desktop.ui.theme import TextKind, px, set_state
from rm_desktop.ui.theme.tokens import TEXT

# Values of Qt's enums: its namespace costs 20 ms when it is first touched, and labels stand on the
# first screen.
_PLAIN_TEXT, _ALIGN_CENTRE = 0, 0x84
_JOINER = "\N{WORD JOINER}"

LabelTone = Literal["ink", "ink-2", "ink-3", "accent", "you", "them", "good", "warn", "danger"]


def plain_text(label: QLabel) -> None:
    """Never take what somebody typed for markup."""
    label.setProperty("textFormat", _PLAIN_TEXT)


def plain_tip(widget: QWidget, words: str) -> None:
    """Show words as a tooltip, which has no such property: Qt guesses, and loads what HTML names.

    An invisible sign behind each that could begin markup makes it guess right.
    """
    widget.setToolTip(words.replace("<", f"<{_JOINER}").replace("&", f"&{_JOINER}"))


class Label(QLabel):
    """Plain text of a kind; wrapped text gets the theme's line height (QLabel has none)."""

    def __init__(
        self,
        text: str = "",
        kind: TextKind = "body",
        tone: LabelTone = "ink",
        *,
        wrap: bool = False,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        plain_text(self)
        self._kind: TextKind = kind
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        self._centred = centred
        self._measured: tuple[object, dict[int, int]] = (None, {})
        if centred:
            self.setProperty("alignment", _ALIGN_CENTRE)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setWordWrap(True)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def show_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)

    def set_kind(self, kind: TextKind) -> None:
        """Change size and weight."""
        self._kind = kind
        set_state(self, "kind", kind)

    def set_tone(self, tone: LabelTone) -> None:
        """Change the colour; the words must say it too."""
        set_state(self, "tone", tone)

    def set_struck(self, struck: bool) -> None:
        """Strike the text through: done."""
        font = self.font()
        font.setStrikeOut(struck)
        self.setFont(font)

    def set_tabular(self) -> None:
        """Give all figures the same width: they count without dancing."""
        font = self.font()
        font.setFeature(QtGui.QFont.Tag("tnum"), 1)
        self.setFont(font)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        # Layouts ask for the same few widths again and again (1,400 times on one screen).
        state = (self.text(), self.font().key(), self._line_height())
        if self._measured[0] != state:
            self._measured = (state, {})
        heights = self._measured[1]
        if width not in heights:
            heights[width] = math.ceil(self._lay_out(width)[1])
        return heights[width]

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        widest = max(map(self.fontMetrics().horizontalAdvance, self.text().split("\n"))) + 1
        width = min(widest, px(480))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(px(80), self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        layout, height = self._lay_out(self.width())
        top = max(0.0, (self.height() - height) / 2)
        layout.draw(painter, QPointF(0, top))

    def _line_height(self) -> int:
        return px(TEXT[self._kind][1])

    def _lay_out(self, width: int) -> tuple[QtGui.QTextLayout, float]:
        layout = QtGui.QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QtGui.QTextOption()
        option.setWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._centred:
            option.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        height, step = 0.0, float(self._line_height())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        return layout, height
