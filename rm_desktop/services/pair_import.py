"""A pair out of our own JSON export into a profile that does not have it.

Two states of one pair are never mixed here: that is what documents and their history are for, and
a file has none. The whole pair comes in, or nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.schema import COLLECTED, TAKEAWAY
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import Entity, to_plain
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import CHARTER_ID, FIELDS, Pair, notes_id
from rm_desktop.domain.words import tr
from rm_desktop.exchange.pair_reading import MOST_BYTES, ReadPair, read_pair
from rm_desktop.services import projection
from rm_desktop.services.pairs import YOU
from rm_desktop.vault.rows import SearchRow

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

__all__ = ["ReadPair", "look_at_pair", "take_in_pair", "you_in"]

_PREFIX = {"takeaways": TAKEAWAY} | {field: prefix for prefix, field in COLLECTED.items()}


def look_at_pair(path: Path) -> ReadPair:
    """Read a file and take nothing in. Raises `BadInputError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInputError(
            tr("“{name}” cannot be read.", name=path.name),
            tr("Look whether it is still there and whether you may open it."),
        ) from error
    return read_pair(data, path.name)


def you_in(read: ReadPair, name: str) -> str:
    """Return the member of a file's pair who has this name, the file's owner if none has."""
    members = read.pair.members.values()
    found = (each.id for each in members if each.name.casefold() == name.casefold())
    return next(found, read.owner)


def take_in_pair(read: ReadPair, vault: Vault, you: str = "") -> str:
    """Store a pair that was looked at; return its id.

    `you` is the member who the profile belongs to, the file's owner unless another is named.

    Raises:
        BadInputError: the pair is here already, and stays as it is.
    """
    pair = read.pair
    taken = {*vault.documents("pair"), *vault.documents("text")}
    if taken & {pair.id, *(notes_id(item) for item in pair.items)}:
        raise BadInputError(
            tr("This pair is here already; it was left as it is."),
            tr("To bring two laptops together, connect them instead of importing a file."),
        )
    owner = you if you in pair.members else read.owner
    document = _document(pair, owner)
    updates, _ = document.commit(quiet=True)
    rows = projection.project(document.pair, projection.everything(document.pair))
    with vault.transaction():
        vault.write(pair.id, updates=updates, items=rows.items, texts=rows.texts)
        vault.put_settings(pair.id, {YOU: owner})
        for item, text in read.notes.items():
            _write_notes(vault, document.pair, item, text)
    return pair.id


def _document(pair: Pair, owner: str) -> PairDocument:
    document = PairDocument(pair.id)
    for kind, field in FIELDS.items():
        if kind != Kind.TIMELINE:
            for ident, entity in getattr(pair, field).items():
                put_entity(document, kind, ident, owner, entity)
    put_entity(document, Kind.CHARTER, CHARTER_ID, owner, pair.charter)
    for ident in pair.order:
        document.place(ident)
    for session, timeline in pair.timelines.items():
        for event in timeline.events:
            document.append_event(session, event)
    for part, entries in pair.agreement.items():
        for key, value in entries.items() if isinstance(entries, dict) else ():
            document.set_agreement(part, key, value)
    return document


def put_entity(document: PairDocument, kind: Kind, ident: str, owner: str, entity: Entity) -> None:
    """Write an entity as its verbs would have: some fields gather one value for each key."""
    plain: dict[str, Any] = to_plain(entity)
    plain.pop("id")
    gathered = {name: plain.pop(name) for name in tuple(plain) if name in _PREFIX}
    document.set_fields(kind, ident, owner, **plain)
    for name, values in gathered.items():
        for each in values:
            key, value = each if name == "takeaways" else (each, True)
            document.collect(kind, ident, _PREFIX[name], key, value)


def _write_notes(vault: Vault, pair: Pair, item: str, text: str) -> None:
    document = TextDocument(notes_id(item))
    document.splice(0, 0, text)
    vault.write(
        document.id,
        kind="text",
        updates=document.commit(),
        items=(projection.notes_row(pair, pair.items[item]),),
        texts=(SearchRow(pair.id, Kind.NOTES, item, "", text),),
    )
