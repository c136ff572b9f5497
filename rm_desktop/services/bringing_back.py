"""Undoing a large deletion of somebody else's, as an act of one's own that the partner sees."""

from __future__ import annotations

from collections.abc import Iterable

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.deletions import Removable
from rm_desktop.domain.entities import AgendaItem
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.pair_import import put_entity


def bring_back(opened: OpenPair, things: Iterable[tuple[Kind, Removable]]) -> Changes:
    """Write down again what is in the bin or gone for good; notes that went cannot come back."""

    def act(document: PairDocument) -> None:
        for kind, thing in things:
            put_entity(document, kind, thing.id, opened.actor, thing)
            if isinstance(thing, AgendaItem) and thing.id not in document.pair.order:
                document.place(thing.id)

    return opened.change(tr("Keep what was deleted"), act)
