"""The agenda of one session: its sum against the hour, what was carried over and how often."""

from __future__ import annotations

from collections.abc import Iterable

from rm_desktop.domain.entities import AgendaItem, ItemState
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr

#: After this many times a carried topic is asked about: keep, park or drop (features C10).
ASK_AFTER = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes planned against the minutes there are."""

    planned: int
    available: int

    @property
    def over(self) -> int:
        """Minutes by which the agenda overflows, 0 if it fits."""
        return max(0, self.planned - self.available)

    @property
    def free(self) -> int:
        """Minutes still free, 0 if there are none."""
        return max(0, self.available - self.planned)


@dataclass(frozen=True, slots=True)
class Carried:
    """A topic left open: the session it comes from, and how many sessions it has now missed."""

    item: AgendaItem
    origin: str
    times: int

    @property
    def needs_decision(self) -> bool:
        """Tell whether it is time to ask: keep, park or drop."""
        return self.times >= ASK_AFTER and self.item.kept < self.times


def budget(items: Iterable[AgendaItem], available: int) -> Budget:
    """Return what a session's topics add up to; dropped ones take no time."""
    counted = (item for item in items if item.state != ItemState.DROPPED)
    return Budget(sum(item.minutes for item in counted), available)


def carried_over(pair: Pair, session: str) -> tuple[Carried, ...]:
    """Return the topics waiting to be moved into a session: open ones of earlier closed sessions.

    Only the next session offers them; looking back at a closed one shows none.
    """
    if pair.next_session.id != session:
        return ()
    return tuple(history(pair, item) for item in pair.carried)


def history(pair: Pair, item: AgendaItem) -> Carried:
    """Return where a topic first stood and how many closed sessions it has seen undone."""
    first = pair.sessions.get(item.origin) or pair.sessions.get(item.session)
    if first is None:
        return Carried(item, "", 0)
    since = [s for s in pair.closed if s.ordinal >= first.ordinal]
    return Carried(item, first.id, len(since))


def by_objective(pair: Pair, items: Iterable[AgendaItem]) -> dict[str, int]:
    """Return the planned minutes that serve each live objective, 0 for one that gets none."""
    minutes = {objective.id: 0 for objective in pair.live_objectives}
    for item in items:
        if item.objective in minutes:
            minutes[item.objective] += item.minutes
    return minutes


def neglected(pair: Pair, sessions: int = 2) -> tuple[str, ...]:
    """Return the objectives that got no minutes in the last closed sessions (features N1)."""
    latest = pair.closed[-sessions:]
    if len(latest) < sessions:
        return ()
    served = {item.objective for s in latest for item in pair.agenda(s.id)}
    return tuple(o.id for o in pair.live_objectives if o.id not in served)


def before_in(items: tuple[AgendaItem, ...], ident: str, step: int) -> str | None:
    """Return the id a topic has to stand before after moving by `step` places (-1 up, +1 down).

    Empty means the end of the list; None means it cannot move that way.
    """
    ids = [item.id for item in items]
    if ident not in ids:
        return None
    to = ids.index(ident) + step
    if not 0 <= to < len(ids):
        return None
    rest = [each for each in ids if each != ident]
    return rest[to] if to < len(rest) else ""


def progress_words() -> tuple[str, ...]:
    """Return the four steps of an objective's progress in words."""
    return (tr("just begun"), tr("on the way"), tr("nearly there"), tr("reached"))
