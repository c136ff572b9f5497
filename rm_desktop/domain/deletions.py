"""When a change of somebody else's takes so much away that a person is asked first."""

from __future__ import annotations

from typing import NamedTuple

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import Action, AgendaItem, Objective, Session
from rm_desktop.domain.pair import Pair

#: More than so many things, or more than this part of all, waits for a yes (RELIABILITY, C 6); a
#: part counts from so many things on: one of four topics is an ordinary change.
MOST, PART, LEAST = 5, 0.2, 3

Removable = AgendaItem | Session | Action | Objective


class TakenAway(NamedTuple):
    """What was there before a change and is not after it, with how many there were."""

    things: tuple[tuple[Kind, Removable], ...]
    of_all: int

    @property
    def is_large(self) -> bool:
        """Tell whether a person should be asked."""
        count = len(self.things)
        return count > MOST or (count >= LEAST and count > PART * self.of_all)


def taken_away(before: Pair, after: Pair) -> TakenAway:
    """Return which topics, sessions, action items and objectives went, to the bin or for good."""
    gone: list[tuple[Kind, Removable]] = []
    of_all = 0
    for kind, here, there in (
        (Kind.ITEM, before.items, after.items),
        (Kind.SESSION, before.sessions, after.sessions),
        (Kind.ACTION, before.actions, after.actions),
        (Kind.OBJECTIVE, before.objectives, after.objectives),
    ):
        for ident, thing in here.items():
            if thing.binned_at:
                continue
            of_all += 1
            left = there.get(ident)
            if left is None or left.binned_at:
                gone.append((kind, thing))
    return TakenAway(tuple(gone), of_all)


def title_of(thing: Removable) -> str:
    """Return what a person knows a thing by."""
    return thing.title if isinstance(thing, AgendaItem | Session) else thing.text
