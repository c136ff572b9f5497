"""Positions in UTF-16 units, which is how Qt counts, and what differs between two texts."""

from __future__ import annotations

import re
from itertools import accumulate

from rm_desktop.domain.text import UNKNOWN, harmless

_WIDE = 0xFFFF
#: Qt makes paragraphs of the first two, and an object of the third.
_QT_TAKES_FOR_ITS_OWN = dict.fromkeys((0xFDD0, 0xFDD1, 0xFFFC), UNKNOWN)
#: Every character that is shown as another one; looking for one is far quicker than replacing all.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0\ufdd1\ufff9-\ufffc]"
)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unit_offsets(text: str) -> list[int] | None:
    """Return the UTF-16 position of every character and of the end; None if they are the same."""
    if text.isascii() or units(text) == len(text):
        return None
    return [0, *accumulate(2 if ord(ch) > _WIDE else 1 for ch in text)]


def shown(text: str) -> str:
    """Return a text as an editor shows it: harmless, and unit for unit as long as the text."""
    if not _HARMFUL.search(text):
        return text
    return harmless(text).translate(_QT_TAKES_FOR_ITS_OWN)


def difference(old: str, new: str) -> tuple[int, int, str]:
    """Return what makes `new` of `old`: where, how many characters go, what comes."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    most = shorter - start
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return start, len(old) - end - start, new[start : len(new) - end]
