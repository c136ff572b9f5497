"""How many minutes the pair has spent on each objective, worked out from the timers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rm_desktop.domain.entities import AgendaItem, Session, SessionState, Timeline
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.summary import whole_minutes
from rm_desktop.services.open_pair import OpenPair


@dataclass(frozen=True, slots=True)
class _Known:
    """What a session's figures were worked out from; equal values have equal figures."""

    session: Session
    timeline: Timeline
    agenda: tuple[AgendaItem, ...]


class ObjectiveTimes:
    """Minutes by objective; a closed session is worked out once."""

    def __init__(self, pair: OpenPair, reading: Callable[[str], Reading]) -> None:
        """Read the open pair's timers by `reading`."""
        self._open = pair
        self._reading = reading
        self._kept: dict[str, tuple[_Known, Mapping[str, int]]] = {}

    def minutes(self) -> Mapping[str, int]:
        """Return the whole minutes each objective has had so far; 0 for one without any."""
        pair = self._open.pair
        total = dict.fromkeys((o.id for o in pair.live_objectives), 0)
        for session in pair.in_order:
            for objective, spent in self._of(session).items():
                if objective in total:
                    total[objective] += spent
        return {objective: whole_minutes(spent) for objective, spent in total.items()}

    def _of(self, session: Session) -> Mapping[str, int]:
        """Return the milliseconds that a session gave to each objective."""
        pair = self._open.pair
        timeline = pair.timelines.get(session.id)
        serving = tuple(item for item in pair.agenda(session.id) if item.objective)
        if timeline is None or not serving:
            return {}
        known = _Known(session, timeline, pair.agenda(session.id))
        kept = self._kept.get(session.id)
        if kept and kept[0] == known and session.state == SessionState.CLOSED:
            return kept[1]
        reading = self._reading(session.id)
        spent: dict[str, int] = {}
        for item in serving:
            spent[item.objective] = spent.get(item.objective, 0) + reading.time_of(item.id).spent_ms
        self._kept[session.id] = (known, spent)
        return spent
