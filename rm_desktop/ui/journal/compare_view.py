"""Two states of a text in one: what came since is underlined, what went is struck out.

Purpose: see what bringing an earlier state back would change. States: as its pieces.
Keys: arrows and Page Up and Down read on. Signals: none.
Tokens: good and danger with a line under or through the words, ink, surface.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rm_desktop.domain.journal import word_count
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.theme import Role, hue


class Piece(Protocol):
    """A stretch of a comparison."""

    @property
    def kind(self) -> str:
        """`same`, `added` or `removed`."""

    @property
    def text(self) -> str:
        """Its words."""


def difference_words(pieces: Sequence[Piece]) -> str:
    """Say how much came and went since."""
    added = sum(word_count(piece.text) for piece in pieces if piece.kind == "added")
    removed = sum(word_count(piece.text) for piece in pieces if piece.kind == "removed")
    if not added and not removed:
        same = all(piece.kind == "same" for piece in pieces)
        return tr("The same words as now") if same else tr("Only spaces and signs differ")
    came = trn("{n} word added since", "{n} words added since", added)
    went = trn("{n} word removed since", "{n} words removed since", removed)
    return " · ".join(words for n, words in ((added, came), (removed, went)) if n)


class CompareView(QPlainTextEdit):
    """`show_pieces(pieces)`; read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("This version beside the present text"))
        self.setObjectName("compare-view")

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show what is the same, what came and what went."""
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in pieces:
            cursor.insertText(harmless(piece.text), self._format(piece.kind))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(difference_words(pieces))

    @staticmethod
    def _format(kind: str) -> QTextCharFormat:
        looks = QTextCharFormat()
        role: Role = {"added": "good", "removed": "danger"}.get(kind, "ink")  # type: ignore[assignment]
        looks.setForeground(hue(role))
        if kind == "added":
            looks.setFontUnderline(True)
        if kind == "removed":
            looks.setFontStrikeOut(True)
        return looks
