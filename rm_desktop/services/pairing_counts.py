"""How much a pair holds, in the words a person counts in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.pair import notes_id

if TYPE_CHECKING:
    from rm_desktop.domain.pair import Pair
    from rm_desktop.vault.vault import Vault


class Counts(NamedTuple):
    """Sessions, topics, and topics with notes; what lies in the bin is not counted."""

    sessions: int
    topics: int
    notes: int


def counts_of(vault: Vault, pair: Pair) -> Counts:
    """Return what a pair holds; templates' own parts are no topics."""
    items = [item for item in pair.items.values() if not (item.binned_at or item.is_segment)]
    sessions = sum(not each.binned_at for each in pair.sessions.values())
    texts = set(vault.documents("text"))
    notes = sum(notes_id(item.id) in texts for item in items)
    return Counts(sessions, len(items), notes)
