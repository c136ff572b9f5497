"""Where each entity lives in a `pair` document and how its map becomes a value.

One container type per key, for ever: a map that once held a text silently replaces it.
A *shared* field (one that both people may type into) has a cell for each who wrote it (`cells`):
readers show the latest, and values written without knowledge of each other are kept for the
question "you wrote …, your partner wrote …".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rm_desktop.documents.cells import MARK, Cell, parted, read_cells, read_field
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


_RHYTHM = frozenset({"every", "count", "minutes", "zone"})
SHELVES = (
    Shelf(Kind.MEMBER, "members", Member, frozenset({"name", "wants", "gives"})),
    Shelf(Kind.SESSION, "sessions", Session, frozenset({"title", "starts", "zone", "minutes"})),
    Shelf(
        Kind.ITEM,
        "items",
        AgendaItem,
        frozenset({"title", "minutes", "outcome", "leads", "objective"}),
    ),
    Shelf(Kind.ACTION, "actions", Action, frozenset({"text", "owner", "due"})),
    Shelf(Kind.OBJECTIVE, "objectives", Objective, frozenset({"text", "progress"})),
    Shelf(Kind.MARK, "marks", PromptMark, frozenset({"favourite", "hidden"})),
    Shelf(Kind.CHARTER, "charter", Charter, _RHYTHM | {"purpose", "programme"}),
    Shelf(Kind.PASSAGE, "passages", Passage, frozenset()),
)
BY_KIND = {shelf.kind: shelf for shelf in SHELVES}
BY_ROOT = {shelf.root: shelf for shelf in SHELVES}

#: Prefixes of keys that collect one value per key into a tuple field (a set that merges).
COLLECTED = {
    "drawn": "drawn_in",
    "deeper": "deeper",
    "deepest": "deepest",
    "limit": "limits",
}


#: What a member takes away from a session is a shared field of its own: `takeaway/<member>`.
TAKEAWAY, _TAKEAWAY_OF = "takeaway", "takeaway/"


def takeaway_of(member: str) -> str:
    """Return the field in which a session holds what a member takes away."""
    return f"{_TAKEAWAY_OF}{member}"


def is_shared(shelf: Shelf, field: str) -> bool:
    """Tell whether both people may write a field, so that each has a cell in it."""
    is_takeaway = shelf.kind == Kind.SESSION and field.startswith(_TAKEAWAY_OF)
    return is_takeaway or field in shelf.shared


def build(shelf: Shelf, ident: str, stored: dict[str, Any]) -> tuple[Entity, tuple[str, ...]]:
    """Return the entity that a stored map describes, whatever somebody else put into it.

    And its shared fields that wait for an answer: two wrote them without knowledge of each other.
    """
    plain, fields = parted(stored)
    takeaways: dict[str, object] = {}
    waiting: list[str] = []
    for name, raw in fields.items():
        if name in COLLECTED:
            plain[COLLECTED[name]] = sorted(cell.writer for cell in read_cells(raw) if cell.value)
            continue
        if name == TAKEAWAY:  # before each hand had a cell of its own
            takeaways = {cell.writer: cell.value for cell in read_cells(raw)} | takeaways
            continue
        found, is_open = read_field(raw)
        if is_open and is_shared(shelf, name):
            waiting.append(name)
        for value in found:
            if name.startswith(_TAKEAWAY_OF):
                takeaways[name.removeprefix(_TAKEAWAY_OF)] = value
            else:
                plain[name] = value
    if shelf.kind == Kind.SESSION and "ordinal" not in plain and ident[-4:].isdecimal():
        plain["ordinal"] = int(ident[-4:])  # its writer undid the edit that began it
    if takeaways:
        said = ((owner, text) for owner, text in takeaways.items() if isinstance(text, str))
        plain["takeaways"] = sorted((owner, text) for owner, text in said if text)
    return from_plain(shelf.build, plain | {"id": ident}), tuple(sorted(waiting))


def cells_of(stored: dict[str, Any], field: str) -> list[Cell]:
    """Return the cells of one field."""
    prefix = f"{field}{MARK}"
    raw = {k.removeprefix(prefix): v for k, v in stored.items() if k.startswith(prefix)}
    return read_cells(raw)
