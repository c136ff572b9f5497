"""The shared notes of topics: one text document each, saved in batches, indexed at rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.pair import Pair, notes_id
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.open_text import OpenText
from rm_desktop.services.projection import notes_row
from rm_desktop.vault.rows import SearchRow

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

#: Typing is stored when it pauses this long, in milliseconds.
BATCH_MS = 300
#: The same while the partner has the same notes open: shorter than between two keys.
LIVE_MS = 40
#: The words are indexed when the editor rests this long, in milliseconds.
REST_MS = 2000


class OpenNotes(OpenText):
    """The notes of one topic while an editor shows them."""

    def __init__(self, item: str, pair: OpenPair, vault: Callable[[], Vault]) -> None:
        """Load the text; a topic without notes has an empty one."""
        self.item = item
        self._pair = pair
        self._vault = vault
        ident = notes_id(item)
        stored = vault().load_document(ident)
        super().__init__(
            TextDocument(ident, stored.snapshot or b"", stored.updates)
            if stored
            else TextDocument(ident)
        )

    def save(self) -> bool:
        """Store what was typed; tell whether there was anything.

        Raises `KnownError` when the disk refuses; the typing is kept for the next call. Nothing
        is stored for a topic that was deleted for good, or of a pair that was.
        """
        self._unsaved += self._document.commit()
        if self._pair.is_gone or self.item not in self._pair.pair.items:
            self._unsaved.clear()
            self._unindexed = False
        if not self._unsaved:
            return False
        from rm_desktop.vault.vault import Sharing

        self._vault().write(
            self._document.id,
            kind="text",
            updates=tuple(self._unsaved),
            dirty=True,
            sharing=Sharing(beside=self._pair.id),
        )
        self._unsaved.clear()
        self._unindexed = True
        self._pair.tell(Changes(frozenset({Kind.SAVED}), frozenset({self.item})))
        return True

    def merge(self, updates: Sequence[bytes]) -> None:
        """Show what others wrote, which is stored already."""
        self._document.merge(updates)
        self._unindexed = True

    def rest(self) -> None:
        """Store and index the words, as the editor rests, loses focus or closes."""
        self.save()
        if self._unindexed:
            index_notes(self.item, self._document.text, self._pair.pair, self._vault())
            self._unindexed = False
            self._pair.tell(Changes(frozenset({Kind.NOTES}), frozenset({self.item})))


def read_notes(item: str, vault: Vault) -> str:
    """Return a topic's notes without opening them for editing."""
    stored = vault.load_document(notes_id(item))
    return TextDocument("", stored.snapshot or b"", stored.updates).text if stored else ""


def index_notes(item: str, text: str, pair: Pair, vault: Vault) -> None:
    """Store the words of a topic's notes for search."""
    vault.write(
        notes_id(item),
        kind="text",
        items=(notes_row(pair, pair.items[item]),),
        texts=(SearchRow(pair.id, Kind.NOTES, item, "", text),),
    )
