"""What stands around an agenda: the purpose card, the objectives, the actions of last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from rm_desktop.domain.agenda import by_objective, neglected
from rm_desktop.domain.date_words import due_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Action, AgendaItem, Session
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import Voice


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: voices and words of `Context`, local time without zone, IANA zone."""

    voice: Callable[[str], str]
    word: Callable[[str], str]
    now: datetime
    zone: str

    def voice_of(self, member: str) -> Voice:
        """Return the colour of a member."""
        return cast("Voice", self.voice(member))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in somebody's colour, as they were typed, with what leads to them, if anything does."""

    voice: Voice
    words: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective and the minutes it gets in this session."""

    text: str
    voice: Voice
    words: str
    served: bool


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action that is still open from before."""

    id: str
    text: str
    who: str
    voice: Voice
    due: str
    overdue: bool


def purpose_lines(pair: Pair, reader: Reader) -> Iterable[Spoken]:
    """Return the purpose card both ways, the reader's side first."""
    if pair.charter.purpose:
        yield Spoken("both", harmless(" ".join(pair.charter.purpose.split())))
    for member in sorted(pair.members.values(), key=lambda m: reader.voice(m.id) != "you"):
        who = reader.word(member.id)
        own = who == tr("You")
        name = harmless(who)
        wants = tr("You want to learn") if own else tr("{name} wants to learn", name=name)
        gives = tr("You can give") if own else tr("{name} can give", name=name)
        for lead, words in ((wants, member.wants), (gives, member.gives)):
            if words:
                line = " ".join(harmless(words).split())
                yield Spoken(reader.voice_of(member.id), line, lead)


def objective_lines(
    pair: Pair, items: tuple[AgendaItem, ...], reader: Reader
) -> tuple[ObjectiveLine, ...]:
    """Return the objectives with the minutes that these topics give them."""
    minutes = by_objective(pair, items)
    served = {item.objective for item in items}
    waiting = set(neglected(pair))
    lines = []
    for each in pair.live_objectives:
        if minutes[each.id]:
            words = tr("{length} in this session", length=format_minutes(minutes[each.id]))
        elif each.id in served:
            words = tr("on the agenda, no minutes set")
        elif each.id in waiting:
            words = tr("no time in the last two sessions")
        else:
            words = tr("no time in this session")
        line = ObjectiveLine(
            harmless(each.text), reader.voice_of(each.owner), words, each.id in served
        )
        lines.append(line)
    return tuple(lines)


def waiting_actions(pair: Pair, session: Session, reader: Reader) -> tuple[ActionLine, ...]:
    """Return the open actions that were promised before a session."""
    return tuple(_line(each, reader) for each in pair.open_actions if each.session != session.id)


def _line(action: Action, reader: Reader) -> ActionLine:
    today = reader.now.date()
    line = ActionLine(
        action.id,
        harmless(action.text),
        harmless(reader.word(action.owner)),
        reader.voice_of(action.owner),
        "",
        overdue=False,
    )
    if action.due == DUE_NEXT_SESSION:
        return replace(line, due=tr("for the next session"))
    if not action.due:
        return line
    day = date.fromisoformat(action.due)
    return replace(line, due=due_words(day, today), overdue=day < today)
