"""What *Today* says, worked out without Qt from what is known at start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from rm_desktop.domain.agenda import budget, history
from rm_desktop.domain.date_words import (
    carried_words,
    due_words,
    greeting,
    long_day,
    meeting_words,
    short_until,
    until_words,
)
from rm_desktop.domain.dates import Meeting, local_span, local_time, read_meeting
from rm_desktop.domain.entities import (
    DUE_NEXT_SESSION,
    Action,
    AgendaItem,
    Passage,
    Session,
    SessionState,
    WrapUp,
)
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import (
    GapState,
    agreed_day,
    gap_state,
    gap_words,
    last_held,
    read_rhythm,
    rhythm_words,
)
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr, trn

#: So many topics and actions are listed; the rest is counted.
MOST_ROWS = 6
#: So many sessions are shown as dots; after ten years there are five hundred.
MOST_STEPS = 12
_MONTH_S = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Person:
    """How the person at the keyboard is called and coloured, and how others are."""

    member: str
    word: Callable[[str], str]
    voice: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NextSession:
    """The card of the session that comes next or is running."""

    id: str
    eyebrow: str
    headline: str
    chips: tuple[tuple[str, str], ...]
    running: bool
    dated: bool
    ring: tuple[float, str, str] | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the next session."""

    id: str
    title: str
    detail: str
    minutes: str
    voice: str
    who: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action that is still open."""

    id: str
    who: str
    voice: str
    text: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the screen, in words."""

    title: str
    subtitle: str
    session: NextSession
    topics: tuple[TopicRow, ...]
    more_topics: int
    actions: tuple[ActionRow, ...]
    more_actions: int
    unfinished: str
    unfinished_words: str
    steps: tuple[str, ...]
    first_step: int
    rhythm: str
    gap: str
    rescue: bool
    passage: str
    passage_title: str


def look(pair: Pair, person: Person, now: datetime, zone: str) -> Today:
    """Return what Today says at a local moment in a zone."""
    upcoming = pair.next_session
    meeting = read_meeting(upcoming.starts, upcoming.zone or zone, upcoming.minutes)
    begins = local_span(meeting, zone)[0] if meeting else None
    topics = pair.agenda(upcoming.id)
    mine = [i for i in topics if not i.is_segment and i.leads in ("", person.member)]
    actions = sorted(pair.open_actions, key=lambda a: (a.owner != person.member, a.due or "~"))
    pending = next((s for s in reversed(pair.closed) if s.wrap_up == WrapUp.PENDING), None)
    last = last_held(pair, zone)
    state = gap_state(last, read_rhythm(pair.charter.every), now.date())
    overdue_gap = state if not (begins and begins > now) else GapState.ON_TRACK
    name = pair.name(person.member).split(" ")[0]
    first_step, steps = _steps(pair)
    passages = [p for p in pair.shared_passages if p.by != person.member and not p.seen_at]
    return Today(
        title=greeting(now, name),
        subtitle=_subtitle(now, upcoming, begins),
        session=_card(pair, person, upcoming, topics, meeting, now, zone),
        topics=tuple(_topic(pair, person, item, now.date()) for item in mine[:MOST_ROWS]),
        more_topics=max(0, len(mine) - MOST_ROWS),
        actions=tuple(_action(a, person, now.date()) for a in actions[:MOST_ROWS]),
        more_actions=max(0, len(actions) - MOST_ROWS),
        unfinished=pending.id if pending else "",
        unfinished_words=_unfinished(pair, pending) if pending else "",
        steps=steps,
        first_step=first_step,
        rhythm=_rhythm(pair, zone),
        gap=gap_words(overdue_gap),
        rescue=overdue_gap in (GapState.RESCUE, GapState.REPLAN),
        passage=passages[-1].id if passages else "",
        passage_title=_passage_title(pair, passages) if passages else "",
    )


def _subtitle(now: datetime, upcoming: Session, begins: datetime | None) -> str:
    day = long_day(now.date())
    if upcoming.state == SessionState.RUNNING:
        return tr("{day} · your session is running", day=day)
    if begins is None:
        return tr("{day} · the next session has no date yet", day=day)
    when = until_words(begins, now)
    if begins < now and begins.date() < now.date():
        return tr("{day} · the next session was {when}", day=day, when=when)
    return tr("{day} · next session {when}", day=day, when=when)


def _card(
    pair: Pair,
    person: Person,
    upcoming: Session,
    topics: tuple[AgendaItem, ...],
    meeting: Meeting | None,
    now: datetime,
    zone: str,
) -> NextSession:
    number = tr("Session {n}", n=pair.next_number)
    running = upcoming.state == SessionState.RUNNING
    when = meeting_words(meeting, zone, now.date()) if meeting else tr("no date yet")
    eyebrow = (
        tr("Running now · {session}", session=number)
        if running
        else tr("Next session · {when}", when=when)
    )
    first = next((item.title for item in topics if not item.is_segment), "")
    return NextSession(
        id=upcoming.id,
        eyebrow=eyebrow,
        headline=upcoming.title or first or number,
        chips=_chips(pair, person, upcoming, topics),
        running=running,
        dated=meeting is not None,
        ring=_ring(pair, meeting, now, zone) if meeting and not running else None,
    )


