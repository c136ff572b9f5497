"""A pair as a folder of Markdown files: one per session, and what holds for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import AgendaItem, SessionState
from rm_desktop.domain.minutes import format_minutes
from rm_desktop.domain.rhythm import read_rhythm, rhythm_words
from rm_desktop.domain.summary import SessionSummary, whole_minutes
from rm_desktop.domain.words import tr, trn
from rm_desktop.exchange.file_names import FreeNames, file_title
from rm_desktop.exchange.held_pair import HeldPair
from rm_desktop.exchange.summary_markdown import (
    action_line,
    agenda_markdown,
    escaped,
    nested,
    summary_markdown,
)

_ENDING = ".md"


def pair_files(held: HeldPair) -> dict[str, str]:
    """Return the files of a pair's folder by name."""
    names = FreeNames()
    files = {
        names.take(tr("Together"), _ENDING): _together(held),
        names.take(tr("Actions"), _ENDING): _actions(held),
        names.take(tr("Backlog"), _ENDING): _backlog(held),
    }
    if held.pair.shared_passages:
        files[names.take(tr("Shared passages"), _ENDING)] = _passages(held)
    for session in held.sessions:
        if session.begins or session.topics or session.held:
            files[names.take(file_title(session), _ENDING)] = _session(session)
    return files


def front_matter(facts: Mapping[str, object]) -> str:
    """Return facts as YAML between two lines of dashes; empty ones are left out."""
    # JSON's strings and numbers are YAML's too
    lines = (
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value
    )
    return "\n".join(("---", *lines, "---", "", ""))


def _session(session: SessionSummary) -> str:
    facts = {
        "session": session.number,
        "title": session.title,
        "date": session.begins.isoformat(timespec="minutes") if session.begins else "",
        "state": session.state,
        "minutes_planned": session.minutes,
        "minutes_taken": whole_minutes(session.elapsed_ms),
        "people": list(session.names.values()),
    }
    held = session.state in (SessionState.CLOSED, SessionState.RUNNING) or session.takeaways
    text = summary_markdown(session) if held else agenda_markdown(session) + _prepared(session)
    return front_matter(facts) + text


def _prepared(session: SessionSummary) -> str:
    """Return the notes that were written ahead of a session."""
    noted = (topic for topic in session.topics if topic.notes.strip())
    parts = [f"## {escaped(topic.title)}\n\n{nested(topic.notes, 2)}" for topic in noted]
    return "\n" + _joined(parts) if parts else ""


def _together(held: HeldPair) -> str:
    pair, charter = held.pair, held.pair.charter
    parts = [f"# {escaped(held.title)}", escaped(charter.purpose)]
    for member in (pair.mentor, pair.mentee):
        parts.append(f"## {escaped(member.name)}")
        if member.wants:
            parts.append(f"{tr('Wants to learn')}: {escaped(member.wants)}")
        if member.gives:
            parts.append(f"{tr('Can give')}: {escaped(member.gives)}")
    objectives = [
        f"- {escaped(o.text)} ({escaped(pair.name(o.owner))}, {_progress(o.progress)})"
        for o in pair.live_objectives
    ]
    parts += _section(tr("Objectives"), ["\n".join(objectives)])
    parts += _section(tr("Rhythm"), [_rhythm(held)])
    parts += _section(tr("Working agreement"), _agreement(held))
    facts = {
        "pair": held.title,
        "programme": charter.programme,
        "exported": held.exported.isoformat(timespec="minutes"),
    }
    return front_matter(facts) + _joined(parts)


def _progress(steps: int) -> str:
    words = (tr("just begun"), tr("on the way"), tr("nearly there"), tr("reached"))
    return words[max(0, min(len(words) - 1, steps))]


def _rhythm(held: HeldPair) -> str:
    charter = held.pair.charter
    count = trn("{n} session", "{n} sessions", charter.count)
    first = next((session.begins for session in held.sessions if session.begins), None)
    facts = [tr("{count} of {minutes}", count=count, minutes=format_minutes(charter.minutes))]
    if first:
        facts.append(rhythm_words(read_rhythm(charter.every), first.date()))
    return " · ".join(facts)


def _agreement(held: HeldPair) -> Iterator[str]:
    for field in held.agreement_fields:
        text = held.agreement.draft.get(field.id, "")
        if text:
            yield f"### {escaped(field.title)}"
            yield nested(text, 3)
    for version in held.agreement.versions:
        zone = held.pair.charter.zone
        signed = ", ".join(
            f"{held.pair.name(member)}, {local_time(moment, zone):%Y-%m-%d}"
            for member, moment in version.signatures.items()
        )
        yield tr("Version {n} signed: {who}", n=version.ordinal, who=escaped(signed))


def _actions(held: HeldPair) -> str:
    pair = held.pair
    names = {member.id: member.name for member in pair.members.values()}
    kept = [a for a in pair.actions.values() if not a.binned_at]
    done = sorted((a for a in kept if a.done_at), key=lambda a: (a.done_at, a.id))
    parts = [
        f"# {tr('Actions')}",
        *_section(tr("Open"), ["\n".join(action_line(names, a) for a in pair.open_actions)]),
        *_section(tr("Done"), ["\n".join(action_line(names, a) for a in done)]),
    ]
    return front_matter({"pair": held.title}) + _joined(parts)


def _backlog(held: HeldPair) -> str:
    topics = (_topic(held, item) for item in held.pair.backlog)
    return front_matter({"pair": held.title}) + _joined([f"# {tr('Backlog')}", *topics])


def _passages(held: HeldPair) -> str:
    parts = [f"# {tr('Shared passages')}"]
    for passage in reversed(held.pair.shared_passages):
        day = local_time(passage.shared_at, held.pair.charter.zone)
        parts.append(f"## {escaped(held.pair.name(passage.by))}, {day:%Y-%m-%d}")
        parts.append(nested(passage.text, 2))
    return front_matter({"pair": held.title}) + _joined(parts)


def _topic(held: HeldPair, item: AgendaItem) -> str:
    notes = held.notes.get(item.id, "").strip()
    minutes = format_minutes(item.minutes)
    parts = [f"## {escaped(item.title)}", minutes, escaped(item.outcome), nested(notes, 2)]
    return "\n\n".join(filter(None, parts))


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    found = [block for block in blocks if block]
    return [f"## {title}", *found] if found else []


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
