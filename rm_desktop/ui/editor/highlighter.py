"""Live Markdown styling of a document: one pass per block, long texts in slices.

A block's state says whether a block of code goes on behind it, or that it is not styled yet.
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

_UNSTYLED, _IN_CODE = -1, 1
#: Characters that are styled at once: more than a screen holds.
_AT_ONCE = 8_000
_A_SLICE = 1_000
_SLICE_SECONDS = 0.004


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles what changes at once; a fresh text first where it begins, then bit by bit.

    Styling runs on from block to block for as long as their states change, so it is stopped by
    leaving a block as it is.
    """

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
        """From now until the next turn of the event loop style only so much; the rest follows."""
        self._budget = _AT_ONCE
        self._from = 0
        self._slices.start(0)

    def begin(self) -> None:
        """Style the beginning of a text that came without telling; the rest follows."""
        self.take_time()
        self.rehighlightBlock(self.document().begin())

    def show_look(self) -> None:
        """Style everything anew after another theme or text size came."""
        self._formats.clear()
        block = self.document().begin()
        while block.isValid():
            block.setUserState(_UNSTYLED)
            block = block.next()
        self.begin()

    def highlightBlock(self, text: str) -> None:
        before = self.previousBlockState()
        if self._from is not None and self._has_to_wait(before):
            return
        inside = before == _IN_CODE
        fence = is_fence(text)
        self.setCurrentBlockState(_IN_CODE if inside != fence else 0)
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

    def _has_to_wait(self, before: int) -> bool:
        """Tell whether a block's turn comes later; take it into account if it is now."""
        block = self.currentBlock()
        number = block.blockNumber()
        if self._budget is None:
            # an edit meanwhile: blocks behind it have other numbers now
            self._from = min(self._from or 0, number)
            return before == _UNSTYLED and number > 0
        if self._budget <= 0:
            return True
        self._budget -= block.length()
        return False

    @Slot()
    def _on_slice(self) -> None:
        until = perf_counter() + _SLICE_SECONDS
        block = self.document().findBlockByNumber(self._from or 0)
        while block.isValid() and perf_counter() < until:
            if block.userState() == _UNSTYLED:
                self._budget = _A_SLICE
                self.rehighlightBlock(block)
            block = block.next()
        self._budget = None
        self._from = block.blockNumber() if block.isValid() else None
        if self._from is None:
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
