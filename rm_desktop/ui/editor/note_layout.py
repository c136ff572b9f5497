"""The layout of a text that is styled while it is written, without repainting all of it per key.

When a highlighter styles a block, Qt reports the whole block as removed and added again, takes the
sum of both for the length of the change, so finds that it reaches into the next block, and paints
everything anew (measured: twice the time per key). Here a change inside one block stays in it, as
long as the block keeps its height. Its lines are laid out once, not once more to compare them with
lines that styling has thrown away, and the block that is being written in keeps its glyphs: Qt
would find them four times per key (measured: a quarter of a key).
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

_NONE = (-1, 0.0)


class NoteLayout(QPlainTextDocumentLayout):
    """Plain lines, as QPlainTextEdit wants them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = 0
        #: The block that changed last, by number, and how high it stands on the screen.
        self._known = _NONE
        self.update.connect(self._forget)

    def documentChanged(self, at: int, removed: int, added: int) -> None:
        document = self.document()
        blocks = document.blockCount()
        block = document.findBlock(at)
        if blocks == self._blocks and at + added <= block.position() + block.length():
            number, known = block.blockNumber(), self._known
            block.clearLayout()
            # From the second change on: all blocks of a text that is opened are styled, once each.
            block.layout().setCacheEnabled(number == known[0])
            now = number, self.blockBoundingRect(block).height()
            if now == known:
                self.updateBlock.emit(block)
            else:
                self.update.emit()
            self._known = now
        else:
            super().documentChanged(at, removed, added)
            self._known = _NONE
        self._blocks = blocks

    @Slot()
    def _forget(self) -> None:
        """Know no height any more: everything is painted anew, perhaps in another width."""
        self._known = _NONE
