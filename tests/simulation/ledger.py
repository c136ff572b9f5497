"""What people did in a history: at its end what was made is there, and what went stays away.

A deed counts if its edit is among those that reached the end: one that a person gave up with an
older backup never happened.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import Any, NamedTuple

from rm_desktop.domain.pair import Pair


class Deed(StrEnum):
    """What was done to an entity."""

    MADE = "made"
    PURGED = "purged"
    BINNED = "binned"
    BACK = "brought back"
    UNDONE = "undone"


class Fact(NamedTuple):
    """One deed: on which of `Pair`'s shelves, and on what."""

    deed: Deed
    shelf: str
    ident: str


class Place(NamedTuple):
    """Where in a document's history an edit ends."""

    document: str
    peer: int
    counter: int


class Ledger:
    """All deeds of a history with their places."""

    def __init__(self) -> None:
        self._deeds: dict[tuple[str, str], list[tuple[Place, Deed]]] = defaultdict(list)

    def note(self, place: Place, facts: list[Fact]) -> None:
        """Write down what an edit did."""
        for fact in facts:
            self._deeds[fact.shelf, fact.ident].append((place, fact.deed))

    def broken(self, pair: Pair, extent: dict[str, Any]) -> list[str]:
        """Return what is not as the deeds that reached a laptop ask for."""
        found = []
        for (shelf, ident), noted in self._deeds.items():
            deeds = {deed for place, deed in noted if _reached(place, extent)}
            there = _there(pair, shelf, ident)
            if Deed.PURGED in deeds and there:
                found.append(f"{shelf} {ident} came back")
            elif deeds & {Deed.PURGED, Deed.UNDONE}:
                continue
            elif Deed.MADE in deeds and not there:
                found.append(f"{shelf} {ident} is lost")
            elif (
                there
                and Deed.BINNED in deeds
                and Deed.BACK not in deeds
                and not getattr(pair, shelf)[ident].binned_at
            ):
                found.append(f"{shelf} {ident} left the bin")
        return found


def _there(pair: Pair, shelf: str, ident: str) -> bool:
    match shelf:
        case "takeaways":
            session, _, member = ident.partition("~")
            found = pair.sessions.get(session)
            return found is None or member in dict(found.takeaways)
        case "events":
            session, _, event = ident.partition("~")
            timeline = pair.timelines.get(session)
            return timeline is not None and any(e["id"] == event for e in timeline.events)
        case "signatures":
            signed: Any = pair.agreement.get("signatures", {})
            return ident in signed
        case _:
            return ident in getattr(pair, shelf)


def _reached(place: Place, extent: dict[str, Any]) -> bool:
    known = extent.get(place.document)
    last = None if known is None else known.get_last(place.peer)
    return last is not None and last >= place.counter
