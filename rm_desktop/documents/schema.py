"""Where each entity lives in a `pair` document and how its map becomes a value.

One container type per key, for ever: a map that once held a text silently replaces it.
A *shared* field (one that both people may type into) is stored once per member as
`field~member: [stamp, value]`; readers take the highest stamp, and the other value is kept for
the question "you wrote …, your partner wrote …". Stamps count edits; no clock is involved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Entity,
    Member,
    Objective,
    PromptMark,
    Session,
    from_plain,
)

PLAIN_ID = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A root map of the document that holds the entities of one kind by id."""

    kind: Kind
    root: str
    build: type[Entity]
    shared: frozenset[str]


SHELVES = (
    Shelf(Kind.MEMBER, "members", Member, frozenset({"name", "wants", "gives"})),
    Shelf(Kind.SESSION, "sessions", Session, frozenset({"title", "starts", "minutes"})),
    Shelf(Kind.ITEM, "items", AgendaItem, frozenset({"title", "minutes", "outcome", "leads"})),
    Shelf(Kind.ACTION, "actions", Action, frozenset({"text", "owner", "due"})),
    Shelf(Kind.OBJECTIVE, "objectives", Objective, frozenset({"text", "progress"})),
    Shelf(Kind.MARK, "marks", PromptMark, frozenset({"favourite", "hidden"})),
    Shelf(Kind.CHARTER, "charter", Charter, frozenset({"purpose", "every", "count", "minutes"})),
)
BY_KIND = {shelf.kind: shelf for shelf in SHELVES}
BY_ROOT = {shelf.root: shelf for shelf in SHELVES}

#: Prefixes of keys that collect one value per key into a tuple field (a set that merges).
COLLECTED = {
    "takeaway": "takeaways",
    "drawn": "drawn_in",
    "deeper": "deeper",
    "deepest": "deepest",
    "limit": "limits",
}


def newest(cells: list[tuple[int, str, Any]]) -> Any:
    """Return the value with the highest stamp; equal stamps go to the higher member id."""
    return max(cells, key=lambda cell: cell[:2])[2]


def build(shelf: Shelf, ident: str, stored: dict[str, Any]) -> Entity:
    """Return the entity that a stored map describes, whatever a newer version put into it."""
    plain: dict[str, Any] = {"id": ident}
    cells: dict[str, list[tuple[int, str, Any]]] = {}
    for key, value in stored.items():
        name, tilde, owner = key.partition("~")
        if not tilde:
            plain[name] = value
        elif isinstance(value, list) and len(value) == 2 and isinstance(value[0], int):  # noqa: PLR2004
            cells.setdefault(name, []).append((value[0], owner, value[1]))
    for name, found in cells.items():
        if name == "takeaway":
            plain["takeaways"] = sorted((owner, text) for _, owner, text in found if text)
        elif name in COLLECTED:
            plain[COLLECTED[name]] = sorted(owner for _, owner, value in found if value)
        else:
            plain[name] = newest(found)
    return from_plain(shelf.build, {k: v for k, v in plain.items() if _fits(shelf.build, k, v)})


def _fits(kind: type[Entity], name: str, value: Any) -> bool:
    """Tell whether a stored value has the type of the field: partners' documents may be odd."""
    field = kind.__dataclass_fields__.get(name)
    if field is None:
        return False
    if isinstance(field.default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(field.default, bool)
    if isinstance(field.default, int):
        return isinstance(value, int)
    return isinstance(value, list if isinstance(field.default, tuple) else str)


def alternatives(stored: dict[str, Any], field: str) -> dict[str, Any]:
    """Return each member's own value of a shared field."""
    prefix = f"{field}~"
    return {
        key.removeprefix(prefix): cell[1] for key, cell in stored.items() if key.startswith(prefix)
    }
