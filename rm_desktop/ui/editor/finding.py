"""Where a word stands in a text; no Qt."""

from __future__ import annotations

import re
from bisect import bisect_left

from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.offsets import unit_offsets

#: More hits than this are not counted one by one.
MOST = 999

Hit = tuple[int, int]


def find_all(text: str, wanted: str) -> list[Hit]:
    """Return where a word stands, as (start, end) in UTF-16 units, whatever its case."""
    if not wanted:
        return []
    hits: list[Hit] = []
    for found in re.finditer(re.escape(wanted), text, re.IGNORECASE):
        hits.append(found.span())
        if len(hits) > MOST:
            break
    at = unit_offsets(text)
    return [(at[start], at[end]) for start, end in hits] if at else hits


def nearest(hits: list[Hit], position: int) -> int:
    """Return the index of the first hit at or after a position, the first one if there is none."""
    index = bisect_left(hits, (position, 0))
    return index if index < len(hits) else 0


def count_words(index: int, hits: list[Hit]) -> str:
    """Return "2 of 5"."""
    if not hits:
        return tr("not found")
    if len(hits) > MOST:
        return tr("{n} of more than {most}", n=index + 1, most=MOST)
    return tr("{n} of {all}", n=index + 1, all=len(hits))
