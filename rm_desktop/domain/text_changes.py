"""What changed between two states of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

#: With the space before it: alone, it would match everywhere (and compare for seconds).
_WORDS = re.compile(r"\s*\S+|\s+")
#: Words on one side times words on the other; beyond it whole stretches are taken as changed.
_MOST = 4_000_000


class PieceKind(StrEnum):
    """Where a piece of two texts stands: in both, in the new one alone, in the old one alone."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A stretch of two compared texts."""

    kind: PieceKind
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts in their order.

    Those that are the same or removed make up the old text, those that are the same or added the
    new one.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _by_lines(old[head : len(old) - tail], new[head : len(new) - tail])
    ends = (Piece(PieceKind.SAME, old[:head]), Piece(PieceKind.SAME, old[len(old) - tail :]))
    return tuple(_joined([ends[0], *middle, *(ends[1:] if tail else ())]))


def _common(one: str, other: str) -> int:
    """Return how much both begin with alike, up to the end of a word."""
    most = min(len(one), len(other))
    same = next((n for n in range(most) if one[n] != other[n]), most)
    if same == len(one) == len(other):
        return same
    while same and not one[same - 1].isspace():
        same -= 1
    return same


def _by_lines(old: str, new: str) -> Iterator[Piece]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matched = SequenceMatcher(None, before, after).get_opcodes()
    for kind, first, last, begin, end in matched:
        gone, come = "".join(before[first:last]), "".join(after[begin:end])
        if kind == "equal":
            yield Piece(PieceKind.SAME, gone)
        else:
            yield from _by_words(_WORDS.findall(gone), _WORDS.findall(come))


def _by_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if len(before) * len(after) > _MOST:
        yield from _changed("".join(before), "".join(after))
        return
    matched = SequenceMatcher(None, before, after).get_opcodes()
    for kind, first, last, begin, end in matched:
        gone, come = "".join(before[first:last]), "".join(after[begin:end])
        if kind == "equal":
            yield Piece(PieceKind.SAME, gone)
        else:
            yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    yield Piece(PieceKind.REMOVED, gone)
    yield Piece(PieceKind.ADDED, come)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Leave out what is empty, and join neighbours of a kind."""
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held and held.kind == piece.kind:
            held = Piece(held.kind, held.text + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
