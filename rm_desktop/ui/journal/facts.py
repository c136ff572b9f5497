"""What is known about an entry besides its text, in words and with what one may choose; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rm_desktop.domain.date_words import short_day
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.journal import Page
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.prompts import Prompt, Stage
from rm_desktop.domain.text import harmless
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.rows import one_line
from rm_desktop.ui.journal.written import moment_of, to_type, written_words

if TYPE_CHECKING:
    from rm_desktop.domain.journal_templates import JournalTemplate

Choices = tuple[tuple[str, str], ...]

#: So many sessions are offered, the latest first.
_SESSIONS = 12
_LONG_CHIP = 34
_LONG_LINE = 90
_LONG_TAG = 40
_REFLECT = (Stage.BEFORE, Stage.AFTER)


@dataclass(frozen=True, slots=True)
class Facts:
    """The line above an entry; empty words mean that nothing is chosen."""

    when: str
    typed: str
    about: str = ""
    session: str = ""
    session_words: str = ""
    sessions: Choices = ()
    prompt: str = ""
    prompt_text: str = ""
    prompts: Choices = ()
    template: str = ""
    template_words: str = ""
    template_text: str = ""
    templates: Choices = ()
    tags: tuple[str, ...] = ()


class FactReader:
    """Says what is known about pages, in the open pair or beside it."""

    def __init__(
        self,
        pair: Pair,
        prompts: Sequence[Prompt],
        templates: Sequence[JournalTemplate],
        others: Mapping[str, str],
    ) -> None:
        """Take the open pair, every prompt and template, and the titles of other pairs."""
        self._pair = pair
        self._prompts = {prompt.id: prompt for prompt in prompts}
        self._templates = {each.id: each for each in templates}
        self._others = others

    def facts(self, page: Page, pair_id: str, today: date) -> Facts:
        """Return what is known about a page."""
        is_ours = page.pair in ("", pair_id)
        prompt = self._prompts.get(page.prompt)
        template = self._templates.get(page.template)
        return Facts(
            when=written_words(page.written, today),
            typed=to_type(page.written),
            about="" if is_ours else self._others.get(page.pair, tr("Another pair")),
            session=page.session if is_ours else "",
            session_words=self._session_words(page.session) if is_ours else "",
            sessions=self._sessions(today) if is_ours else (),
            prompt=page.prompt if prompt else "",
            prompt_text=harmless(prompt.text) if prompt else "",
            prompts=self._reflecting(),
            template=page.template if template else "",
            template_words=template.name if template else "",
            template_text=template.text() if template else "",
            templates=tuple((each.id, each.name) for each in self._templates.values()),
            tags=page.tags,
        )

    def _session_words(self, session: str) -> str:
        number = self._pair.numbers.get(session)
        return tr("Session {n}", n=number) if number else ""

    def _sessions(self, today: date) -> Choices:
        found: list[tuple[str, str]] = []
        for session in reversed(self._pair.in_order):
            number = self._pair.numbers.get(session.id)
            if number is None or session.state == SessionState.SKIPPED:
                continue
            words = tr("Session {n}", n=number)
            if moment := moment_of(session.starts):
                day = short_day(moment.date(), today)
                words = tr("{session} · {day}", session=words, day=day)
            found.append((session.id, words))
        return tuple(found[:_SESSIONS])

    def _reflecting(self) -> Choices:
        return tuple(
            (prompt.id, shortened(prompt.text, _LONG_LINE))
            for prompt in self._prompts.values()
            if prompt.stage in _REFLECT
        )


def session_of_today(pair: Pair, today: date) -> str:
    """Return the session that runs or took place today: a new entry is about it."""
    for session in reversed(pair.in_order):
        if session.state == SessionState.RUNNING:
            return session.id
        moment = moment_of(session.starts)
        if session.state == SessionState.CLOSED and moment and moment.date() == today:
            return session.id
    return ""


def shortened(text: str, most: int = _LONG_CHIP) -> str:
    """Return a text on one line, not longer than a chip."""
    line = harmless(one_line(text))
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def typed_tags(typed: str) -> tuple[str, ...]:
    """Return the tags that were typed: parted by commas, spaces inside become hyphens."""
    parts = typed.replace(";", ",").replace("#", ",").split(",")
    tags = ("-".join(harmless(part).split())[:_LONG_TAG] for part in parts)
    return tuple(filter(None, tags))


def with_tags(present: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """Return tags with others behind them, each once whatever its case."""
    found: dict[str, str] = {}
    for tag in (*present, *added):
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())
