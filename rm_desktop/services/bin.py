"""The bin: what was deleted can be brought back for 30 days, then it is purged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import Action, AgendaItem, Objective, Session
from rm_desktop.domain.pair import CHARTER_ID, notes_id
from rm_desktop.domain.words import tr
from rm_desktop.services.agenda import return_of
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.prompts import BinnedPrompt, Prompts

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

Entity = AgendaItem | Action | Objective | Session
Binned = Entity | BinnedPrompt

KEPT_DAYS = 30
_DAY_MS = 86_400_000
_KINDS: dict[type, Kind] = {
    AgendaItem: Kind.ITEM,
    Action: Kind.ACTION,
    Objective: Kind.OBJECTIVE,
    Session: Kind.SESSION,
}


class Bin:
    """What the open pair deleted, and which of one's own prompts were."""

    def __init__(self, pair: OpenPair, vault: Callable[[], Vault], prompts: Prompts) -> None:
        """Work on the open pair and the prompts."""
        self._open = pair
        self._vault = vault
        self._prompts = prompts

    def contents(self) -> tuple[Binned, ...]:
        """Return what can be brought back, the latest first."""
        binned = (*self._open.pair.binned, *self._prompts.binned())
        return tuple(sorted(binned, key=lambda each: (-each.binned_at, each.id)))

    def restore(self, entity: Binned) -> Changes:
        """Bring something back to where it was; a topic whose session is gone, to the backlog."""
        if isinstance(entity, BinnedPrompt):
            return self._prompts.restore(entity.id)
        kind, fields = _KINDS[type(entity)], {"binned_at": 0}
        if isinstance(entity, AgendaItem):
            fields = return_of(self._open.pair, entity)
        return self._open.change(
            tr("Bring back from the bin"),
            lambda doc: doc.set_fields(kind, entity.id, self._open.actor, **fields),
        )

    def purge(self, entities: tuple[Binned, ...]) -> Changes:
        """Delete for good; the notes of topics go with them, and so does undo."""
        if not entities:
            return NOTHING
        changes = self._prompts.purge({e.id for e in entities if isinstance(e, BinnedPrompt)})
        rest = tuple(e for e in entities if not isinstance(e, BinnedPrompt))
        if rest:
            return self._purge(rest)
        self._open.forget_undo()
        return changes

    def _purge(self, entities: tuple[Entity, ...]) -> Changes:
        pair = self._open.pair
        sessions = {e.id: e.ordinal for e in entities if isinstance(e, Session)}
        inside = [i for i in pair.items.values() if i.session in sessions]
        gone = {(_KINDS[type(entity)], entity.id) for entity in (*entities, *inside)}
        highest = max(sessions.values(), default=0)

        def act(document: PairDocument) -> None:
            for kind, ident in sorted(gone):
                document.purge(kind, ident)
            if highest > pair.charter.gone_up_to:
                document.set_fields(Kind.CHARTER, CHARTER_ID, self._open.actor, gone_up_to=highest)

        # the notes first: should the program end in between, their topics are still in the bin
        self._vault().delete_documents([notes_id(i) for kind, i in gone if kind == Kind.ITEM])
        self._open.forget_undo()
        self._open.owe_shedding()
        changes = self._open.change(tr("Empty the bin"), act, quiet=True)
        self._open.shed()
        self._vault().scrub_words()
        return changes

    def empty_old(self) -> Changes:
        """Purge what has been in the bin for more than 30 days."""
        limit = self._open.now_ms() - KEPT_DAYS * _DAY_MS
        return self.purge(tuple(e for e in self.contents() if e.binned_at < limit))
