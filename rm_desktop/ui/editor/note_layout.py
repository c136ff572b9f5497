"""The layout of a text that is styled while it is written, without repainting all of it per key.

When a highlighter styles a block, Qt reports the whole block as removed and added again, takes the
sum of both for the length of the change, so finds that it reaches into the next block, and paints
everything anew (measured: twice the time per key). Here a change inside one block stays in it.
"""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class NoteLayout(QPlainTextDocumentLayout):
    """Plain lines, as QPlainTextEdit wants them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = 0

    def documentChanged(self, at: int, removed: int, added: int) -> None:
        document = self.document()
        blocks = document.blockCount()
        block = document.findBlock(at)
        if blocks == self._blocks and at + added <= block.position() + block.length():
            super().documentChanged(block.position(), 0, 1)
        else:
            super().documentChanged(at, removed, added)
        self._blocks = blocks
