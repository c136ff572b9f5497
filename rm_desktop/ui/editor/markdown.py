"""Where the styles of live Markdown begin and end, one line at a time; no Qt.

A span is (start, end, style); later spans lie on top of earlier ones. Positions are characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: Longer lines stay plain: styling them at every key would be felt.
LONGEST: Final = 5_000


class Style:
    """What a stretch looks like; several are added up. Numbers, as they are made at every key."""

    BOLD: Final = 1
    ITALIC: Final = 2
    STRUCK: Final = 4
    CODE: Final = 8
    LINK: Final = 16
    QUIET: Final = 32
    QUOTE: Final = 64
    SIGN: Final = 128
    HEADING: Final = 256


Span = tuple[int, int, int]

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LINE = re.compile(
    r"(?P<heading>\#{1,6}[ \t])"
    r"|(?P<quote>[ \t]{0,3}>)"
    r"|(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<box>\[[ xX]\](?=[ \t]|$))?"
)
# Each alternative begins behind the first character, which all share as a set: so the engine leaps
# from one possible beginning to the next. Bounded, so that a line full of openings without an end
# is not searched to its end for each of them. What stands before a closing sign is looked at behind
# the sign: so a place without one costs half as much.
_STYLED = (
    r"(?P<code>(?<=`)(?P<more>`*)(?!`).{1,1000}?`(?<!``)(?P=more)(?!`))"
    r"|(?P<strong>(?<=\*)\*(?=\S).{1,1000}?\*\*(?<=\S\*\*)(?!\*)"
    r"|(?<=_)(?<!\w_)_(?=\S).{1,1000}?__(?<=\S__)(?!\w))"
    r"|(?P<em>(?<=\*)(?=[^\s*]).{1,1000}?\*(?<=[^\s*]\*)(?!\*)"
    r"|(?<=_)(?<!\w_)(?=[^\s_]).{1,1000}?_(?<=[^\s_]_)(?!\w))"
    r"|(?P<struck>(?<=~)~(?=\S).{1,1000}?~~(?<=\S~~))"
    r"|(?P<link>(?:(?<=!)\[|(?<=\[))(?P<words>[^\]\[]*)\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*\))"
)
_ADDRESS = r"|(?P<address>(?<=h)(?<!\wh)ttps?://[^\s<>]*[^\s<>.,;:!?'\")\]])"
_INLINE = re.compile(rf"[`*_~!\[](?:{_STYLED})")
_INLINE_WITH_ADDRESSES = re.compile(rf"[`*_~!\[h](?:{_STYLED}{_ADDRESS})")
#: What each looks like, and how wide its signs are where something else can stand inside.
_MARKS = {
    "strong": (Style.BOLD, 2),
    "em": (Style.ITALIC, 1),
    "struck": (Style.STRUCK, 2),
    "code": (Style.CODE, 0),
    "address": (Style.LINK, 0),
}


def is_fence(text: str) -> bool:
    """Tell whether a line opens or closes a block of code."""
    return bool(_FENCE.match(text))


def spans(text: str) -> Iterator[Span]:
    """Give the styles of a line outside a block of code."""
    if len(text) > LONGEST:
        return
    ground = 0
    line = _LINE.match(text)
    start = line.end() if line else 0
    if line is not None:
        if line.group("heading"):
            ground = Style.HEADING
            yield (0, len(text), ground)
        elif line.group("quote"):
            ground = Style.QUOTE
            yield (0, len(text), ground)
        else:
            yield (*line.span("item"), Style.SIGN)
            if line.group("box"):
                if line.group("box") != "[ ]":
                    ground = Style.QUIET | Style.STRUCK
                    yield (start, len(text), ground)
                yield (*line.span("box"), Style.SIGN)
    yield from _inline(text, start, len(text), ground)


def _inline(text: str, start: int, end: int, ground: int) -> Iterator[Span]:
    pattern = _INLINE_WITH_ADDRESSES if "://" in text else _INLINE
    for found in pattern.finditer(text, start, end):
        first, last = found.span()
        kind = found.lastgroup or ""
        if kind == "link":
            yield (first, last, ground | Style.QUIET)
            yield (*found.span("words"), ground | Style.LINK)
            continue
        style, width = _MARKS[kind]
        # the signs look like what they enclose: each stretch of its own costs at every key
        yield (first, last, ground | style)
        if width:
            yield from _inline(text, first + width, last - width, ground | style)
