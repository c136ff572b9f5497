"""What *Today* says to the owner alone, while private pages are open; no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rm_desktop.domain.date_words import short_day, weekdays
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.journal import Page, PageKind, day_of
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn

#: For how many days after a session one is asked to write about it.
_FRESH = 20
#: So many entries are looked through for one about a session, the newest first.
_RECENT = 50
_WEEK = 7


class Entry(Protocol):
    """An entry as the journal lists it."""

    @property
    def page(self) -> Page:
        """What is known about it."""

    @property
    def preview(self) -> str:
        """How it begins."""


class Entries(Protocol):
    """What is asked of a journal."""

    def listed(self, *, limit: int) -> Sequence[Entry]:
        """Return the newest entries."""

    def one_session_ago(self, page: Page) -> Sequence[Entry]:
        """Return what was written about the session before the last, seen from a page's date."""

    def on_this_day(self, page: Page) -> Sequence[Entry]:
        """Return what was written on the same day of earlier years."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """A session that one has not written about yet, in a sentence that asks for three minutes."""

    session: str
    words: str


@dataclass(frozen=True, slots=True)
class Echo:
    """An entry from before that belongs to today."""

    id: str
    when: str
    title: str


def nudge(
    entries: Entries, pair: Pair, today: date, zone: str, let_be: Collection[str]
) -> Nudge | None:
    """Return the last session, if it is fresh, nothing was written about it, and one may ask."""
    if not pair.closed:
        return None
    session = pair.closed[-1]
    day = local_time(session.closed_at, zone).date()
    written = {entry.page.session for entry in entries.listed(limit=_RECENT)}
    if session.id in written or session.id in let_be or not 0 <= (today - day).days <= _FRESH:
        return None
    number = pair.numbers.get(session.id, session.ordinal)
    words = tr("Session {n} was {day}. Three minutes?", n=number, day=_day_words(day, today))
    return Nudge(session.id, words)


def echoes(entries: Entries, now: str, pair: str) -> tuple[Echo, ...]:
    """Return what was written one session ago and on this day of earlier years, one of each."""
    here = Page("", PageKind.ENTRY, pair, written=now)
    found = {
        entry.page.id: Echo(entry.page.id, _years_words(entry.page, here), _title(entry))
        for entry in entries.on_this_day(here)[:1]
    }
    for entry in entries.one_session_ago(here)[:1]:
        echo = Echo(entry.page.id, tr("One session ago"), _title(entry))
        found.setdefault(echo.id, echo)
    return tuple(found.values())


def _day_words(day: date, today: date) -> str:
    days = (today - day).days
    if days < 1:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < _WEEK:
        return tr("on {weekday}", weekday=weekdays()[day.weekday()])
    return tr("on {day}", day=short_day(day, today))


def _years_words(page: Page, here: Page) -> str:
    then, now = day_of(page.written), day_of(here.written)
    years = now.year - then.year if then and now else 0
    return trn("On this day, a year ago", "On this day, {n} years ago", years)


def _title(entry: Entry) -> str:
    words = entry.page.title.strip() or " ".join(entry.preview.split()).lstrip("#>*- ")
    return harmless(words) or tr("An entry without words")
