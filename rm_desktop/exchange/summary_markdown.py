"""A session as Markdown: its summary, and the agenda of one to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rm_desktop.domain import summary_words as words
from rm_desktop.domain.entities import Action
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

_SIGNS = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)")
_HEADING = re.compile(r"^(#{1,6})(?=\s)")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_DEEPEST = 6


def summary_markdown(summary: SessionSummary) -> str:
    """Return the record of a session as Markdown."""
    blocks = [
        f"# {escaped(words.heading(summary))}",
        " · ".join(
            filter(None, map(escaped, (words.pair_words(summary), words.when_words(summary))))
        ),
        *_section(tr("Takeaways"), _said(summary, summary.takeaways)),
        *_section(tr("Shared passages"), _said(summary, summary.passages)),
        *_section(tr("Topics"), _topics(summary)),
        *_section(tr("Actions"), [_lines(action_line(summary.names, a) for a in summary.actions)]),
        *_section(tr("Carried over"), [_lines(f"- {escaped(t.title)}" for t in summary.carried)]),
        f"{tr('Next session')}: {words.next_words(summary.next_begins)}" if summary.held else "",
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def agenda_markdown(summary: SessionSummary) -> str:
    """Return the agenda of a session as Markdown."""
    sum_words = tr("{n} of {of} min planned", n=summary.planned_minutes, of=summary.minutes)
    head = (words.pair_words(summary), words.when_words(summary), sum_words)
    shown = [t for t in summary.topics if t.fate in (Fate.OPEN, Fate.DISCUSSED)]
    waiting = [f"- {escaped(carried.item.title)}" for carried in summary.waiting]
    blocks = [
        f"# {escaped(words.heading(summary))}",
        " · ".join(filter(None, map(escaped, head))),
        escaped(summary.purpose),
        _lines(_agenda_line(summary, n, topic) for n, topic in enumerate(shown, start=1)),
        *_section(tr("Carried over"), [_lines(waiting)]),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def action_line(names: Mapping[str, str], action: Action) -> str:
    """Return an action as a line of a task list; `names` are the members'."""
    box = "[x]" if action.done_at else "[ ]"
    facts = (names.get(action.owner, ""), words.due_words(action))
    return f"- {box} {escaped(action.text)} ({escaped(', '.join(filter(None, facts)))})"


def escaped(text: str) -> str:
    """Return words that somebody typed as one line that Markdown leaves as it is."""
    # not "\<": some readers of Markdown take that for a tag all the same
    return _SIGNS.sub(r"\\\g<0>", harmless(" ".join(text.split()))).replace("<", "&lt;")


def nested(notes: str, depth: int) -> str:
    """Return notes with their headings `depth` levels deeper; code is left alone."""
    lines, fence = [], ""
    for line in notes.strip("\n").split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1][:3]
        elif mark and mark[1].startswith(fence):
            fence = ""
        found = None if fence else _HEADING.match(line)
        level = min(_DEEPEST, len(found[1]) + depth) if found else 0
        lines.append("#" * level + line[found.end() :] if found else line)
    return "\n".join(lines)


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    found = [block for block in blocks if block]
    return [f"## {title}", *found] if found else []


def _said(summary: SessionSummary, words: Iterable[tuple[str, str]]) -> Iterator[str]:
    for member, said in words:
        name = escaped(summary.names.get(member, ""))
        quoted = "\n".join(f"> {escaped(line)}".rstrip() for line in said.split("\n"))
        yield f"**{name}**\n\n{quoted}"


def _topics(summary: SessionSummary) -> Iterator[str]:
    for topic in summary.topics:
        facts = (
            words.leads_words(summary, topic),
            words.minutes_words(topic),
            words.fate_words(topic.fate),
        )
        yield f"### {escaped(topic.title)}"
        yield escaped(" · ".join(filter(None, facts)))
        if topic.objective:
            yield f"{tr('Objective')}: {escaped(topic.objective)}"
        if topic.outcome:
            yield f"**{tr('Outcome')}:** {escaped(topic.outcome)}"
        if topic.notes.strip():
            yield nested(topic.notes, 3)


def _agenda_line(summary: SessionSummary, number: int, topic: TopicRecord) -> str:
    facts = (words.leads_words(summary, topic), format_minutes(topic.minutes))
    line = f"{number}. {escaped(topic.title)} ({escaped(', '.join(filter(None, facts)))})"
    if topic.outcome:
        line += f"\n   {tr('Outcome')}: {escaped(topic.outcome)}"
    return line


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
