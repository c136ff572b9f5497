"""A pair read back from our JSON export (its schema is in `pair_json`), whatever the file says.

Values that make no sense are left out as in a partner's document; a file that is no pair, or names
things by what cannot be an id, is refused whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rm_desktop.domain import timer_events
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    E,
    Member,
    Objective,
    Passage,
    PromptMark,
    Role,
    Session,
    Timeline,
    from_plain,
)
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import CHARTER_ID, Pair
from rm_desktop.domain.text import NOTE_LIMIT, storable
from rm_desktop.domain.words import tr
from rm_desktop.exchange.pair_json import FORMAT, VERSION

MOST_BYTES = 64 << 20
#: Things of one kind; beyond any pair, and a hundred thousand topics would freeze every list.
_MOST = 20_000
_ID = re.compile(r"[A-Za-z0-9-]{6,80}")
#: Prompts are named in packs, by people.
_PROMPT = re.compile(r"[A-Za-z0-9_-]{1,80}")
_KEY = re.compile(r"[A-Za-z0-9_/-]{1,200}")
_LAST_MOMENT = 2**47
_LONGEST = 20_000
_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A pair as a file has it; `owner` is the member whose laptop it came from."""

    pair: Pair
    owner: str
    notes: Mapping[str, str]


def read_pair(data: bytes, name: str) -> ReadPair:
    """Read the JSON of a pair.

    Raises:
        BadInputError: it is none, or one of a newer version.
    """
    plain = _plain(data, name)
    if plain.get("format") != FORMAT:
        raise _refused(name)
    version = plain.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise BadInputError(
            tr("“{name}” was written by a newer version of the app.", name=name),
            tr("Update the app, then import it again."),
        )
    members = _shelf(Member, plain, "members")
    owner, ident = plain.get("owner"), plain.get("id")
    roles = {member.role for member in members.values()}
    if len(members) != _MEMBERS or roles != set(Role) or owner not in tuple(members):
        raise _refused(name)
    if not isinstance(ident, str) or not _ID.fullmatch(ident):
        raise _refused(name)
    items = _shelf(AgendaItem, plain, "items")
    charter = plain.get("charter")
    pair = Pair(
        ident,
        members=members,
        sessions=_shelf(Session, plain, "sessions"),
        items=items,
        order=tuple(items),
        actions=_shelf(Action, plain, "actions"),
        objectives=_shelf(Objective, plain, "objectives"),
        marks=_shelf(PromptMark, plain, "marks", _PROMPT),
        passages=_shelf(Passage, plain, "passages"),
        timelines=_timelines(plain.get("timelines")),
        charter=from_plain(Charter, _mapping(charter) | {"id": CHARTER_ID}),
        agreement=_agreement(_mapping(plain.get("agreement"))),
    )
    return ReadPair(pair, str(owner), _notes(plain.get("notes"), items))


def _plain(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise BadInputError(
            tr("“{name}” is larger than any pair is.", name=name), tr("Choose another file.")
        )
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(name) from error
    if not isinstance(plain, dict):
        raise _refused(name)
    return plain


def _refused(name: str) -> BadInputError:
    return BadInputError(
        tr("“{name}” is no pair that this app exported.", name=name),
        tr("Choose a JSON file out of one of its exports."),
    )


def _shelf(
    kind: type[E], plain: Mapping[str, Any], name: str, shape: re.Pattern[str] = _ID
) -> dict[str, E]:
    """Return the things of one kind by id; what has none is left out."""
    listed = plain.get(name)
    rows = listed[:_MOST] if isinstance(listed, list) else []
    named = ((row, row.get("id")) for row in rows if isinstance(row, dict))
    return {
        ident: from_plain(kind, row)
        for row, ident in named
        if isinstance(ident, str) and shape.fullmatch(ident)
    }


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _timelines(value: object) -> dict[str, Timeline]:
    """Return the events of sessions, each as we would have written it."""
    found = {}
    for session, events in list(_mapping(value).items())[:_MOST]:
        if not _ID.fullmatch(session) or not isinstance(events, list):
            continue
        read = (timer_events.from_plain(each) for each in events[:_MOST] if isinstance(each, dict))
        plain = tuple(timer_events.to_plain(each) for each in read if each is not None)
        found[session] = Timeline(session, plain)
    return found


def _agreement(stored: Mapping[str, Any]) -> dict[str, dict[str, object]]:
    """Return draft, versions and signatures as far as they are what they should be."""
    draft = dict(_texts(stored, "draft"))
    signatures = {
        key: moment
        for key, moment in _named(stored, "signatures")
        if type(moment) is int and 0 <= moment <= _LAST_MOMENT
    }
    versions = {key: _version(each) for key, each in _named(stored, "versions")}
    parts: dict[str, dict[str, object]] = {
        "draft": dict(draft),
        "versions": dict(versions),
        "signatures": dict(signatures),
    }
    return {name: part for name, part in parts.items() if part}


def _version(value: object) -> dict[str, object]:
    stored = _mapping(value)
    plain: dict[str, object] = {"fields": dict(_texts(stored, "fields"))}
    if _is_text(stored.get("digest")):
        plain["digest"] = stored["digest"]
    ordinal = stored.get("ordinal")
    return plain | {"ordinal": ordinal if type(ordinal) is int and 0 <= ordinal <= _MOST else 0}


def _texts(stored: Mapping[str, Any], part: str) -> Iterator[tuple[str, str]]:
    return ((key, text) for key, text in _named(stored, part) if _is_text(text))


def _named(stored: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    found = list(_mapping(stored.get(part)).items())[:_MOST]
    return [(key, value) for key, value in found if _KEY.fullmatch(key)]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _notes(value: object, items: Mapping[str, AgendaItem]) -> dict[str, str]:
    return {
        item: storable(text)[:NOTE_LIMIT]
        for item, text in _mapping(value).items()
        if item in items and isinstance(text, str) and text
    }