def _chips(
    pair: Pair, person: Person, upcoming: Session, topics: tuple[AgendaItem, ...]
) -> tuple[tuple[str, str], ...]:
    chips: list[tuple[str, str]] = []
    own = [item for item in topics if not item.is_segment]
    for member in sorted(pair.members, key=lambda m: m != person.member):
        count = sum(item.added_by == member for item in own)
        if not count:
            continue
        words = (
            trn("{n} topic from you", "{n} topics from you", count)
            if person.word(member) == tr("You")
            else trn("{n} from {name}", "{n} from {name}", count, name=_first(pair.name(member)))
        )
        chips.append((words, person.voice(member)))
    planned = budget(topics, upcoming.minutes)
    if planned.planned:
        tone = "warn" if planned.over else "neutral"
        words = tr("{n} of {of} min planned", n=planned.planned, of=planned.available)
        chips.append((words, tone))
    waiting = len(pair.carried)
    if waiting:
        chips.append((trn("{n} carried over", "{n} carried over", waiting), "neutral"))
    return tuple(chips)


def _ring(pair: Pair, meeting: Meeting, now: datetime, zone: str) -> tuple[float, str, str]:
    """Return how full the wait is, from the last session (or a month before) to the next."""
    begins, ends = local_span(meeting, zone)
    if begins <= now:
        late = now > ends
        return 1.0, tr("now"), tr("start when you are ready") if late else tr("it is time")
    closed = pair.closed[-1].closed_at if pair.closed else 0
    since = local_time(closed, zone) if closed else None
    whole = (begins - since).total_seconds() if since and since < now else _MONTH_S
    waited = 1 - (begins - now).total_seconds() / whole
    return max(0.02, min(1.0, waited)), short_until(begins, now), tr("until you meet")


def _topic(pair: Pair, person: Person, item: AgendaItem, today: date) -> TopicRow:
    details = []
    carried = history(pair, item)
    if item.origin and carried.origin:
        first = pair.sessions[carried.origin]
        if first.starts:
            day = datetime.fromisoformat(first.starts).date()
            details.append(carried_words(day, carried.times, today))
    if item.prompt:
        details.append(tr("with a prompt"))
    if not item.leads:
        details.append(tr("both of you lead"))
    if item.outcome:
        details.append(item.outcome)
    minutes = format_minutes(item.minutes) if item.minutes else ""
    voice, who = person.voice(item.leads), person.word(item.leads)
    return TopicRow(item.id, item.title, " · ".join(details), minutes, voice, who)


def _action(action: Action, person: Person, today: date) -> ActionRow:
    due, overdue = "", False
    if action.due == DUE_NEXT_SESSION:
        due = tr("for the next session")
    elif action.due:
        day = date.fromisoformat(action.due)
        due, overdue = due_words(day, today), day < today
    who = person.word(action.owner)
    return ActionRow(action.id, _first(who), person.voice(action.owner), action.text, due, overdue)


def _unfinished(pair: Pair, session: Session) -> str:
    return tr(
        "Session {n} is closed, but you two have not looked back yet: one takeaway each, the "
        "actions, the next date.",
        n=pair.numbers.get(session.id, session.ordinal),
    )


def _passage_title(pair: Pair, passages: list[Passage]) -> str:
    name = _first(pair.name(passages[0].by))
    return trn(
        "{name} shared a passage with you",
        "{name} shared {n} passages with you",
        len(passages),
        name=name,
    )


def _steps(pair: Pair) -> tuple[int, tuple[str, ...]]:
    """Return the sessions around the next one, and the number of the first of them."""
    steps: list[str] = []
    upcoming = pair.next_session.id
    for session in pair.in_order:
        if session.state == SessionState.CLOSED:
            steps.append("kept")
        elif session.state == SessionState.SKIPPED:
            steps.append("missed")
        elif session.id == upcoming:
            steps.append("next")
        else:
            steps.append("planned")
    if upcoming not in pair.sessions:
        steps.append("next")
    missing = pair.charter.count - len([s for s in steps if s != "missed"])
    steps += ["planned"] * missing
    begin = max(0, min(steps.index("next") - MOST_STEPS * 2 // 3, len(steps) - MOST_STEPS))
    return begin + 1, tuple(steps[begin : begin + MOST_STEPS])


def _rhythm(pair: Pair, zone: str) -> str:
    kept = len(pair.closed)
    moved = sum(1 for s in pair.in_order if s.moved)
    words = [trn("{n} kept", "{n} kept", kept) if kept else tr("The first is ahead of you")]
    if kept or moved:
        words.append(trn("{n} moved", "{n} moved", moved) if moved else tr("none moved"))
    counts = ", ".join(words)
    day = agreed_day(pair, zone)
    if day is None:
        return counts
    rhythm = rhythm_words(read_rhythm(pair.charter.every), day)
    return tr("{rhythm} · {counts}", rhythm=rhythm, counts=counts)


def _first(name: str) -> str:
    return name.split(" ", maxsplit=1)[0]
