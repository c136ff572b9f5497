"""What somebody else's document, or a damaged row, may put into a field of ours.

A value of the wrong type, or a choice nobody knows here, counts as not there; numbers and texts are
held within what a screen can show and a calendar can hold. Nothing is written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

#: Far beyond anything that can be typed; a title of megabytes would freeze every list.
LONGEST_TEXT = 10_000
#: The years in which a meeting or a due day can lie; the last is not among them.
FIRST_YEAR, LAST_YEAR = 1970, 9000
#: A moment in the year 6429, in milliseconds; the bound of every number that has none of its own.
_MOST = 2**47
_MOST_OF = {
    "minutes": 1_440,
    "count": 600,
    "progress": 3,
    # their ids have four digits, and there is always one after the last
    "ordinal": 9_998,
    "gone_up_to": 9_998,
}

#: Stands for a value that cannot be used.
NONSENSE = object()


def held(name: str, value: object, default: object, choices: Mapping[str, type[StrEnum]]) -> object:
    """Return what counts of a stored value of a field, or `NONSENSE`.

    The type of `default` is the field's; `choices` are the fields that are one of a few words.
    """
    if isinstance(default, str):
        if not isinstance(value, str):
            return NONSENSE
        known = choices.get(name)
        if known is not None:
            return value if value in known.__members__.values() else NONSENSE
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT]
    if isinstance(default, bool) or isinstance(value, bool):
        return value if isinstance(value, bool) and isinstance(default, bool) else NONSENSE
    if isinstance(default, int):
        most = _MOST_OF.get(name, _MOST)
        return max(0, min(value, most)) if isinstance(value, int) else NONSENSE
    return NONSENSE
