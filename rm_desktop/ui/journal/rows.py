"""What a line of the journal's list says, worked out without Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache

from rm_desktop.domain.date_words import short_day, weekdays
from rm_desktop.domain.journal import day_of
from rm_desktop.domain.text import harmless
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.services.journal import Listed
from rm_desktop.services.search import MATCH_END, MATCH_START, Found

#: What Markdown puts before a line or around words, and nobody would say aloud.
_MARKS = re.compile(r"(?:(?<=\s)|^)(?:#{1,6}|[-*+] \[[ xX]\]|[-*+>])\s+|\*\*|__|`|~~")
_HITS = re.compile(f"[{MATCH_START}{MATCH_END}]")
#: A first sentence up to this long stands for the title that nobody wrote.
_LONG_TITLE = 60
#: Characters kept before the first hit of a line.
_BEFORE_HIT = 16
_WEEK = 7

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of the list; hits are stretches of its title and its line."""

    id: str
    title: str
    when: str
    line: str = ""
    title_hits: tuple[Span, ...] = ()
    line_hits: tuple[Span, ...] = ()

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(each for each in (self.title, self.when, self.line) if each)


class RowWords:
    """Says rows at a moment; knows the sessions of the open pair and the names of the others."""

    def __init__(
        self,
        today: date,
        numbers: Mapping[str, int],
        others: Mapping[str, str],
        questions: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Take today, numbers by session, titles of other pairs, questions by template."""
        self._today = today
        self._numbers = numbers
        self._others = others
        self._questions = questions

    def row(self, listed: Listed) -> EntryRow:
        """Return the row of an entry."""
        page = listed.page
        line = self._answers(listed.preview, page.template)
        title = one_line(page.title)
        if not title:
            title, line = first_sentence(line)
        day = day_of(page.written)
        about = self._session_words(page.session) or self._others.get(page.pair, "")
        return EntryRow(page.id, title or tr("Untitled"), joined(self.day_words(day), about), line)

    def found(self, found: Found) -> EntryRow:
        """Return the row of what a search found, with its hits."""
        title, title_hits = unwrapped(found.title)
        line, line_hits = in_sight(*unwrapped(_MARKS.sub("", found.snippet)))
        if not title:
            title = tr("Untitled")
        day = _day_at(found.at)
        when = joined(self.day_words(day), self._session_words(found.session or ""))
        return EntryRow(found.id, title, when, line, title_hits, line_hits)

    def day_words(self, day: date | None) -> str:
        """Return "Today", "Yesterday", "Monday", "12 Nov" or "22 Nov 2025"."""
        if day is None:
            return tr("no date")
        past = (self._today - day).days
        if past in (0, 1):
            return tr("Yesterday") if past else tr("Today")
        return weekdays()[day.weekday()] if 1 < past < _WEEK else short_day(day, self._today)

    def _session_words(self, session: str) -> str:
        number = self._numbers.get(session)
        return tr("Session {n}", n=number) if number else ""

    def _answers(self, preview: str, template: str) -> str:
        """Return what was written between the questions of a template."""
        for question in self._questions.get(template, ()):
            preview = preview.replace(f"## {question}", "")
        return one_line(_MARKS.sub("", preview))


def first_sentence(text: str) -> tuple[str, str]:
    """Return a beginning that may stand as title, and the rest."""
    found = re.match(rf"(.{{1,{_LONG_TITLE}}}?[.!?…])(?:\s+|$)", text)
    if found:
        return found[1], text[found.end() :]
    if len(text) <= _LONG_TITLE:
        return text, ""
    at = text.rfind(" ", 0, _LONG_TITLE)
    at = at if at > 0 else _LONG_TITLE
    return f"{text[:at]}…", text[at:].strip()


def unwrapped(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return a text without its marks, and the stretches that stood between them."""
    marked = one_line(marked)
    parts, hits, length = [], [], 0
    inside = False
    for n, part in enumerate(_HITS.split(marked)):
        if n:
            inside = not inside
        if inside and part:
            hits.append((length, length + len(part)))
        parts.append(part)
        length += len(part)
    return "".join(harmless(part) for part in parts), tuple(hits)


def in_sight(text: str, hits: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return a line that begins so shortly before its first hit that the hit has room."""
    if not hits or hits[0][0] <= _BEFORE_HIT:
        return text, hits
    at = text.find(" ", hits[0][0] - _BEFORE_HIT) + 1
    cut = at if 0 < at <= hits[0][0] else hits[0][0]
    by = cut - 1
    return f"…{text[cut:]}", tuple((start - by, end - by) for start, end in hits)


def joined(*parts: str) -> str:
    """Return parts with dots between them."""
    return " · ".join(filter(None, parts))


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


@cache
def _epoch() -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC)


def _day_at(wall: int) -> date | None:
    return (_epoch() + timedelta(milliseconds=wall)).date() if wall else None
