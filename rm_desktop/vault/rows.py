"""What goes into a vault and comes out of it: plain values that know no SQL.

Times are whole milliseconds since 1970 UTC; bodies and settings are JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rm_desktop.domain.value import dataclass

MATCH_START = "\x02"
MATCH_END = "\x03"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing of a document as lists show it.

    `live` marks what Today needs at start, and private pages that are not in the bin; `pair` is the
    pair a private page is about.
    """

    document: str
    kind: str
    id: str
    title: str = ""
    session: str | None = None
    at: int = 0
    state: str = ""
    live: bool = False
    preview: str = ""
    body: str = "{}"
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class SearchRow:
    """The words of one item; without an item of the same key they are not kept."""

    document: str
    kind: str
    id: str
    title: str
    body: str


class NewText(NamedTuple):
    """A document that is new here: one text with its row and the words it is found by, if any."""

    item: ItemRow
    updates: Sequence[bytes]
    words: SearchRow | None = None


class Found(NamedTuple):
    """One item that a search found; hits are wrapped in `MATCH_START` and `MATCH_END`.

    A tuple, because fifty of them are made at every letter of a search.
    """

    document: str
    kind: str
    id: str
    session: str | None
    at: int
    state: str
    title: str
    snippet: str


class PageRow(NamedTuple):
    """One private page as lists show it; `row` tells where the next stretch of the list begins."""

    row: int
    id: str
    kind: str
    title: str
    at: int
    preview: str
    body: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it rests: a snapshot and the updates after it, up to the change `upto`.

    `dirty` says that words were written which the search does not know yet.
    """

    id: str
    kind: str
    snapshot: bytes | None
    updates: tuple[bytes, ...]
    upto: int
    dirty: bool


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt that came from a person or from a pack; shipped prompts are files, not rows."""

    id: str
    pack: str
    body: str
    binned_at: int | None = None
