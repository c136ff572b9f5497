"""What the closing page says, worked out without Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import Action, AgendaItem, Session, SessionState
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.summary import Fate, fate_of, topics_of
from rm_desktop.domain.summary_words import taken_words
from rm_desktop.domain.templates import SegmentKind
from rm_desktop.domain.text import harmless
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import clock_face, over_by, to_the_end
from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import ActionLine, Voice, action_line


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard, and how members are called and coloured for them."""

    member: str
    word: Callable[[str], str]
    voice_of: Callable[[str], str]

    def voice(self, member: str) -> Voice:
        """Return whose colour belongs to a member."""
        return cast("Voice", self.voice_of(member))


class Choice(StrEnum):
    """What can become of a topic that was not discussed."""

    CARRY = "carry"
    PARK = "park"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic: discussed or not, what came of it, and where it goes if not."""

    id: str
    title: str
    voice: Voice
    leads: str
    minutes: str
    discussed: bool
    outcome: str
    choice: Choice
    segment: bool


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """What an objective got today; `neglected`: nothing in two sessions."""

    id: str
    text: str
    words: str
    neglected: bool


@dataclass(frozen=True, slots=True)
class TakeawayLine:
    """One member's takeaway; only whoever is at the keyboard writes, and only their own.

    `beside` says that the other one can do so where they are, if they have a laptop of their own.
    """

    member: str
    title: str
    voice: Voice
    text: str
    writable: bool
    hand_over: str
    beside: str = ""


class Stage(StrEnum):
    """What kind of close this is: of a running session, of one held without timer, or later."""

    RUNNING = "running"
    UNTIMED = "untimed"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Landing:
    """The whole page in words, but for the next date."""

    stage: Stage
    title: str
    subtitle: str
    back: str
    finish: str
    not_now: str
    topics: tuple[TopicLine, ...]
    objectives: tuple[ObjectiveLine, ...]
    takeaways: tuple[TakeawayLine, ...]
    today: tuple[ActionLine, ...]
    before: tuple[ActionLine, ...]
    partner: str
    keyboard: str


def look(
    pair: Pair,
    session: Session,
    reading: Reading,
    person: Person,
    today: date,
    seen: Collection[str] = (),
    covered: Collection[str] = (),
    *,
    apart: bool = False,
) -> Landing:
    """Return the closing page of a session.

    `seen` are topics shown before, parked or not; `covered` open ones that count as discussed;
    `apart`: the partner has the pair on a laptop of their own.
    """
    stage = stage_of(session)
    number = pair.numbers.get(session.id, pair.next_number)
    topics = _topics(pair, session, reading, seen)
    partner = pair.partner_of(person.member)
    own = pair.actions_of(session=session.id)
    earlier = tuple(a for a in pair.open_actions if a.session != session.id)
    return Landing(
        stage=stage,
        title=_title(stage, number),
        subtitle=_subtitle(stage),
        back=tr("Back to the room") if stage == Stage.RUNNING else tr("Back"),
        finish=tr("Done") if stage == Stage.LATER else tr("Finish session"),
        not_now=tr("Leave it") if stage == Stage.LATER else tr("No time for this"),
        topics=tuple(_topic(session, item, reading, person, covered) for item in topics),
        objectives=_objectives(pair, session, reading, covered),
        takeaways=tuple(
            _takeaway(pair, session, m.id, person, apart=apart)
            for m in (pair.mentor, pair.mentee)
            if m.id
        ),
        today=_lines(own, person, today),
        before=_lines(earlier, person, today),
        partner=first_name(harmless(partner.name)),
        keyboard=_at_the_keyboard(pair, person),
    )


def stage_of(session: Session) -> Stage:
    """Return what kind of close a session needs."""
    return {
        SessionState.RUNNING: Stage.RUNNING,
        SessionState.CLOSED: Stage.LATER,
    }.get(SessionState(session.state), Stage.UNTIMED)


def timer_words(reading: Reading, zone: str) -> str:
    """Return what the quiet timer says; nothing where none runs."""
    if not reading.open:
        return ""
    ends = time_words(local_time(reading.ends_at_ms, zone))
    over = reading.elapsed_ms - reading.planned_ms
    if reading.planned_ms and over > 0:
        words = over_by(over)
    elif reading.landing_started and reading.timed and reading.left_ms >= 0:
        words = tr(
            "{time} for the close · ends {ends}", time=clock_face(reading.left_ms), ends=ends
        )
    else:
        words = tr("{left} · ends {ends}", left=to_the_end(reading.left_to_end_ms), ends=ends)
    return tr("Paused · {words}", words=words) if reading.state == TimerState.PAUSED else words


def _lines(actions: Iterable[Action], person: Person, today: date) -> tuple[ActionLine, ...]:
    return tuple(
        action_line(each, person.word(each.owner), person.voice_of(each.owner), today)
        for each in actions
    )


def _at_the_keyboard(pair: Pair, person: Person) -> str:
    """Return the partner's name while the laptop is with them, nothing on the owner's turn."""
    name = first_name(harmless(pair.name(person.member)))
    return name if person.voice(person.member) == "them" else ""


def _title(stage: Stage, number: int) -> str:
    if stage == Stage.LATER:
        return tr("Look back on session {n}", n=number)
    return tr("Close session {n}", n=number)


def _subtitle(stage: Stage) -> str:
    return {
        Stage.RUNNING: tr("Small steps. Skip any of them."),
        Stage.UNTIMED: tr("It was held without the timer. Small steps; skip any of them."),
        Stage.LATER: tr("It is closed already. Add what is still fresh; skip the rest."),
    }[stage]


def _topics(
    pair: Pair, session: Session, reading: Reading, seen: Collection[str]
) -> list[AgendaItem]:
    """Return the topics to look back on; the close itself is not one of them."""
    own = {item.id for item in topics_of(pair, session, reading)}
    found = (pair.items[i] for i in pair.order if i in own or i in seen)
    return [
        item
        for item in found
        if not item.binned_at and not (item.is_segment and item.segment == SegmentKind.LANDING)
    ]


def _topic(
    session: Session, item: AgendaItem, reading: Reading, person: Person, covered: Collection[str]
) -> TopicLine:
    fate = Fate.DISCUSSED if item.id in covered else fate_of(session, item)
    spent = reading.time_of(item.id).spent_ms
    minutes = tr("{n} min", n=item.minutes) if item.minutes else ""
    if spent > 0:
        minutes = taken_words(spent, item.minutes)
    choices = {Fate.PARKED: Choice.PARK, Fate.DROPPED: Choice.DROP}
    word = person.word(item.leads)
    leads = tr("Both lead") if not item.leads else tr("You lead")
    if item.leads and word != tr("You"):
        leads = tr("{name} leads", name=first_name(harmless(word)))
    return TopicLine(
        item.id,
        harmless(item.title),
        person.voice(item.leads),
        leads,
        minutes,
        fate == Fate.DISCUSSED,
        item.outcome,
        choices.get(fate, Choice.CARRY),
        item.is_segment,
    )


def _objectives(
    pair: Pair, session: Session, reading: Reading, covered: Collection[str]
) -> tuple[ObjectiveLine, ...]:
    """Return what each objective got in this session, and which got nothing in two."""
    before = [s for s in pair.closed if s.ordinal < session.ordinal][-1:]
    served = {i.objective for s in before for i in pair.agenda(s.id)}
    lines = []
    for objective in pair.live_objectives:
        items = [i for i in topics_of(pair, session, reading) if i.objective == objective.id]
        took = sum(_took(session, item, reading, covered) for item in items)
        neglected = bool(before) and not took and objective.id not in served
        if took:
            words = tr("{time} today", time=taken_words(took))
        elif neglected:
            words = tr("no minutes for two sessions")
        else:
            words = tr("not today")
        lines.append(ObjectiveLine(objective.id, harmless(objective.text), words, neglected))
    return tuple(lines)


def _took(session: Session, item: AgendaItem, reading: Reading, covered: Collection[str]) -> int:
    """Return a topic's time in ms; where no timer ran, what was planned for what was discussed."""
    if reading.elapsed_ms:
        return reading.time_of(item.id).spent_ms
    discussed = item.id in covered or fate_of(session, item) == Fate.DISCUSSED
    return item.minutes * MINUTE_MS if discussed else 0


def _takeaway(
    pair: Pair, session: Session, member: str, person: Person, *, apart: bool
) -> TakeawayLine:
    name = first_name(harmless(pair.name(member)))
    writable = member == person.member
    return TakeawayLine(
        member,
        tr("Your takeaway")
        if person.word(member) == tr("You")
        else tr("{name}’s takeaway", name=name),
        person.voice(member),
        dict(session.takeaways).get(member, ""),
        writable,
        "" if writable else _offer(name, person.voice(member)),
        tr("{name} can write theirs on their own laptop.", name=name)
        if apart and person.voice(member) == "them" and not writable
        else "",
    )


def _offer(name: str, voice: str) -> str:
    if voice == "you":
        return tr("Give the laptop back to {name}", name=name)
    return tr("Hand over to {name}", name=name)


def held_on(session: Session, reading: Reading, zone: str, now: datetime) -> datetime:
    """Return when a session began, as far as anybody knows."""
    if reading.started_at_ms:
        return local_time(reading.started_at_ms, zone)
    return local_time(session.closed_at, zone) if session.closed_at else now
