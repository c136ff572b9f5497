"""How large a document may grow by what others write: far beyond what two people do in 25 years.

What one's own hands made is never too large; only growth beyond a bound by somebody else is.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.pair import Pair

#: The most words of one text (in UTF-16 units), entities of one kind, and events of one timer.
MOST_UNITS, MOST_ENTITIES, MOST_EVENTS = 1_000_000, 20_000, 20_000
#: The most letters of the agreement and of what is known about a text, as JSON.
MOST_PLAIN = 1_000_000
#: The most bytes of a whole document with its history; ten years of sessions take one million.
MOST_BYTES = 16 * 1024 * 1024


class Size(NamedTuple):
    """How much of each is in a document; what it has not is 0."""

    units: int = 0
    entities: int = 0
    events: int = 0
    plain: int = 0
    whole: int = 0

    def outgrows(self, before: Size) -> bool:
        """Tell whether something went beyond its bound that was smaller before."""
        bounds = (MOST_UNITS, MOST_ENTITIES, MOST_EVENTS, MOST_PLAIN, MOST_BYTES)
        return any(
            now > bound and now > then
            for now, then, bound in zip(self, before, bounds, strict=True)
        )


def size_of(document: PairDocument | TextDocument, whole: int) -> Size:
    """Return the size of a document that takes so many bytes with its history."""
    if isinstance(document, TextDocument):
        return Size(units=document.length, plain=len(_plain(document.about)), whole=whole)
    pair = document.pair
    shelves = (pair.items, pair.sessions, pair.actions, pair.objectives, pair.marks)
    most = max(len(each) for each in (*shelves, pair.members, pair.passages, pair.timelines))
    events = max((len(line.events) for line in pair.timelines.values()), default=0)
    plain = len(_plain(dict(pair.agreement)))
    return Size(entities=most, events=events, plain=plain, whole=whole)


def weigh(document: PairDocument | TextDocument) -> bool:
    """Tell whether the plain parts of a document can be written down as a vault does."""
    try:
        if isinstance(document, PairDocument):
            _plain(_timers(document.pair))
        return True
    except (ValueError, RecursionError):
        return False


def _timers(pair: Pair) -> list[object]:
    return [line.events for line in pair.timelines.values()]


def _plain(value: object) -> str:
    # bytes are no JSON, and neither are keys that are none
    return json.dumps(value, ensure_ascii=False, default=str)
