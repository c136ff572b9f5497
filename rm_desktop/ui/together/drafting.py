"""A text between the keys and the store: what was typed, what is kept, who may overwrite it."""

from __future__ import annotations


class Drafting:
    """One text that saves itself. Spaces around it are not a change."""

    def __init__(self, text: str = "") -> None:
        """Begin with what is stored."""
        self._stored = text
        self._typed = text

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        return self._typed

    @property
    def stored(self) -> str:
        """What is kept, as far as we were told."""
        return self._stored

    @property
    def pending(self) -> bool:
        """Tell whether something was typed that is not kept yet."""
        return self._typed.strip() != self._stored.strip()

    def type(self, text: str) -> None:
        """Note what stands in the editor now."""
        self._typed = text

    def tell(self, stored: str) -> str | None:
        """Hear what is kept now; return what the editor has to show, None to leave it alone.

        Half-typed words stay; so do spaces that are typed but not kept.
        """
        leave = self.pending or stored.strip() == self._typed.strip()
        self._stored = stored
        if leave:
            return None
        self._typed = stored
        return stored

    def revert(self) -> str:
        """Go back to what is kept."""
        self._typed = self._stored
        return self._stored
