"""What *Today* says to the owner alone, while private pages are open; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rm_desktop.domain.date_words import short_day, weekdays
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.journal import Page, PageKind, day_of
from rm_desktop.domain.journal_templates import ENERGY_LOG, LOWEST, Energy
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.prompts import AskedBy, Prompt, can_join_agenda
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn

#: For how many days after a session one is asked to write about it.
_FRESH = 20
#: So many entries are looked through for an energy log, the newest first.
_RECENT = 50
_WEEK = 7
#: What is offered first after an hour that took a lot.
_EASING = ("wellbeing", "awkwardness-repair")


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

    def count(self, *, session: str) -> int:
        """Return how many there are about a session."""

    def energy_of(self, ident: str) -> Energy:
        """Return the marks of an energy log."""

    def one_session_ago(self, page: Page) -> Sequence[Entry]:
        """Return what was written about the session before the last, seen from a page's date."""

    def on_this_day(self, page: Page) -> Sequence[Entry]:
        """Return what was written on the same day of earlier years."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something to write about, in a sentence: a session not yet written about, or a prompt.

    `about` is what one may not want to be asked about again.
    """

    about: str
    words: str
    session: str = ""
    prompt: str = ""


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
    if session.id in let_be or not 0 <= (today - day).days <= _FRESH:
        return None
    if entries.count(session=session.id):
        return None
    number = pair.numbers.get(session.id, session.ordinal)
    words = tr("Session {n} was {day}. Three minutes?", n=number, day=_day_words(day, today))
    return Nudge(session.id, words, session=session.id)


def relief(
    entries: Entries,
    prompts: Callable[[], Iterable[Prompt]],
    role: str,
    today: date,
    let_be: Collection[str],
) -> Nudge | None:
    """Return a question for oneself after an hour that took a lot: marks of −2 in an energy log.

    It is asked here and nowhere else: a card drawn by both would tell the partner of the mark.
    """
    newest = entries.listed(limit=_RECENT)
    place, log = next(
        ((n, e.page) for n, e in enumerate(newest) if e.page.template == ENERGY_LOG), (0, None)
    )
    day = day_of(log.written) if log else None
    if log is None or day is None or log.id in let_be or not 0 <= (today - day).days < _WEEK:
        return None
    if LOWEST not in entries.energy_of(log.id):
        return None
    fitting = [p for p in prompts() if p.category in _EASING and not can_join_agenda(p)]
    own = [p for p in fitting if p.role in (role, AskedBy.BOTH)]
    written = {entry.page.prompt for entry in newest}
    since = {entry.page.prompt for entry in newest[:place]}
    if since & {p.id for p in own}:
        return None
    found = next((p for p in own if p.id not in written), None)
    if found is None:
        return None
    words = tr("The last hour took a lot. A question for you alone: {text}", text=found.text)
    return Nudge(log.id, harmless(words), prompt=found.id)


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
