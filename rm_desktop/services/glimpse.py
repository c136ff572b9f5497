"""What *Today* needs of a pair, rebuilt from its projected rows before anything else is read.

Apart from the projection that writes those rows: the start has no use for writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Entity,
    Member,
    Objective,
    Passage,
    PromptMark,
    Session,
    Timeline,
)
from rm_desktop.domain.pair import CHARTER_ID, FIELDS, Pair

_CLASSES: dict[str, type[Entity]] = {
    Kind.MEMBER: Member,
    Kind.SESSION: Session,
    Kind.ITEM: AgendaItem,
    Kind.ACTION: Action,
    Kind.OBJECTIVE: Objective,
    Kind.MARK: PromptMark,
    Kind.PASSAGE: Passage,
    Kind.TIMELINE: Timeline,
}


def glimpse(pair: str, rows: Iterable[tuple[str, str, str]]) -> Pair:
    """Rebuild what *Today* needs from live rows, without the document."""
    shelves: dict[str, dict[str, Entity]] = {kind: {} for kind in FIELDS}
    charter = Charter(CHARTER_ID)
    order: tuple[str, ...] = ()
    for kind, ident, body in rows:
        plain = json.loads(body)
        if kind == Kind.ORDER:
            order = tuple(plain["ids"])
        elif kind == Kind.CHARTER:
            charter = Charter(**_fields(plain))
        elif kind in shelves:
            shelves[kind][ident] = _CLASSES[kind](**_fields(plain))
    parts = {field: shelves[kind] for kind, field in FIELDS.items()}
    listed = tuple(ident for ident in order if ident in shelves[Kind.ITEM])
    return Pair(pair, **parts, order=listed, charter=charter, complete=False)  # type: ignore[arg-type]


def _fields(plain: dict[str, Any]) -> dict[str, Any]:
    """Return an entity's fields from its row.

    Unlike a document's, they are taken as they are: they were held when the row was written, and
    ten years of sessions are rebuilt at each start.
    """
    return {name: _tuple(value) if type(value) is list else value for name, value in plain.items()}


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) if type(each) is list else each for each in values)
