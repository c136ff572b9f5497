"""What the list of sessions says, worked out without Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rm_desktop.domain.agenda import budget
from rm_desktop.domain.date_words import day_words, meeting_words, until_words
from rm_desktop.domain.dates import local_span, read_meeting
from rm_desktop.domain.entities import Action, ItemState, Session, SessionState
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.agenda.words import day_held

#: So many past sessions are listed at first: more than a year of them.
MOST = 30


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session of the past, or one that was left out or waits: what its row says."""

    id: str
    title: str
    when: str
    covered: str = ""
    state: str = SessionState.CLOSED
    live: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(each for each in (self.title, self.when, self.covered) if each)

    @property
    def quiet(self) -> bool:
        """Tell whether it was left out."""
        return self.state == SessionState.SKIPPED


@dataclass(frozen=True, slots=True)
class NextWords:
    """The session that comes next or is running, as its card says it."""

    id: str
    eyebrow: str
    headline: str
    when: str
    sum: str
    over: bool
    running: bool
    dated: bool
    topics: int


@dataclass(frozen=True, slots=True)
class SessionsShown:
    """Everything the screen shows."""

    subtitle: str
    next: NextWords
    planned: tuple[SessionRow, ...]
    past: tuple[SessionRow, ...]
    earlier: int


def look(pair: Pair, now: datetime, zone: str, most: int = MOST) -> SessionsShown:
    """Return what there is to see of a complete pair, at a local time in a zone.

    Of the past the latest `most` are listed, the others counted as `earlier`.
    """
    upcoming = pair.next_session
    promised = _by_session(pair)
    others = [s for s in pair.in_order if s.id != upcoming.id]
    waiting = (SessionState.PLANNED, SessionState.RUNNING)
    planned = [_row(pair, s, promised[s.id], now, zone) for s in others if s.state in waiting]
    past = [s for s in reversed(others) if s.state not in waiting]
    return SessionsShown(
        _subtitle(len(pair.closed)),
        next_words(pair, upcoming, now, zone),
        tuple(planned),
        tuple(_row(pair, s, promised[s.id], now, zone) for s in past[:most]),
        max(0, len(past) - most),
    )


def next_words(pair: Pair, session: Session, now: datetime, zone: str) -> NextWords:
    """Return the words of the card on top."""
    number = tr("Session {n}", n=pair.numbers.get(session.id, pair.next_number))
    running = session.state == SessionState.RUNNING
    state = tr("running now") if running else tr("next")
    items = pair.agenda(session.id)
    found = budget(items, session.minutes)
    topics = trn("{n} topic", "{n} topics", len(items))
    planned = tr("{planned} of {available} min", planned=found.planned, available=found.available)
    total = f"{topics} · {planned}" if items else tr("nothing on the agenda yet")
    if found.over:
        total = tr("{sum}: {n} too many", sum=total, n=found.over)
    meeting = read_meeting(session.starts, session.zone, session.minutes)
    when = tr("No date yet · {length}", length=format_minutes(session.minutes))
    if meeting is not None:
        begins, _ = local_span(meeting, zone)
        when = f"{meeting_words(meeting, zone, now.date())} · {until_words(begins, now)}"
    return NextWords(
        session.id,
        f"{number} · {state}",
        harmless(session.title),
        when,
        total,
        over=bool(found.over),
        running=running,
        dated=bool(session.starts),
        topics=len(items),
    )


def _subtitle(held: int) -> str:
    if not held:
        return tr("None held yet")
    return trn("{n} held so far", "{n} held so far", held)


def _row(
    pair: Pair, session: Session, promised: Sequence[Action], now: datetime, zone: str
) -> SessionRow:
    skipped = session.state == SessionState.SKIPPED
    number = pair.numbers.get(session.id)
    name = tr("Session {n}", n=number) if number else tr("Skipped session")
    title = f"{name} · {harmless(session.title)}" if session.title else name
    day = day_held(session, zone)
    parts = [day_words(day, now.date()) if day else tr("no date")]
    items = pair.agenda(session.id)
    done = [item for item in items if item.state == ItemState.DISCUSSED]
    if session.state == SessionState.CLOSED:
        parts.append(_covered_words(len(done), len(items)))
        parts += _action_words(promised)
    elif not skipped and items:
        parts.append(trn("{n} topic", "{n} topics", len(items)))
    names = [harmless(item.title) for item in done if not item.is_segment]
    return SessionRow(
        session.id,
        title,
        " · ".join(parts),
        ", ".join(names),
        str(session.state),
        live=session.state == SessionState.RUNNING,
    )


def _covered_words(done: int, planned: int) -> str:
    if not planned:
        return tr("without an agenda")
    return trn("{done} of {n} topic covered", "{done} of {n} topics covered", planned, done=done)


def _action_words(promised: Sequence[Action]) -> list[str]:
    if not promised:
        return []
    words = trn("{n} action", "{n} actions", len(promised))
    if waiting := sum(not action.done_at for action in promised):
        words = tr("{actions}, {n} open", actions=words, n=waiting)
    return [words]


def _by_session(pair: Pair) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in pair.actions.values():
        if not action.binned_at:
            found[action.session].append(action)
    return found
