"""Finding anything of the open pair, or of all pairs when that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import Pair
from rm_desktop.services.glimpse import glimpse
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
        known = cache(self._known)
        placed = (_placed(each, known) for each in found)
        return [each for each in placed if each]

    def index_what_is_left(self) -> None:
        """Index notes that were typed but not yet rested when the app ended.

        Notes whose topic is not there wait: a partner may send them by the thousand, so the pairs
        are looked up once for all.
        """
        vault, others = self._vault(), cache(self._others)
        for ident in vault.dirty_documents():
            item = ident.removesuffix(_SUFFIX)
            pairs = (self._open.pair,) if item in self._open.pair.items else others()
            pair = next((each for each in pairs if item in each.items), None)
            if pair is not None:
                index_notes(item, read_notes(item, vault), pair, vault)

    def _others(self) -> list[Pair]:
        """Return the pairs that are not open, as far as search needs them."""
        return [
            self._known(ident)
            for ident in self._vault().documents("pair")
            if ident != self._open.id
        ]

    def _known(self, pair: str) -> Pair:
        if pair == self._open.id:
            return self._open.pair
        kinds = (Kind.ITEM, Kind.SESSION)
        rows = (row for kind in kinds for row in self._vault().items(pair, kind=kind))
        return glimpse(pair, ((row.kind, row.id, row.body) for row in rows))


def _placed(found: Found, known: Callable[[str], Pair]) -> Found | None:
    """Return a find with the session where its topic stands now; None if that is in the bin."""
    if found.kind != Kind.NOTES:
        return found
    pair = known(found.document)
    item = pair.items.get(found.id)
    if item is None or pair.is_away(item):
        return None
    return found._replace(session=item.session or None)
