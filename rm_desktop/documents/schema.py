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
    Passage,
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
    Shelf(Kind.PASSAGE, "passages", Passage, frozenset()),
)
BY_KIND = {shelf.kind: shelf for shelf in SHELVES}
BY_ROOT = {shelf.root: shelf for shelf in SHELVES}

#: A higher stamp counts as 0: nobody edits so often, and there has to be one above it.
LAST_STAMP = 2**52

#: Prefixes of keys that collect one value per key into a tuple field (a set that merges).
COLLECTED = {
    "takeaway": "takeaways",
    "drawn": "drawn_in",
    "deeper": "deeper",
    "deepest": "deepest",
    "limit": "limits",
}


def read_cell(value: object) -> tuple[int, Any] | None:
    """Return the stamp and the value of one member's cell, None if it is none."""
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], int):  # noqa: PLR2004
        return None
    return value[0] if value[0] <= LAST_STAMP else 0, value[1]


def newest(cells: list[tuple[int, str, Any]]) -> Any:
    """Return the value with the highest stamp; equal stamps go to the higher member id."""
    return max(cells, key=lambda cell: cell[:2])[2]


def build(shelf: Shelf, ident: str, stored: dict[str, Any]) -> Entity:
    """Return the entity that a stored map describes, whatever somebody else put into it."""
    plain: dict[str, Any] = {}
    cells: dict[str, list[tuple[int, str, Any]]] = {}
    for key, value in stored.items():
        name, tilde, owner = key.partition("~")
        if not tilde:
            plain[name] = value
        elif (cell := read_cell(value)) is not None:
            cells.setdefault(name, []).append((cell[0], owner, cell[1]))
    for name, found in cells.items():
        if name == "takeaway":
            said = ((owner, text) for _, owner, text in found if isinstance(text, str))
            plain["takeaways"] = sorted((owner, text) for owner, text in said if text)
        elif name in COLLECTED:
            plain[COLLECTED[name]] = sorted(owner for _, owner, value in found if value)
        else:
            plain[name] = newest(found)
    return from_plain(shelf.build, plain | {"id": ident})


def alternatives(stored: dict[str, Any], field: str) -> dict[str, Any]:
    """Return each member's own value of a shared field."""
    prefix = f"{field}~"
    cells = {key: read_cell(value) for key, value in stored.items() if key.startswith(prefix)}
    return {key.removeprefix(prefix): cell[1] for key, cell in cells.items() if cell is not None}
