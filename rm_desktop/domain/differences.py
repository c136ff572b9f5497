"""Where both people changed the same short field: the question, in words, and what it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rm_desktop.domain.agenda import progress_words
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.date_words import day_words, long_day, time_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.rhythm import RhythmUnit, read_rhythm
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values that stand: who wrote it, and how it reads.

    `elsewhere`: the same person wrote another one, and this was on another device than that.
    `also` holds what was chosen with it, as the zone with a date.
    """

    member: str
    value: Any
    words: str
    elsewhere: bool = False
    also: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was changed twice, each time without knowledge of the other.

    `about` says what it belongs to and `name` which field it is; `versions` begin with the one of
    whoever is asked, `shown` is what stands there meanwhile. Texts can be kept both.
    """

    kind: Kind
    id: str
    field: str
    about: str
    name: str
    versions: tuple[Version, ...]
    shown: Any
    both: str = ""

    @property
    def key(self) -> tuple[Kind, str, str]:
        """Which field of what."""
        return self.kind, self.id, self.field


def changed_words(count: int, one: str, other: str) -> str:
    """Return "You and Maya both changed 2 things", empty for none."""
    first, second = (harmless(first_name(name)) or tr("Your partner") for name in (one, other))
    if not count:
        return ""
    return trn(
        "{first} and {second} both changed {n} thing",
        "{first} and {second} both changed {n} things",
        count,
        first=first,
        second=second,
    )


def field_words(kind: Kind, field: str) -> str:
    """Return the name of a short field."""
    names = {
        (Kind.MEMBER, "name"): tr("Name"),
        (Kind.MEMBER, "wants"): tr("I want to learn"),
        (Kind.MEMBER, "gives"): tr("I can give"),
        (Kind.SESSION, "title"): tr("Headline"),
        (Kind.SESSION, "starts"): tr("Date"),
        (Kind.SESSION, "zone"): tr("Time zone"),
        (Kind.SESSION, "minutes"): tr("Length"),
        (Kind.ITEM, "title"): tr("Title"),
        (Kind.ITEM, "minutes"): tr("Minutes"),
        (Kind.ITEM, "outcome"): tr("Outcome"),
        (Kind.ITEM, "leads"): tr("Who leads"),
        (Kind.ITEM, "objective"): tr("Objective it serves"),
        (Kind.ACTION, "text"): tr("Words"),
        (Kind.ACTION, "owner"): tr("Who does it"),
        (Kind.ACTION, "due"): tr("Until when"),
        (Kind.OBJECTIVE, "text"): tr("Words"),
        (Kind.OBJECTIVE, "progress"): tr("Progress"),
        (Kind.MARK, "favourite"): tr("Favourite"),
        (Kind.MARK, "hidden"): tr("Not for us"),
        (Kind.CHARTER, "purpose"): tr("What brings you together"),
        (Kind.CHARTER, "programme"): tr("Programme"),
        (Kind.CHARTER, "every"): tr("How often you meet"),
        (Kind.CHARTER, "count"): tr("Number of sessions"),
        (Kind.CHARTER, "minutes"): tr("Length of a session"),
        (Kind.CHARTER, "zone"): tr("Time zone"),
    }
    return names.get((kind, field), field)


def value_words(
    pair: Pair,
    field: str,
    value: Any,  # noqa: ANN401
    today: date,
    zone: str = "",
) -> str:
    """Return the value of a short field as it reads; `zone` goes with a session's date."""
    makers: dict[str, Callable[[], str]] = {
        "minutes": lambda: format_minutes(value) or tr("No time set"),
        "leads": lambda: _name(pair, value),
        "owner": lambda: _name(pair, value),
        "objective": lambda: _objective(pair, value),
        "due": lambda: _due(value, today),
        "starts": lambda: _starts(value, zone, today),
        "zone": lambda: value.replace("_", " ") or tr("None"),
        "progress": lambda: progress_words()[value],
        "favourite": lambda: tr("Yes") if value else tr("No"),
        "hidden": lambda: tr("Yes") if value else tr("No"),
        "every": lambda: _every(value),
        "count": lambda: trn("{n} session", "{n} sessions", value) if value else tr("Open end"),
    }
    if field in makers:
        return harmless(makers[field]())
    return harmless(value.strip()) or tr("Nothing: it was emptied")


def _name(pair: Pair, member: str) -> str:
    return first_name(pair.name(member)) or tr("Both")


def _objective(pair: Pair, objective: str) -> str:
    found = pair.objectives.get(objective)
    return found.text if found else tr("None")


def _due(value: str, today: date) -> str:
    if not value:
        return tr("No date")
    if value == DUE_NEXT_SESSION:
        return tr("Next session")
    return long_day(date.fromisoformat(value), today)


def _starts(value: str, zone: str, today: date) -> str:
    if not value:
        return tr("No date yet")
    moment = datetime.fromisoformat(value)
    words = tr("{day}, {time}", day=day_words(moment.date(), today), time=time_words(moment))
    return tr("{when} ({zone})", when=words, zone=zone.replace("_", " ")) if zone else words


def _every(value: str) -> str:
    rhythm = read_rhythm(value)
    if rhythm.unit == RhythmUnit.WEEK:
        return trn("Every week", "Every {n} weeks", rhythm.every)
    if rhythm.unit == RhythmUnit.MONTH:
        return trn("Every month", "Every {n} months", rhythm.every)
    return trn("Every month, same weekday", "Every {n} months, same weekday", rhythm.every)
