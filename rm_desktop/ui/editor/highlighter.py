"""Live Markdown styling of a document: one pass per block, long texts in slices.

A block's state remembers whether it lies in a block of code and whether it has been styled yet.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from rm_desktop.ui.editor.markdown import Style, is_fence, spans
from rm_desktop.ui.editor.offsets import unit_offsets
from rm_desktop.ui.theme import Role, hue

_IN_CODE, _STYLED = 1, 2
#: Characters of a fresh text that are styled at once: more than a screen holds.
_AT_ONCE = 8_000
_SLICE_SECONDS = 0.004


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles what changes at once; a fresh text first where it begins, then bit by bit."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[int, QTextCharFormat] = {}
        self._budget: int | None = None
        self._from: int | None = None
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._on_slice)

    @property
    def is_done(self) -> bool:
        """Whether nothing waits to be styled."""
        return self._from is None

    def take_time(self) -> None:
        """From now until the next turn of the event loop only style so much; the rest follows."""
        self._budget = _AT_ONCE
        self._from = 0
        self._slices.start(0)

    def show_look(self) -> None:
        """Style everything anew after another theme or text size came."""
        self._formats.clear()
        self.take_time()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        before = self.previousBlockState()
        inside = before > 0 and bool(before & _IN_CODE)
        fence = is_fence(text)
        state = _IN_CODE if inside != fence else 0
        if self._budget is not None:
            if self._budget <= 0:
                self.setCurrentBlockState(state)
                return
            self._budget -= len(text) + 1
        elif self._from:
            # an edit meanwhile: blocks behind it have other numbers now
            self._from = min(self._from, self.currentBlock().blockNumber())
        self.setCurrentBlockState(state | _STYLED)
        if inside or fence:
            style = Style.CODE | Style.QUIET if fence else Style.CODE
            self.setFormat(0, len(text) * 2, self._format(style))
            return
        at: list[int] | None = None
        looked = False
        for start, end, style in spans(text):
            if not looked:
                at, looked = unit_offsets(text), True
            first, last = (at[start], at[end]) if at else (start, end)
            self.setFormat(first, last - first, self._format(style))

    @Slot()
    def _on_slice(self) -> None:
        self._budget = None
        until = perf_counter() + _SLICE_SECONDS
        block = self.document().findBlockByNumber(self._from or 0)
        while block.isValid():
            if block.userState() < _STYLED:
                self.rehighlightBlock(block)
                if perf_counter() > until:
                    self._from = block.blockNumber()
                    return
            block = block.next()
        self._from = None
        self._slices.stop()

    def _format(self, style: int) -> QTextCharFormat:
        found = self._formats.get(style)
        if found is None:
            found = self._formats[style] = _format(style)
        return found


def _format(style: int) -> QTextCharFormat:
    form = QTextCharFormat()
    if style & (Style.BOLD | Style.HEADING):
        form.setFontWeight(QFont.Weight.DemiBold)
    if style & Style.ITALIC:
        form.setFontItalic(True)
    if style & Style.STRUCK:
        form.setFontStrikeOut(True)
    if style & Style.CODE:
        families = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        form.setFontFamilies(families)
        form.setBackground(hue("sunken"))
    colour = _colour(style)
    if colour:
        form.setForeground(hue(colour))
    return form


def _colour(style: int) -> Role | None:
    if style & Style.QUIET:
        return "ink-3"
    if style & (Style.LINK | Style.SIGN):
        return "accent"
    return "ink-2" if style & Style.QUOTE else None
