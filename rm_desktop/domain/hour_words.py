"""How a session's beginning and end are told to the one of the two who did not press the button."""

from __future__ import annotations

from rm_desktop.domain.entities import Session
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.timer_events import EventKind, read_events
from rm_desktop.domain.words import tr

_BEGAN = frozenset({EventKind.STARTED, EventKind.REOPENED})
_ENDED = frozenset({EventKind.CLOSED})


def began_words(pair: Pair, session: Session, reader: str) -> str:
    """Return who began a session, as a member reads it."""
    name = _partner_who(pair, session, reader, _BEGAN)
    return tr("{name} has begun the session", name=name) if name else tr("The session has begun")


def closed_words(pair: Pair, session: Session, reader: str) -> str:
    """Return who closed a session, and whether the reader’s takeaway is still open."""
    name = _partner_who(pair, session, reader, _ENDED)
    closed = (
        tr("{name} has closed the session.", name=name) if name else tr("The session is closed.")
    )
    if not owes_takeaway(session, reader):
        return closed
    return tr("{closed} Your takeaway is still open.", closed=closed)


def owes_takeaway(session: Session, member: str) -> bool:
    """Tell whether a member has written no takeaway of a session."""
    return not dict(session.takeaways).get(member, "").strip()


def _partner_who(pair: Pair, session: Session, reader: str, kinds: frozenset[EventKind]) -> str:
    """Return the first name of the partner if they did it last, nothing if the reader did."""
    timeline = pair.timelines.get(session.id)
    events = read_events(timeline.events) if timeline else ()
    by = next((event.by for event in reversed(events) if event.kind in kinds), "")
    partner = pair.partner_of(reader)
    return first_name(harmless(partner.name)) if by and by == partner.id else ""
