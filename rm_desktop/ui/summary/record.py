"""What the summary shows, worked out without Qt. Names are used, never "you"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, cast

from rm_desktop.domain.date_words import due_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Action, SessionState, WrapUp
from rm_desktop.domain.names import first_name
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord
from rm_desktop.domain.summary_words import (
    fate_words,
    heading,
    length_words,
    minutes_words,
    next_words,
    when_words,
)
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

Voice = Literal["you", "them", "both"]
Tone = Literal["neutral", "accent", "warn"]


class Onward(StrEnum):
    """Where the bright button leads."""

    NEXT = "next"
    ROOM = "room"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class TopicText:
    """One topic of the record."""

    id: str
    title: str
    voice: Voice
    leads: str
    facts: str
    fate: str
    tone: Tone
    objective: str
    outcome: str
    notes: str


@dataclass(frozen=True, slots=True)
class Said:
    """One takeaway with whose it is."""

    name: str
    voice: Voice
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One action of the session."""

    id: str
    text: str
    name: str
    voice: Voice
    due: str
    overdue: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Record:
    """The whole page in words; `onward` is the bright button, `undated` offers to set a date."""

    title: str
    subtitle: str
    onward: Onward
    onward_words: str
    can_reopen: bool
    pending: str
    topics: tuple[TopicText, ...]
    takeaways: tuple[Said, ...]
    actions: tuple[Promise, ...]
    carried: tuple[str, ...]
    next_date: str
    undated: bool


def read(
    summary: SessionSummary, voice: Callable[[str], str], today: date, *, latest: bool = True
) -> Record:
    """Return a session's record in words; `voice` is whose colour belongs to a member.

    `latest`: no session was started after it.
    """
    onward = {SessionState.RUNNING: Onward.ROOM, SessionState.PLANNED: Onward.AGENDA}.get(
        SessionState(summary.state), Onward.NEXT
    )
    number = tr("Session {n}", n=summary.number)
    facts = (
        number if summary.title else "",
        when_words(summary, today),
        length_words(summary),
        _state_words(summary),
    )
    return Record(
        title=harmless(summary.title) or heading(summary),
        subtitle=" · ".join(filter(None, facts)),
        onward=onward,
        onward_words={
            Onward.NEXT: tr("Open the next session"),
            Onward.ROOM: tr("To the room"),
            Onward.AGENDA: tr("Open the agenda"),
        }[onward],
        can_reopen=summary.state in (SessionState.CLOSED, SessionState.SKIPPED),
        pending=_pending(summary),
        topics=tuple(_topic(summary, topic, voice) for topic in summary.topics),
        takeaways=tuple(
            Said(_name(summary, member), cast("Voice", voice(member)), harmless(text))
            for member, text in summary.takeaways
        ),
        actions=tuple(_promise(summary, action, voice, today) for action in summary.actions),
        carried=tuple(harmless(topic.title) for topic in summary.carried),
        next_date=next_words(summary.next_begins, today) if summary.held else "",
        undated=summary.held and latest and summary.next_begins is None,
    )


def _state_words(summary: SessionSummary) -> str:
    return {
        SessionState.PLANNED: tr("planned"),
        SessionState.RUNNING: tr("running now"),
        SessionState.CLOSED: "",
        SessionState.SKIPPED: tr("skipped"),
    }[SessionState(summary.state)]


def _pending(summary: SessionSummary) -> str:
    if not summary.held or summary.wrap_up != WrapUp.PENDING:
        return ""
    return tr("You two have not looked back on this session yet.")


def _topic(summary: SessionSummary, topic: TopicRecord, voice: Callable[[str], str]) -> TopicText:
    tones: dict[Fate, Tone] = {Fate.DISCUSSED: "accent", Fate.CARRIED: "warn"}
    leads = _leads(summary, topic)
    return TopicText(
        id=topic.id,
        title=harmless(topic.title),
        voice=cast("Voice", voice(topic.leads)),
        leads=leads,
        facts=" · ".join(filter(None, (leads, minutes_words(topic)))),
        fate=fate_words(topic.fate),
        tone=tones.get(topic.fate, "neutral"),
        objective=harmless(topic.objective),
        outcome=harmless(topic.outcome),
        notes=topic.notes,
    )


def _promise(
    summary: SessionSummary, action: Action, voice: Callable[[str], str], today: date
) -> Promise:
    due, overdue = "", False
    if action.due == DUE_NEXT_SESSION:
        due = tr("due next session")
    elif action.due:
        try:
            day = date.fromisoformat(action.due)
            due, overdue = due_words(day, today), day < today
        except ValueError:
            due = harmless(action.due)
    done = bool(action.done_at)
    return Promise(
        id=action.id,
        text=harmless(action.text),
        name=_name(summary, action.owner),
        voice=cast("Voice", voice(action.owner)),
        due=tr("done") if done else due,
        overdue=overdue and not done,
        done=done,
    )


def _name(summary: SessionSummary, member: str) -> str:
    return first_name(harmless(summary.names.get(member, "")))


def _leads(summary: SessionSummary, topic: TopicRecord) -> str:
    """Return "Maya leads": on paper the whole name stands, here the two know each other."""
    name = summary.names.get(topic.leads, "")
    return tr("{name} leads", name=harmless(first_name(name))) if name else tr("Both lead")
