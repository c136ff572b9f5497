"""What the prepare screen says about a session, worked out without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rm_desktop.domain.agenda import budget, carried_over
from rm_desktop.domain.date_words import change_words, meeting_words, until_words
from rm_desktop.domain.dates import local_span, read_meeting
from rm_desktop.domain.entities import (
    AgendaItem,
    Session,
    SessionState,
)
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import GapState, gap_state, read_rhythm
from rm_desktop.domain.templates import SegmentKind, SessionTemplate, suggested_template
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.agenda.words import RowWords, changed_twice, day_held
from rm_desktop.ui.prepare.around import (
    ActionLine,
    ObjectiveLine,
    Reader,
    Spoken,
    objective_lines,
    purpose_lines,
    waiting_actions,
)

RESCUE = "rescue"


@dataclass(frozen=True, slots=True)
class Question:
    """A topic carried over so often that it is asked about."""

    item: str
    sentence: str
    times: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The template that suits a session, with the length it would be laid out for."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The minutes of an agenda against the hour; `over` is the overflow."""

    words: str
    fraction: float
    over: int


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything the screen shows of one session."""

    session: Session
    heading: str
    when: str
    note: str
    running: bool
    sum: Sum
    rows: tuple[AgendaRow, ...]
    carried: tuple[AgendaRow, ...]
    questions: tuple[Question, ...]
    backlog: tuple[AgendaRow, ...]
    purpose: tuple[Spoken, ...]
    objectives: tuple[ObjectiveLine, ...]
    actions: tuple[ActionLine, ...]
    suggestion: Suggestion


def prepare(
    pair: Pair, ident: str, reader: Reader, templates: Sequence[SessionTemplate]
) -> Preparation:
    """Return what there is to see of a session of a complete pair."""
    session = known_session(pair, ident)
    words = row_words(pair, reader)
    items = pair.agenda(session.id)
    carried = carried_over(pair, session.id)
    when, note = when_words(session, reader)
    return Preparation(
        session=session,
        heading=heading(pair, session),
        when=when,
        note=note,
        running=session.state == SessionState.RUNNING,
        sum=sum_up(items, session.minutes),
        rows=words.rows(items),
        carried=tuple(words.carried(each) for each in carried),
        questions=tuple(
            Question(
                each.item.id,
                tr(
                    "“{title}” has been carried over {n} times. Keep it, park it or drop it?",
                    title=harmless(each.item.title),
                    n=each.times,
                ),
                each.times,
            )
            for each in carried
            if each.needs_decision
        ),
        backlog=words.rows(pair.backlog),
        purpose=tuple(purpose_lines(pair, reader)),
        objectives=objective_lines(pair, items, reader),
        actions=waiting_actions(pair, session, reader),
        suggestion=suggest(pair, session, reader.now.date(), reader.zone, templates),
    )


def known_session(pair: Pair, ident: str) -> Session:
    """Return a session by id, the next one where it is gone or none was named."""
    found = pair.sessions.get(ident)
    return found if found is not None and not found.binned_at else pair.next_session


def row_words(pair: Pair, reader: Reader) -> RowWords:
    """Return what turns topics of this pair into rows."""

    def day_of(ident: str) -> date | None:
        found = pair.sessions.get(ident)
        return day_held(found, reader.zone) if found else None

    return RowWords(reader.voice, reader.word, day_of, reader.now.date(), changed_twice(pair))


def heading(pair: Pair, session: Session) -> str:
    """Return "Session 4"."""
    if session.state == SessionState.SKIPPED:
        return tr("Skipped session")
    return tr("Session {n}", n=pair.numbers.get(session.id, pair.next_number))


def when_words(session: Session, reader: Reader) -> tuple[str, str]:
    """Return when a session is, and what is odd about that time if anything is."""
    meeting = read_meeting(session.starts, session.zone, session.minutes)
    if meeting is None:
        return tr("No date yet · {length}", length=format_minutes(session.minutes)), ""
    begins, _ = local_span(meeting, reader.zone)
    words = meeting_words(meeting, reader.zone, reader.now.date())
    return f"{words} · {until_words(begins, reader.now)}", change_words(meeting)


def sum_up(items: Iterable[AgendaItem], minutes: int) -> Sum:
    """Return the sum of an agenda in words, the overflow named."""
    topics = tuple(items)
    found = budget(topics, minutes)
    words = tr("{planned} of {available} min", planned=found.planned, available=minutes)
    if found.over:
        words = tr("{sum}: {n} too many", sum=words, n=found.over)
    elif topics and found.free:
        words = tr("{sum}: {n} free", sum=words, n=found.free)
    if open_ended := sum(not item.minutes for item in topics):
        without = trn("{n} topic without minutes", "{n} topics without minutes", open_ended)
        words = f"{words} · {without}"
    return Sum(words, found.planned / minutes if minutes else 0.0, found.over)


def landing(pair: Pair, session: str) -> str:
    """Return the id of the closing part that new topics are put before, empty if there is none."""
    items = pair.agenda(session)
    return next((item.id for item in items if item.segment == SegmentKind.LANDING), "")


def after(pair: Pair, item: str) -> str:
    """Return the id of the topic that stands after another one, empty for the end."""
    found = pair.items.get(item)
    ids = [each.id for each in pair.agenda(found.session)] if found else []
    return next(iter(ids[ids.index(item) + 1 :]), "") if item in ids else ""


def suggest(
    pair: Pair, session: Session, today: date, zone: str, templates: Sequence[SessionTemplate]
) -> Suggestion:
    """Return the template that suits a session: the rescue one after a long gap."""
    last = pair.closed[-1] if pair.closed else None
    gap = gap_state(day_held(last, zone) if last else None, read_rhythm(pair.charter.every), today)
    number = pair.numbers.get(session.id, pair.next_number)
    wanted = suggested_template(number, pair.charter.count or None)
    if gap in (GapState.RESCUE, GapState.REPLAN):
        wanted = RESCUE
    shape = next(t for t in templates if t.id == wanted)
    minutes = shape.lengths[0] if len(shape.lengths) == 1 else session.minutes
    return Suggestion(shape.id, shape.title, minutes)
