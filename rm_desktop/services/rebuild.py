"""The projection against the documents it was made from: comparing the two, and making it anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import Pair, notes_id
from rm_desktop.services import projection
from rm_desktop.services.notes import read_notes
from rm_desktop.services.projection import notes_row
from rm_desktop.vault.rows import ItemRow, SearchRow

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

#: A row by the document whose words it shows, its kind and its id.
Key = tuple[str, str, str]


def read_pair(pair: str, vault: Vault) -> Pair:
    """Return a pair as its document says it is."""
    stored = vault.load_document(pair)
    if stored is None:
        return Pair(pair)
    return PairDocument(pair, stored.snapshot or b"", stored.updates).pair


def expected(pair: Pair, vault: Vault) -> tuple[list[ItemRow], list[SearchRow]]:
    """Return the rows that a pair's document and its notes ask for."""
    rows = projection.project(pair, projection.everything(pair))
    items, texts = list(rows.items), list(rows.texts)
    noted = set(vault.documents("text"))
    for item in pair.items.values():
        if notes_id(item.id) in noted:
            items.append(notes_row(pair, item))
            texts.append(SearchRow(pair.id, Kind.NOTES, item.id, "", read_notes(item.id, vault)))
    return items, texts


def differences(pair: Pair, vault: Vault, words: Iterable[SearchRow]) -> tuple[int, set[Key]]:
    """Return how many rows a pair should have, and those that are wrong, missing or left over.

    Notes that are known to wait for the search are neither.
    """
    items, texts = expected(pair, vault)
    wanted = {_key(row): _compared(row) for row in items}
    found = {_key(row): _compared(row) for row in vault.items(pair.id)}
    wrong = {key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key)}
    said = {_key(row): row for row in texts}
    known = {_key(row): row for row in words if row.document == pair.id}
    wrong |= {key for key in said.keys() | known.keys() if said.get(key) != known.get(key)}
    waiting = set(vault.dirty_documents())
    return len(wanted), {key for key in wrong if not _waits(key, waiting)}


def rebuild(pair: Pair, vault: Vault) -> int:
    """Make the rows and the search of a pair anew from its documents; return how many there are."""
    items, texts = expected(pair, vault)
    of_notes = {Kind.NOTES}
    with vault.transaction():
        vault.clear_projection(pair.id)
        vault.write(
            pair.id,
            items=[row for row in items if row.kind not in of_notes],
            texts=[row for row in texts if row.kind not in of_notes],
        )
        notes = {row.id: row for row in texts if row.kind in of_notes}
        for row in (row for row in items if row.kind in of_notes):
            vault.write(notes_id(row.id), kind="text", items=[row], texts=[notes[row.id]])
    return len(items)


def _waits(key: Key, waiting: set[str]) -> bool:
    return key[1] == Kind.NOTES and notes_id(key[2]) in waiting


def _compared(row: ItemRow) -> ItemRow:
    # the row of notes is written when they are; search asks the topic where it stands now
    return replace(row, session=None) if row.kind == Kind.NOTES else row


def _key(row: ItemRow | SearchRow) -> Key:
    return row.document, str(row.kind), row.id
