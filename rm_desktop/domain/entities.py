"""What a pair's document holds, as frozen values.

Every field is a plain scalar or a tuple of them, so that a value can be stored as JSON beside the
document (the projection) and rebuilt without it. Moments are milliseconds since 1970 in UTC, 0 for
never; meeting times are local ISO text plus an IANA zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from rm_desktop.domain.held import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT, NONSENSE, held
from rm_desktop.domain.value import dataclass


class Role(StrEnum):
    """Who teaches and who learns: the junior colleague is the mentor."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class ItemState(StrEnum):
    """Where a topic stands. Parking one is moving it to the backlog, not a state."""

    OPEN = "open"
    DISCUSSED = "discussed"
    DROPPED = "dropped"


class SessionState(StrEnum):
    """Where a session stands; a running one is told apart from a planned one by its timeline."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    SKIPPED = "skipped"


class WrapUp(StrEnum):
    """What became of the closing minutes of a session."""

    PENDING = "pending"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the two people, with what they want to learn and can give."""

    id: str
    name: str = ""
    role: str = Role.MENTOR
    wants: str = ""
    gives: str = ""
    left_at: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of the pair. `ordinal` counts from 1 and never changes."""

    id: str
    ordinal: int = 0
    title: str = ""
    starts: str = ""
    zone: str = ""
    minutes: int = 60
    state: str = SessionState.PLANNED
    template: str = ""
    moved: int = 0
    closed_at: int = 0
    wrap_up: str = WrapUp.PENDING
    takeaways: tuple[tuple[str, str], ...] = ()
    binned_at: int = 0


#: `AgendaItem.added_by` of a template's part begins with this; the template's id follows.
TEMPLATE_MARK = "template:"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One topic. No session means the backlog; no leader means both lead.

    `origin` is the session it was first carried over from; `kept` how often "keep" was answered.
    """

    id: str
    session: str = ""
    title: str = ""
    state: str = ItemState.OPEN
    leads: str = ""
    minutes: int = 0
    segment: str = "fixed"
    outcome: str = ""
    objective: str = ""
    prompt: str = ""
    origin: str = ""
    kept: int = 0
    added_by: str = ""
    added_at: int = 0
    binned_at: int = 0

    @property
    def is_segment(self) -> bool:
        """Tell whether this is a template's part that nobody made their own topic."""
        return self.added_by.startswith(TEMPLATE_MARK) and not (self.outcome or self.prompt)


#: The value of `Action.due` that refers to whatever session comes next.
DUE_NEXT_SESSION = "next"


@dataclass(frozen=True, slots=True)
class Action:
    """Something one of the two promised; `due` is an ISO date, `DUE_NEXT_SESSION` or empty."""

    id: str
    text: str = ""
    owner: str = ""
    due: str = ""
    item: str = ""
    session: str = ""
    done_at: int = 0
    added_by: str = ""
    added_at: int = 0
    binned_at: int = 0


@dataclass(frozen=True, slots=True)
class Objective:
    """Something one of the two wants to be able to do; `progress` runs from 0 to 3."""

    id: str
    text: str = ""
    owner: str = ""
    progress: int = 0
    added_at: int = 0
    binned_at: int = 0


@dataclass(frozen=True, slots=True)
class PromptMark:
    """What the pair noted about one prompt of the library.

    `drawn_in` names the sessions in which it was asked or put on the agenda.
    """

    id: str
    favourite: bool = False
    hidden: bool = False
    drawn_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Charter:
    """What there is one of in a pair: shared purpose, rhythm and the choices about prompts.

    `deeper` names the members who switched depth two on early, `deepest` those for depth three;
    `limits` are prompt categories that the mentor keeps off the table, `homework` says that the
    executive has read up before asking about lived experience. `gone_up_to` is the highest ordinal
    of a session that was deleted for good: none is given twice.
    """

    id: str
    purpose: str = ""
    programme: str = ""
    every: str = "1 month"
    count: int = 6
    minutes: int = 60
    zone: str = ""
    deeper: tuple[str, ...] = ()
    deepest: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    homework: bool = False
    gone_up_to: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a member chose to show the other: these alone, and nothing that leads back."""

    id: str
    by: str = ""
    text: str = ""
    session: str = ""
    shared_at: int = 0
    seen_at: int = 0
    binned_at: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timer events of one session in document order, in their plain form."""

    id: str
    events: tuple[dict[str, Any], ...] = ()


Entity = (
    Member | Session | AgendaItem | Action | Objective | PromptMark | Charter | Passage | Timeline
)
E = TypeVar("E", bound=Entity)


def to_plain(entity: Entity) -> dict[str, Any]:
    """Return an entity as a JSON-ready mapping."""
    return {name: getattr(entity, name) for name in entity.__match_args__}


def from_plain(kind: type[E], plain: Mapping[str, Any]) -> E:
    """Rebuild an entity; what a newer version added or makes no sense here is left out."""
    ident = str(plain.get("id", ""))
    blank, choices = kind(ident), _CHOICES.get(kind, {})
    values: dict[str, Any] = {"id": ident}
    for name in kind.__match_args__[1:]:
        if name not in plain:
            continue
        value, own_way = plain[name], _OWN_WAYS.get(name)
        found = own_way(value) if own_way else held(name, value, getattr(blank, name), choices)
        if found is not NONSENSE:
            values[name] = found
    return kind(**values)


def _start(value: object) -> object:
    """Return a local time as ISO text; one no calendar of ours shows counts as not there."""
    return value if isinstance(value, str) and _shows(datetime.fromisoformat, value) else NONSENSE


def _due(value: object) -> object:
    is_next = value == DUE_NEXT_SESSION
    fits = is_next or (isinstance(value, str) and _shows(date.fromisoformat, value))
    return value if fits else NONSENSE


def _shows(read: Callable[[str], date], words: str) -> bool:
    try:
        found = read(words) if words else None
    except ValueError:
        return False
    naive = getattr(found, "tzinfo", None) is None
    return found is None or (naive and FIRST_YEAR <= found.year < LAST_YEAR)


def _words(value: object) -> object:
    if not isinstance(value, list | tuple):
        return NONSENSE
    return tuple(each[:LONGEST_TEXT] for each in value if isinstance(each, str))


def _said(value: object) -> object:
    """Return what each member said, once; anything else among it is left out."""
    if not isinstance(value, list | tuple):
        return NONSENSE
    pairs = (_words(each) for each in value)
    return tuple(each for each in pairs if isinstance(each, tuple) and len(each) == 2)  # noqa: PLR2004


def _events(value: object) -> object:
    if not isinstance(value, list | tuple):
        return NONSENSE
    return tuple(each for each in value if isinstance(each, dict))


#: How fields are read that are dates, or gather several values.
_OWN_WAYS: Mapping[str, Callable[[object], object]] = {
    "starts": _start,
    "due": _due,
    "takeaways": _said,
    "events": _events,
    **dict.fromkeys(("drawn_in", "deeper", "deepest", "limits"), _words),
}
#: Fields that are one of a few words.
_CHOICES: Mapping[type, Mapping[str, type[StrEnum]]] = {
    Member: {"role": Role},
    Session: {"state": SessionState, "wrap_up": WrapUp},
    AgendaItem: {"state": ItemState},
}
