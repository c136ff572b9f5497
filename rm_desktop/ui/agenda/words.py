"""Agenda items turned into rows: who leads, what should come of it, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from rm_desktop.domain.agenda import Carried
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.date_words import carried_words, short_day
from rm_desktop.domain.dates import local_time, read_meeting
from rm_desktop.domain.entities import AgendaItem, ItemState, Session
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow, Voice

_LONG_OUTCOME = 80


class RowWords:
    """Makes rows in the words of whoever is at the keyboard.

    `voice` and `word` are those of `Context`; `day_of` turns a session's id into the day it was
    held, None where that is not known.
    """

    def __init__(
        self,
        voice: Callable[[str], str],
        word: Callable[[str], str],
        day_of: Callable[[str], date | None] = lambda _session: None,
        today: date | None = None,
        twice: Collection[str] = (),
    ) -> None:
        """Take the words from the context; `twice` are topics that both changed differently."""
        self._voice = voice
        self._word = word
        self._day_of = day_of
        self._today = today
        self._twice = twice

    def leads(self, member: str) -> str:
        """Return "Maya leads", "You lead" or "Both lead"."""
        word = first_name(self._word(member))
        if not member:
            return tr("Both lead")
        return tr("You lead") if word == tr("You") else tr("{name} leads", name=harmless(word))

    def row(self, item: AgendaItem, note: str = "", *, current: bool = False) -> AgendaRow:
        """Return an item as a row; without a note of its own it says who leads and the outcome."""
        words, asks = note or self.note(item), item.id in self._twice
        row = AgendaRow(
            item.id,
            harmless(item.title),
            item.minutes,
            cast("Voice", self._voice(item.leads)),
            item.leads,
            words,
            item.objective,
            asks=asks,
            twice=asks,
            discussed=item.state == ItemState.DISCUSSED,
            current=current,
        )
        if asks:
            row = replace(row, note=tr("{mark} · {note}", mark=row.mark, note=words))
        return row

    def rows(self, items: Iterable[AgendaItem]) -> tuple[AgendaRow, ...]:
        """Return items as rows, in their order."""
        return tuple(self.row(item) for item in items)

    def note(self, item: AgendaItem) -> str:
        """Return the second line of a topic on the agenda."""
        parts = [self.leads(item.leads)]
        if item.origin and (day := self._day_of(item.origin)):
            parts.append(tr("from {day}", day=short_day(day, self._today)))
        if item.outcome:
            parts.append(tr("outcome: {words}", words=_shortened(item.outcome)))
        return " · ".join(parts)

    def carried(self, carried: Carried) -> AgendaRow:
        """Return a carried-over topic as a row: "from 3 Oct, third time"."""
        day = self._day_of(carried.origin)
        came = (
            carried_words(day, carried.times, self._today) if day else tr("from an earlier session")
        )
        row = self.row(carried.item, f"{came} · {self.leads(carried.item.leads)}")
        return replace(row, asks=row.asks or carried.needs_decision)


def changed_twice(pair: Pair) -> frozenset[str]:
    """Return the topics that both changed without knowing of each other."""
    return frozenset(ident for kind, ident in pair.unsettled if kind == Kind.ITEM)


def day_held(session: Session, zone: str) -> date | None:
    """Return the day a session was closed, or else is planned for; None if neither is known."""
    if session.closed_at:
        return local_time(session.closed_at, zone).date()
    meeting = read_meeting(session.starts, session.zone, session.minutes)
    return meeting.local.date() if meeting else None


def _shortened(text: str) -> str:
    line = harmless(" ".join(text.split()))
    return line if len(line) <= _LONG_OUTCOME else line[: _LONG_OUTCOME - 1].rstrip() + "…"
