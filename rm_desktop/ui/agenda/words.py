"""Agenda items turned into rows: who leads, what should come of it, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from rm_desktop.domain.agenda import Carried
from rm_desktop.domain.entities import AgendaItem, ItemState
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow, Voice

_LONG_OUTCOME = 80


class RowWords:
    """Makes rows in the words of whoever is at the keyboard.

    `voice` and `word` are those of `Context`; `short_day` turns a session's id into "3 Oct",
    empty where the day is not known.
    """

    def __init__(
        self,
        voice: Callable[[str], str],
        word: Callable[[str], str],
        short_day: Callable[[str], str] = lambda _session: "",
    ) -> None:
        """Take the words from the context."""
        self._voice = voice
        self._word = word
        self._short_day = short_day

    def leads(self, member: str) -> str:
        """Return "Maya leads", "You lead" or "Both lead"."""
        word = self._word(member)
        if not member:
            return tr("Both lead")
        return tr("You lead") if word == tr("You") else tr("{name} leads", name=harmless(word))

    def row(self, item: AgendaItem, note: str = "", *, current: bool = False) -> AgendaRow:
        """Return an item as a row; without a note of its own it says who leads and the outcome."""
        return AgendaRow(
            item.id,
            harmless(item.title),
            item.minutes,
            cast("Voice", self._voice(item.leads)),
            item.leads,
            note or self.note(item),
            item.objective,
            discussed=item.state == ItemState.DISCUSSED,
            current=current,
        )

    def rows(self, items: Iterable[AgendaItem]) -> tuple[AgendaRow, ...]:
        """Return items as rows, in their order."""
        return tuple(self.row(item) for item in items)

    def note(self, item: AgendaItem) -> str:
        """Return the second line of a topic on the agenda."""
        parts = [self.leads(item.leads)]
        if item.origin and (day := self._short_day(item.origin)):
            parts.append(tr("from {day}", day=day))
        if item.outcome:
            parts.append(tr("outcome: {words}", words=_shortened(item.outcome)))
        return " · ".join(parts)

    def carried(self, carried: Carried) -> AgendaRow:
        """Return a carried-over topic as a row: "from 3 Oct, third time"."""
        day = self._short_day(carried.origin)
        came = tr("from {day}", day=day) if day else tr("from an earlier session")
        note = f"{came}, {times_word(carried.times)}" if carried.times > 1 else came
        row = self.row(carried.item, f"{note} · {self.leads(carried.item.leads)}")
        return AgendaRow(
            row.id,
            row.title,
            row.minutes,
            row.voice,
            row.leads,
            row.note,
            row.objective,
            asks=carried.needs_decision,
        )


def times_word(times: int) -> str:
    """Return "second time", "third time", "11th time"."""
    spelled = {
        1: tr("first time"),
        2: tr("second time"),
        3: tr("third time"),
        4: tr("fourth time"),
        5: tr("fifth time"),
        6: tr("sixth time"),
    }
    return spelled.get(times) or tr("carried {n} times", n=times)


def _shortened(text: str) -> str:
    line = harmless(" ".join(text.split()))
    return line if len(line) <= _LONG_OUTCOME else line[: _LONG_OUTCOME - 1].rstrip() + "…"
