"""A session as a page to print: its summary, and the agenda of one to come.

Written for Qt's rich text, which knows HTML 4 and a little CSS; nothing is loaded from anywhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from rm_desktop.domain import summary_words as words
from rm_desktop.domain.entities import Action
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.exchange.markdown_view import render

_STYLE = (
    "h1 { font-size: 20pt; font-weight: 600; margin-top: 0; margin-bottom: 4px; }"
    "h2 { font-size: 13pt; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }"
    "h3 { font-size: 11pt; font-weight: 600; margin-top: 14px; margin-bottom: 0; }"
    "h4 { font-size: 10pt; font-weight: 600; margin-top: 6px; margin-bottom: 2px; }"
    "p, li { font-size: 10pt; line-height: 135%; margin-top: 0; margin-bottom: 5px; }"
    "ul, ol { margin-top: 0; margin-bottom: 5px; }"
    "td { font-size: 10pt; }"
    "p.quiet { font-size: 9pt; color: dimgray; }"
    "div.notes { margin-left: 14px; }"
)
_HEADING = re.compile(r"<(/?)h[1-6]>")
_BOX, _TICKED = "☐", "☑"


def summary_html(summary: SessionSummary) -> str:
    """Return the record of a session as a page."""
    body = [
        *_head(summary, words.length_words(summary)),
        *_section(tr("Takeaways"), (_said(summary, *each) for each in summary.takeaways)),
        *_section(tr("Shared passages"), (_said(summary, *each) for each in summary.passages)),
        *_section(tr("Topics"), (_topic(summary, topic) for topic in summary.topics)),
        *_section(tr("Actions"), (_action(summary, each) for each in summary.actions)),
        *_section(tr("Carried over"), (f"<p>{shown(t.title)}</p>" for t in summary.carried)),
    ]
    if summary.held:
        upcoming = words.next_words(summary.next_begins)
        body += _section(tr("Next session"), [f"<p>{shown(upcoming)}</p>"])
    return whole_page(words.heading(summary), body)


def agenda_html(summary: SessionSummary) -> str:
    """Return the agenda of a session as a page with room for ticks."""
    planned = tr("{n} of {of} min planned", n=summary.planned_minutes, of=summary.minutes)
    topics = [t for t in summary.topics if t.fate in (Fate.OPEN, Fate.DISCUSSED)]
    rows = "".join(_agenda_row(summary, topic) for topic in topics)
    body = [*_head(summary, planned)]
    if summary.purpose:
        body.append(f"<p>{shown(summary.purpose)}</p>")
    body.append(f'<table width="100%" cellpadding="5">{rows}</table>' if rows else "")
    waiting = (f"<p>{shown(carried.item.title)}</p>" for carried in summary.waiting)
    body += _section(tr("Carried over"), waiting)
    return whole_page(words.heading(summary), body)


def shown(text: str) -> str:
    """Return words that somebody typed, for HTML."""
    return html.escape(harmless(text)).replace("\n", "<br>")


def whole_page(title: str, body: Iterable[str]) -> str:
    """Return a page of ours with this body, which has to be HTML already."""
    head = f"<title>{shown(title)}</title><style>{_STYLE}</style>"
    return f"<html><head>{head}</head><body>{''.join(body)}</body></html>"


def _head(summary: SessionSummary, length: str) -> list[str]:
    facts = filter(None, (words.pair_words(summary), words.when_words(summary), length))
    return [
        f"<h1>{shown(words.heading(summary))}</h1>",
        f'<p class="quiet">{shown(" · ".join(facts))}</p>',
    ]


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    found = list(blocks)
    return [f"<h2>{shown(title)}</h2>", *found] if found else []


def _said(summary: SessionSummary, member: str, said: str) -> str:
    return f"<p><b>{shown(summary.names.get(member, ''))}</b><br>{shown(said)}</p>"


def set_below(notes: str) -> str:
    """Return notes with headings that stand below the topic's."""
    return _HEADING.sub(r"<\1h4>", render(notes))


def _topic(summary: SessionSummary, topic: TopicRecord) -> str:
    facts = (
        words.leads_words(summary, topic),
        words.minutes_words(topic),
        words.fate_words(topic.fate),
    )
    parts = [
        f"<h3>{shown(topic.title)}</h3>",
        f'<p class="quiet">{shown(" · ".join(filter(None, facts)))}</p>',
    ]
    if topic.objective:
        parts.append(f"<p>{shown(tr('Objective'))}: {shown(topic.objective)}</p>")
    if topic.outcome:
        parts.append(f"<p><b>{shown(tr('Outcome'))}:</b> {shown(topic.outcome)}</p>")
    if topic.notes.strip():
        parts.append(f'<div class="notes">{set_below(topic.notes)}</div>')
    return "".join(parts)


def _action(summary: SessionSummary, action: Action) -> str:
    box = _TICKED if action.done_at else _BOX
    facts = filter(None, (summary.names.get(action.owner, ""), words.due_words(action)))
    return f"<p>{box} {shown(action.text)} · {shown(', '.join(facts))}</p>"


def _agenda_row(summary: SessionSummary, topic: TopicRecord) -> str:
    box = _TICKED if topic.fate == Fate.DISCUSSED else _BOX
    outcome = f"<br>{shown(tr('Outcome'))}: {shown(topic.outcome)}" if topic.outcome else ""
    return (
        f'<tr><td width="4%">{box}</td><td width="60%"><b>{shown(topic.title)}</b>{outcome}</td>'
        f"<td>{shown(words.leads_words(summary, topic))}</td>"
        f'<td align="right">{shown(format_minutes(topic.minutes))}</td></tr>'
    )
