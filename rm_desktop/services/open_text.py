"""A long text while an editor shows it: what notes and private pages have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from rm_desktop.documents.text import Listener, TextDocument


class OpenText(ABC):
    """A text document on the desk, saved in batches; positions are UTF-16 units."""

    def __init__(self, document: TextDocument) -> None:
        """Take the document as it was loaded."""
        self._document = document
        self._unsaved: list[bytes] = []
        self._unindexed = False

    @property
    def text(self) -> str:
        """The whole text."""
        return self._document.text

    @property
    def length(self) -> int:
        """The length in UTF-16 units."""
        return self._document.length

    def slice(self, start: int, end: int) -> str:
        """Return the text between two positions."""
        return self._document.slice(start, end)

    def cursor(self, at: int) -> bytes:
        """Return a place in the text that stays right while others type."""
        return self._document.cursor(at)

    def position(self, cursor: bytes) -> int | None:
        """Return where a place is now; None for one that is not known here, or not yet."""
        return self._document.position(cursor)

    def splice(self, at: int, removed: int, inserted: str) -> None:
        """Replace a stretch; it is stored by the next `save`."""
        self._touch()
        self._document.splice(at, removed, inserted)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes that did not come in through `splice`; return how to stop."""
        return self._document.listen(listener)

    def can_undo(self) -> bool:
        """Tell whether there is typing to take back."""
        return self._document.can_undo()

    def can_redo(self) -> bool:
        """Tell whether something taken back can be done again."""
        return self._document.can_redo()

    def undo(self) -> None:
        """Take back the latest stretch of typing."""
        self._touch()
        self._document.undo()
        self.save()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._touch()
        self._document.redo()
        self.save()

    @abstractmethod
    def save(self) -> bool:
        """Store what was typed; tell whether there was anything.

        Raises `KnownError` when the disk refuses; the typing is kept for the next call.
        """

    @abstractmethod
    def rest(self) -> None:
        """Store and index the words, as the editor rests, loses focus or closes."""

    def _touch(self) -> None:  # noqa: B027 - notes keep no former states
        """Hear that the text is about to change."""
