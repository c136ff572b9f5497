"""A QTextDocument and a shared text kept equal, unit for unit, while both change.

Every key goes into the shared text at once; only storing waits. What Qt reports of a change is
taken as a span to look at, never as the truth: spans of several edits and of input methods cover
more than what changed (measured), so the span is compared and only the difference goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from rm_desktop.ui.editor.offsets import difference, shown, units

_KEEP = QTextCursor.MoveMode.KeepAnchor
_PARAGRAPH = "\u2029"


class Splice(Protocol):
    """Replace `removed` units at `at` by `inserted`."""

    @property
    def at(self) -> int:
        """Where, in UTF-16 units."""

    @property
    def removed(self) -> int:
        """How many units go."""

    @property
    def inserted(self) -> str:
        """What comes."""


class SharedText(Protocol):
    """A text that somebody else may change too; positions are UTF-16 units."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def length(self) -> int:
        """Its length in units."""

    def slice(self, start: int, end: int) -> str:
        """Return a stretch."""

    def splice(self, at: int, removed: int, inserted: str) -> None:
        """Replace a stretch without telling listeners."""

    def listen(self, listener: Callable[[tuple[Splice, ...]], None]) -> Callable[[], None]:
        """Hear of every other change; return how to stop."""


class Binding(QObject):
    """Keeps a document and a shared text equal until it is closed.

    Signals: `typed` after a change in the document went into the text; `arriving` before and
    `arrived(int)` after a change of the text went into the document, with the position behind it.
    """

    typed = Signal()
    arriving = Signal()
    arrived = Signal(int)

    def __init__(self, document: QTextDocument, shared: SharedText) -> None:
        super().__init__()
        self._document, self._shared = document, shared
        self._applying = False
        document.setUndoRedoEnabled(False)
        document.documentLayout()  # a document without a layout reports no changes
        document.setPlainText(shown(shared.text))
        document.contentsChange.connect(self._on_contents_change)
        self._stop: Callable[[], None] | None = shared.listen(self._on_splices)

    def close(self) -> None:
        """Let go of both."""
        if self._stop is not None:
            self._stop()
            self._stop = None
            self._document.contentsChange.disconnect(self._on_contents_change)

    @property
    def length(self) -> int:
        """The length of both in units."""
        return self._shared.length

    @property
    def text(self) -> str:
        """What is really written."""
        return self._shared.text

    def exact(self, start: int, end: int) -> str:
        """Return what is really written between two positions."""
        return self._shared.slice(start, end)

    def replace(self, start: int, end: int, text: str) -> None:
        """Write a text exactly as it is, which is shown harmlessly."""
        if self._document.characterCount() - 1 != self._shared.length:
            # inside a block of edits that Qt has not told of yet: a drop from the same text
            cursor = QTextCursor(self._document)
            cursor.setPosition(start)
            cursor.setPosition(end, _KEEP)
            cursor.insertText(text)
            return
        self._shared.splice(start, end - start, text)
        self._show(start, end - start, text)
        self.typed.emit()

    # -- from the document ----------------------------------------------------------------

    @Slot(int, int, int)
    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        if self._applying:
            return
        new_length, old_length = self._document.characterCount() - 1, self._shared.length
        if new_length - old_length != added - removed:
            self._take_all()
            return
        end = min(at + added, new_length)
        tail = new_length - end
        if at and self._is_second_half(at):
            at -= 1  # never cut a pair
        if tail and self._is_second_half(end):
            end += 1
            tail -= 1
        new = self._read(at, end)
        if units(new) != end - at:  # half a pair reads as nothing at all
            self._take_all()
            return
        self._take(at, self._shared.slice(at, old_length - tail), new)

    def _take_all(self) -> None:
        """Take over the whole document; not while half a pair makes it unreadable."""
        length = self._document.characterCount() - 1
        new = self._read(0, length)
        if units(new) == length:
            self._take(0, self._shared.text, new)

    def _take(self, at: int, old: str, new: str) -> None:
        start, gone, come = difference(shown(old), new)
        if not gone and not come:
            return  # formats, or a composition that is not finished
        place = at + units(old[:start])
        self._shared.splice(place, units(old[start : start + gone]), come)
        if shown(come) != come:
            QTimer.singleShot(0, self, self._match)  # not while Qt is telling of the change
        self.typed.emit()

    # -- from the text --------------------------------------------------------------------

    def _on_splices(self, splices: tuple[Splice, ...]) -> None:
        self.arriving.emit()
        end = 0
        for splice in splices:
            self._show(splice.at, splice.removed, splice.inserted)
            end = splice.at + units(splice.inserted)
        # Several deltas come one by one, so the lengths can be compared only afterwards.
        QTimer.singleShot(0, self, self._check)
        self.arrived.emit(end)

    def _show(self, at: int, removed: int, inserted: str) -> None:
        cursor = QTextCursor(self._document)
        self._applying = True
        cursor.beginEditBlock()
        try:
            if inserted:
                cursor.setPosition(at)
                cursor.insertText(shown(inserted))
                at += units(inserted)
            if removed:
                cursor.setPosition(at)
                cursor.setPosition(at + removed, _KEEP)
                cursor.removeSelectedText()
        finally:
            cursor.endEditBlock()
            self._applying = False

    @Slot()
    def _check(self) -> None:
        if self._stop and self._document.characterCount() - 1 != self._shared.length:
            self._match()

    @Slot()
    def _match(self) -> None:
        """Show the text as it is: only what differs is touched, so the caret stays."""
        if self._stop is None:
            return
        wanted = shown(self._shared.text)
        length = self._document.characterCount() - 1
        present = self._read(0, length)
        if units(present) != length:
            return  # half a pair: the other half is on its way
        start, gone, come = difference(present, wanted)
        if gone or come:
            place = units(present[:start])
            self._show(place, units(present[start : start + gone]), come)

    # -- reading the document -------------------------------------------------------------

    def _read(self, start: int, end: int) -> str:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        return cursor.selectedText().replace(_PARAGRAPH, "\n")

    def _is_second_half(self, at: int) -> bool:
        character = self._document.characterAt(at)
        return bool(character) and "\udc00" <= character[0] <= "\udfff"
