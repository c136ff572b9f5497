"""The bin: what was deleted can be brought back for 30 days, then it is purged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import Action, AgendaItem, Objective, Session
from rm_desktop.domain.pair import notes_id
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

Binned = AgendaItem | Action | Objective | Session

KEPT_DAYS = 30
_DAY_MS = 86_400_000
_KINDS: dict[type, Kind] = {
    AgendaItem: Kind.ITEM,
    Action: Kind.ACTION,
    Objective: Kind.OBJECTIVE,
    Session: Kind.SESSION,
}


class Bin:
    """What the open pair deleted."""

    def __init__(self, pair: OpenPair, vault: Callable[[], Vault]) -> None:
        """Work on the open pair."""
        self._open = pair
        self._vault = vault

    def contents(self) -> tuple[Binned, ...]:
        """Return what can be brought back, the latest first."""
        return self._open.pair.binned

    def restore(self, entity: Binned) -> Changes:
        """Bring something back to where it was."""
        kind = _KINDS[type(entity)]
        return self._open.change(
            tr("Bring back from the bin"),
            lambda doc: doc.set_fields(kind, entity.id, self._open.actor, binned_at=0),
        )

    def purge(self, entities: tuple[Binned, ...]) -> Changes:
        """Delete for good; the notes of topics go with them, and so does undo."""
        if not entities:
            return NOTHING
        topics = tuple(e.id for e in entities if isinstance(e, AgendaItem))
        sessions = {e.id for e in entities if isinstance(e, Session)}
        inside = [i for i in self._open.pair.items.values() if i.session in sessions]

        def act(document: PairDocument) -> None:
            for entity in (*entities, *inside):
                document.purge(_KINDS[type(entity)], entity.id)

        changes = self._open.change(tr("Empty the bin"), act, quiet=True)
        self._vault().delete_documents(tuple(map(notes_id, (*topics, *(i.id for i in inside)))))
        return changes

    def empty_old(self) -> Changes:
        """Purge what has been in the bin for more than 30 days."""
        limit = self._open.now_ms() - KEPT_DAYS * _DAY_MS
        return self.purge(tuple(e for e in self.contents() if e.binned_at < limit))
