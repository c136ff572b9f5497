"""What an undo leaves standing: what somebody else put where this hand had begun something.

Taking back the edit that began a session or a timeline takes its container away, and with it what
others have written into it since. Such a container is put back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import loro

from rm_desktop.documents.guard import guard

TIMELINES = "timelines"
Place = tuple[str, str]


def leave_to_others(doc: loro.LoroDoc, places: Iterable[Place]) -> None:
    """Put back what is gone from its place, by root and key, though others have a part in it."""
    for root, key in places:
        shelf = doc.get_map(root)
        if guard(shelf.get, key) is None:
            stay = _own_events_taken if root == TIMELINES else _of_others
            if not stay(doc, shelf, key):
                guard(shelf.delete, key)


def _of_others(doc: loro.LoroDoc, shelf: Any, key: str) -> bool:
    stored = guard(shelf.ensure_mergeable_map, key)
    return any(guard(stored.get_last_editor, name) != doc.peer_id for name in guard(stored.keys))


def _own_events_taken(doc: loro.LoroDoc, shelf: Any, key: str) -> bool:
    """Leave the events of others alone in a timeline; tell whether there are any."""
    events = guard(shelf.ensure_mergeable_list, key)
    places = range(len(guard(events.to_vec)))
    own = [n for n in places if guard(events.get_id_at, n).peer == doc.peer_id]
    if len(own) == len(places):
        return False  # left as they are, for the redo
    for n in reversed(own):
        guard(events.delete, n, 1)
    return True
