"""Shared passages as rows: who, when, read or not, and what one may do with them; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from rm_desktop.domain.date_words import short_day
from rm_desktop.domain.entities import Passage
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.unmarked import unmarked
from rm_desktop.domain.words import tr

Voice = Literal["you", "them", "both"]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage; until its reader asks for it the text is not among the values."""

    id: str
    name: str
    voice: Voice
    words: str
    text: str
    can_read: bool
    can_withdraw: bool


def passage_rows(
    passages: Iterable[Passage],
    reader: str,
    name: Callable[[str], str],
    voice: Callable[[str], str],
    day: Callable[[int], date],
    today: date,
) -> tuple[PassageRow, ...]:
    """Return passages as whoever has the keyboard may see them."""
    rows = []
    for passage in passages:
        is_mine = passage.by == reader
        waits = not passage.seen_at
        words = tr("shared {day}", day=short_day(day(passage.shared_at), today))
        seen = (
            tr("not read yet")
            if waits
            else tr("read {day}", day=short_day(day(passage.seen_at), today))
        )
        rows.append(
            PassageRow(
                passage.id,
                first_name(harmless(name(passage.by))),
                cast("Voice", voice(passage.by)),
                tr("{shared} · {seen}", shared=words, seen=seen),
                "" if waits and not is_mine else unmarked(harmless(passage.text)),
                waits and not is_mine,
                waits and is_mine,
            )
        )
    return tuple(rows)
