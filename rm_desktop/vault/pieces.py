"""What the rows of a damaged vault mean: what is left of each document, and what lists say."""

from __future__ import annotations

from typing import NamedTuple

from rm_desktop.vault.salvage import WORDS, Rescued
from rm_desktop.vault.vessel import Row


class Piece(NamedTuple):
    """What is left of a document.

    `kind` is empty where its row is lost; `missing` counts changes, and the row, that were there
    for sure; `end` is the sequence of the last change it still has.
    """

    id: str
    kind: str
    snapshot: bytes | None
    updates: tuple[bytes, ...]
    end: int
    missing: int


class Hint(NamedTuple):
    """A row of the former lists: what a lost document was called, when it was; its words if any.

    `is_sure` says that neither may be one that was deleted or replaced since.
    """

    document: str
    kind: str
    id: str
    title: str
    at: int
    body: str
    words: str | None
    is_sure: bool


def pieces(rescued: Rescued) -> list[Piece]:
    """Return what is left of each document that anything tells of, in the order they were made."""
    documents: dict[str, Row] = {}
    for _, row in sorted(rescued.rows.get("document", {}).items()):
        if row[1] not in documents or row[4] >= documents[row[1]][4]:
            documents[row[1]] = row
    changes: dict[str, dict[int, bytes]] = {}
    for seq, row in sorted(rescued.rows.get("change", {}).items()):
        changes.setdefault(row[1], {})[seq] = row[5]
    known: dict[str, set[int]] = {}
    for document, seq in rescued.known | _broken_changes(rescued):
        known.setdefault(document, set()).add(seq)
    ids = dict.fromkeys([*documents, *_broken_documents(rescued), *changes, *known])
    return [_piece(id, documents.get(id), changes.get(id, {}), known.get(id, set())) for id in ids]


def _piece(id: str, row: Row | None, changes: dict[int, bytes], known: set[int]) -> Piece:
    upto = row[4] if row else 0
    later = {seq: content for seq, content in changes.items() if seq > upto}
    missing = sum(seq > upto and seq not in later for seq in known)
    end = max(later, default=upto)
    kind, snapshot = (row[2], row[5]) if row else ("", None)
    return Piece(id, kind, snapshot, tuple(later.values()), end, missing + (row is None))


def _broken_changes(rescued: Rescued) -> set[tuple[str, int]]:
    rows = rescued.broken.get("change", {}).items()
    return {(row[1], seq) for seq, row in rows if isinstance(row[1], str)}


def _broken_documents(rescued: Rescued) -> list[str]:
    rows = rescued.broken.get("document", {}).values()
    return [row[1] for row in rows if isinstance(row[1], str)]


def hints(rescued: Rescued) -> list[Hint]:
    """Return the rows of the former lists, with the words the search knew under them."""
    return [
        Hint(
            *(row[1], row[2], row[3], row[8], row[5], row[10]),
            rescued.words[number][1] if number in rescued.words else None,
            rescued.loose.isdisjoint({("item", number), (WORDS, number)}),
        )
        for number, row in sorted(rescued.rows.get("item", {}).items())
    ]


def unindexed(rescued: Rescued) -> frozenset[str] | None:
    """Return documents whose last words the search did not know; None where that is unknown."""
    if "dirty" not in rescued.whole:
        return None
    return frozenset(row[0] for row in rescued.rows.get("dirty", {}).values())
