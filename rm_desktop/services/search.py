"""Finding anything of the open pair, or of all pairs when that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Kind
from rm_desktop.services.notes import index_notes, read_notes
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.vault.rows import MATCH_END, MATCH_START, Found

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

__all__ = ["MATCH_END", "MATCH_START", "Found", "Search"]

_SUFFIX = "notes"


class Search:
    """Full-text search over topics, notes, actions, takeaways and objectives."""

    def __init__(self, pair: OpenPair, vault: Callable[[], Vault]) -> None:
        """Search the vault of the open pair."""
        self._open = pair
        self._vault = vault

    def find(self, query: str, *, all_pairs: bool = False, limit: int = 50) -> list[Found]:
        """Return what matches all words, the newest first; another pair's only when asked."""
        self.index_what_is_left()
        document = None if all_pairs else self._open.id
        found = self._vault().search(query, document=document, limit=limit)
        return [self._in_its_place(each) for each in found if not self._is_gone(each)]

    def index_what_is_left(self) -> None:
        """Index notes that were typed but not yet rested when the app ended."""
        for ident in self._vault().dirty_documents():
            item = ident.removesuffix(_SUFFIX)
            if item in self._open.pair.items:
                index_notes(item, read_notes(item, self._vault()), self._open, self._vault())

    def _in_its_place(self, found: Found) -> Found:
        """Return what was found where it stands now: notes follow their topic when it moves."""
        item = self._open.pair.items.get(found.id)
        if found.document != self._open.id or found.kind != Kind.NOTES or item is None:
            return found
        return replace(found, session=item.session or None)

    def _is_gone(self, found: Found) -> bool:
        if found.document != self._open.id or found.kind != Kind.NOTES:
            return False
        item = self._open.pair.items.get(found.id)
        return item is None or bool(item.binned_at)
