"""Rows for lists and search, derived from a pair's snapshot; a test compares the two.

Each row's body is the entity as JSON, so that *Today* can be shown before the document is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Entity,
    ItemState,
    Member,
    Objective,
    Passage,
    PromptMark,
    Session,
    SessionState,
    Timeline,
    to_plain,
)
from rm_desktop.domain.pair import FIELDS, Pair, notes_id
from rm_desktop.vault.rows import ItemRow, SearchRow

ORDER_ROW = "order"
AGREEMENT_ROW = "agreement"
PREVIEW = 200

_SEARCHED = frozenset({Kind.ITEM, Kind.SESSION, Kind.ACTION, Kind.OBJECTIVE, Kind.PASSAGE})

Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Projection:
    """What one change writes beside itself."""

    items: tuple[ItemRow, ...]
    removed: tuple[tuple[str, str], ...]
    texts: tuple[SearchRow, ...]


def everything(pair: Pair) -> frozenset[Key]:
    """Return the key of every row a pair has."""
    keys = {(kind, ident) for kind, field in FIELDS.items() for ident in getattr(pair, field)}
    single = {(Kind.CHARTER, pair.charter.id), (Kind.ORDER, ORDER_ROW)}
    return frozenset(keys | single | {(Kind.AGREEMENT, AGREEMENT_ROW)})


def project(pair: Pair, touched: Iterable[Key]) -> Projection:
    """Return the rows of what a change touched.

    Whether a topic or a timeline is live depends on its session, so they follow a session's change.
    """
    keys = set(touched)
    sessions = {ident for kind, ident in keys if kind == Kind.SESSION}
    if sessions:
        keys |= {(Kind.ITEM, i.id) for i in pair.items.values() if i.session in sessions}
        keys |= {(Kind.TIMELINE, ident) for ident in sessions & pair.timelines.keys()}
    if any(kind in (Kind.ITEM, Kind.ORDER, Kind.SESSION) for kind, _ in keys):
        keys.add((Kind.ORDER, ORDER_ROW))
    rows: list[ItemRow] = []
    texts: list[SearchRow] = []
    removed: list[tuple[str, str]] = []
    for kind, ident in sorted(keys):
        row = _row(pair, kind, ident)
        if row is None:
            removed.append((kind, ident))
            if kind == Kind.ITEM:
                removed.append((Kind.NOTES, ident))
            continue
        rows.append(row)
        words = _words(pair, kind, ident)
        if words is not None:
            texts.append(SearchRow(pair.id, kind, ident, row.title, words))
        elif kind in _SEARCHED:
            removed.append((kind, ident))  # what is in the bin is not found; its row comes anew
    return Projection(tuple(rows), tuple(removed), tuple(texts))


def is_live(pair: Pair, entity: Entity) -> bool:
    """Tell whether *Today* needs an entity."""
    match entity:
        case AgendaItem():
            return (
                not pair.is_away(entity)
                and entity.state != ItemState.DROPPED
                and (entity.state == ItemState.OPEN or not _is_over(pair, entity.session))
            )
        case Action() | Passage():
            settled = entity.done_at if isinstance(entity, Action) else entity.seen_at
            return not entity.binned_at and not settled
        case Objective():
            return not entity.binned_at
        case Timeline():
            session = pair.sessions.get(entity.id)
            return session is not None and session.state == SessionState.RUNNING
        case PromptMark():
            return False
        case _:
            return True


def _is_over(pair: Pair, session: str) -> bool:
    found = pair.sessions.get(session)
    return found is not None and found.state in (SessionState.CLOSED, SessionState.SKIPPED)


def _row(pair: Pair, kind: Kind, ident: str) -> ItemRow | None:
    if kind == Kind.ORDER:
        live = [i for i in pair.order if is_live(pair, pair.items[i])]
        return ItemRow(pair.id, kind, ORDER_ROW, live=True, body=_json({"ids": live}))
    if kind == Kind.AGREEMENT:
        return ItemRow(pair.id, kind, AGREEMENT_ROW, body=_json(dict(pair.agreement)))
    entity = pair.charter if kind == Kind.CHARTER else getattr(pair, FIELDS[kind]).get(ident)
    if entity is None:
        return None
    title, session, at, state, preview = _listed(entity)
    return ItemRow(
        document=pair.id,
        kind=kind,
        id=ident,
        title=title,
        session=session or None,
        at=at,
        state=state,
        live=is_live(pair, entity),
        preview=preview[:PREVIEW],
        body=_json(to_plain(entity)),
    )


def _listed(entity: Entity) -> tuple[str, str, int, str, str]:
    """Return title, session, moment, state and preview of an entity's row."""
    listed = ("", "", 0, "", "")
    match entity:
        case Member():
            listed = (entity.name, "", 0, entity.role, entity.wants)
        case Session():
            listed = (entity.title, entity.id, entity.ordinal, entity.state, "")
        case AgendaItem():
            listed = (entity.title, entity.session, entity.added_at, entity.state, entity.outcome)
        case Action():
            state = "done" if entity.done_at else "open"
            listed = (entity.text, entity.session, entity.added_at, state, "")
        case Objective():
            listed = (entity.text, "", entity.added_at, str(entity.progress), "")
        case Passage():
            state = "seen" if entity.seen_at else "new"
            listed = ("", entity.session, entity.shared_at, state, entity.text)
        case Charter():
            listed = (entity.programme, "", 0, "", entity.purpose)
    return listed


def _words(pair: Pair, kind: Kind, ident: str) -> str | None:
    """Return what search finds an entity by besides its title; None if it is not searched."""
    match kind:
        case Kind.ITEM:
            item = pair.items[ident]
            return None if pair.is_away(item) else item.outcome
        case Kind.SESSION:
            session = pair.sessions[ident]
            return None if session.binned_at else "\n".join(text for _, text in session.takeaways)
        case Kind.ACTION:
            return None if pair.actions[ident].binned_at else ""
        case Kind.OBJECTIVE:
            return None if pair.objectives[ident].binned_at else ""
        case Kind.PASSAGE:
            passage = pair.passages[ident]
            return None if passage.binned_at else passage.text
        case _:
            return None


def notes_astray(before: Pair, after: Pair, touched: Iterable[Key]) -> set[str]:
    """Return the notes whose row a change took away or left at another time than their topic's.

    As when the topic was taken back and came again. They may be notes that nobody has written.
    """
    topics = {ident for kind, ident in touched if kind == Kind.ITEM} & after.items.keys()
    was = {ident: item.added_at for ident, item in before.items.items() if ident in topics}
    return {notes_id(i) for i in topics if was.get(i) != after.items[i].added_at}


def notes_row(pair: Pair, item: AgendaItem) -> ItemRow:
    """Return the row under which a topic's notes are found; title and session are the topic's."""
    return ItemRow(pair.id, Kind.NOTES, item.id, at=item.added_at)


def _json(value: object) -> str:
    # a partner's document may hold bytes, which JSON does not know
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
