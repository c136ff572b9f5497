"""How long texts may be, and how strange characters in them are shown without doing harm."""

from __future__ import annotations

import re

from rm_desktop.domain.errors import refused
from rm_desktop.domain.words import tr

#: Characters of a title, of any other single field, of a long text, and of a pasted list.
TITLE_LIMIT = 300
FIELD_LIMIT = 2_000
NOTE_LIMIT = 200_000
PASTE_LIMIT = 1_000_000

ELLIPSIS = "…"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_HALF_A_CHARACTER = "[\ud800-\udfff]"
_CONTROL_PICTURES = 0x2400
#: Line separators become line ends; ZWJ, ZWNJ and flag tags are part of words and emoji and stay.
_HARMLESS: dict[int, str] = {
    **{code: chr(_CONTROL_PICTURES + code) for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), UNKNOWN),
    **dict.fromkeys((0x061C, 0x200E, 0x200F), UNKNOWN),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), UNKNOWN),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), UNKNOWN),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), UNKNOWN),
}


#: Marks that languages written from right to left need while one writes in them.
_MARKS = frozenset({0x061C, 0x200E, 0x200F})
_IN_FIELDS = {code: sign for code, sign in _HARMLESS.items() if code not in _MARKS}


def harmless(text: str) -> str:
    """Return a text for display: control and bidi-control characters become visible signs.

    The result has as many characters as the text, so positions in one are positions in the other.
    """
    return text.translate(_HARMLESS)


def writable(text: str) -> str:
    """Return a text for a field: as `harmless`, but marks of direction stay; same length."""
    return text.translate(_IN_FIELDS)


def storable(text: str) -> str:
    r"""Return a text as it is kept: lines end in \n, halves of surrogate pairs are replaced."""
    return re.sub(_HALF_A_CHARACTER, UNKNOWN, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return a text as one line of at most `limit` characters, cut at a word if it must be."""
    line = " ".join(storable(text).split())
    if len(line) <= limit:
        return line
    head, space, _ = line[:limit].rpartition(" ")
    # a last word longer than half of the room is cut itself, or hardly anything would be left
    kept = head if space and len(head) >= limit // 2 else line[: limit - 1]
    return kept.rstrip() + ELLIPSIS


def check_length(name: str, text: str, limit: int) -> str:
    """Return the text as it is kept; one that is too long is refused by `BadInputError`."""
    if len(text) > limit:
        raise refused(name, tr("{limit} characters long", limit=f"{limit:,}"))
    return storable(text)
