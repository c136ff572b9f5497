"""Has a child try updates out before they touch a document; see `documents.rehearsal`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.documents.rehearsal import Rehearsal, Trial
from rm_desktop.services.upkeep import whole
from rm_desktop.sync.calls import Answer, Rehearse, Rehearsed

if TYPE_CHECKING:
    from rm_desktop.services.merging import Merging
    from rm_desktop.vault.vault import Vault


class Rehearsing:
    """One child for one line, started at the first update."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._rehearsal = Rehearsal()

    def work(self, call: Rehearse, vault: Vault, merging: Merging) -> Callable[[], Answer]:
        """Return the work for a thread; the documents are read here, as they stand.

        What is for a document of somebody else is not tried on it, and harmful.
        """
        places: dict[tuple[str, str], list[int]] = {}
        foreign = set[int]()
        for place, update in enumerate(call.updates):
            if merging.is_ours(update):
                places.setdefault((update.document, update.kind), []).append(place)
            else:
                foreign.add(place)
        trials = [
            (found, Trial(kind, _state(vault, merging, document), _data(call, found)))
            for (document, kind), found in places.items()
        ]

        def work() -> Answer:
            harmful = {
                found[place] for found, trial in trials for place in self._rehearsal.harmful(trial)
            }
            return Rehearsed(frozenset(harmful | foreign))

        return work

    def warm(self) -> None:
        """Start the child, in a thread: somebody is about to write."""
        self._rehearsal.warm()

    def close(self) -> None:
        """End the child."""
        self._rehearsal.close()


def _state(vault: Vault, merging: Merging, document: str) -> bytes:
    if (found := merging.on_the_desk(document)) is not None:
        return found.snapshot()
    stored = vault.load_document(document)
    return whole(stored)[0] if stored and (stored.snapshot or stored.updates) else b""


def _data(call: Rehearse, places: list[int]) -> list[bytes]:
    return [call.updates[place].data for place in places]
