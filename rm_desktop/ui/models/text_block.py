"""Text laid out in lines for delegates, which paint rows without widgets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from rm_desktop.ui.theme import Role, TextKind, font_for, hue, px
from rm_desktop.ui.theme.tokens import TEXT


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text laid out in a width: its lines and their common height."""

    lines: tuple[str, ...]
    font: QFont
    step: int

    @property
    def height(self) -> int:
        """The height of all lines in pixels."""
        return len(self.lines) * self.step


def lay_out(text: str, kind: TextKind, width: int, most: int) -> TextBlock:
    """Break a text into lines; what the last one has no room for ends in "…"."""
    font = font_for(kind)
    return TextBlock(_lines(text, width, most, font.toString()), font, px(TEXT[kind][1]))


@lru_cache(maxsize=8192)  # a view asks for its rows' heights again and again; no Qt objects in here
def _lines(text: str, width: int, most: int, font_key: str) -> tuple[str, ...]:
    if not text:
        return ()
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    utf16 = text.encode("utf-16-le")
    parts = [
        utf16[2 * start : 2 * end].decode("utf-16-le", "replace").rstrip()
        for start, end in zip(starts, [*starts[1:], len(utf16) // 2], strict=True)
    ]
    parts[-1] = metrics.elidedText(parts[-1], Qt.TextElideMode.ElideRight, width)
    return tuple(parts)


def paint_block(painter: QPainter, block: TextBlock, left: float, top: float, role: Role) -> None:
    """Paint a block with its top left corner at a place, in the colour of a role."""
    painter.setFont(block.font)
    painter.setPen(hue(role))
    metrics = QFontMetrics(block.font)
    for n, line in enumerate(block.lines):
        base = top + n * block.step + (block.step - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(left, base), line)
