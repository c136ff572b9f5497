"""The layout of a text that is styled while it is written, without repainting all of it per key.

When a highlighter styles a block, Qt reports the whole block as removed and added again, takes the
sum of both for the length of the change, so finds that it reaches into the next block, and paints
everything anew (measured: twice the time per key). Here a change inside one block stays in it, as
long as the block keeps its height.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class NoteLayout(QPlainTextDocumentLayout):
    """Plain lines, as QPlainTextEdit wants them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = 0
        #: The block that changed last, by number, and how high it stands on the screen.
        self._known: tuple[int, float] | None = None
        self.update.connect(self._forget)

    def documentChanged(self, at: int, removed: int, added: int) -> None:
        document = self.document()
        blocks = document.blockCount()
        block = document.findBlock(at)
        if blocks == self._blocks and at + added <= block.position() + block.length():
            known = self._known
            super().documentChanged(block.position(), 0, 1)
            now = block.blockNumber(), self.blockBoundingRect(block).height()
            if now != known:
                # Styling threw the old lines away, so Qt has nothing left to compare with.
                self.update.emit()
            self._known = now
        else:
            super().documentChanged(at, removed, added)
            self._known = None
        self._blocks = blocks

    @Slot()
    def _forget(self) -> None:
        """Know no height any more: everything is painted anew, perhaps in another width."""
        self._known = None
