"""Where the styles of live Markdown begin and end, one line at a time; no Qt.

A span is (start, end, style); later spans lie on top of earlier ones. Positions are characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntFlag
from typing import Final

#: Longer lines stay plain: styling them at every key would be felt.
LONGEST: Final = 5_000


class Style(IntFlag):
    """What a stretch looks like; several go together."""

    BOLD = 1
    ITALIC = 2
    STRUCK = 4
    CODE = 8
    LINK = 16
    QUIET = 32
    QUOTE = 64
    SIGN = 128
    HEADING = 256


Span = tuple[int, int, Style]

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LINE = re.compile(
    r"(?P<heading>\#{1,6}[ \t])"
    r"|(?P<quote>[ \t]{0,3}>)"
    r"|(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<box>\[[ xX]\](?=[ \t]|$))?"
)
# Bounded, so that a line full of openings without an end is not searched to its end for each.
_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<strong>(?<!\w)__(?=\S).{1,1000}?(?<=\S)__(?!\w)"
    r"|\*\*(?=\S).{1,1000}?(?<=\S)\*\*(?!\*))"
    r"|(?P<em>(?<!\w)_(?=[^\s_]).{1,1000}?(?<=[^\s_])_(?!\w)"
    r"|\*(?=[^\s*]).{1,1000}?(?<=[^\s*])\*(?!\*))"
    r"|(?P<struck>~~(?=\S).{1,1000}?(?<=\S)~~)"
    r"|(?P<link>!?\[(?P<words>[^\]\[]*)\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*\))"
    r"|(?P<address>https?://[^\s<>]+[^\s<>.,;:!?'\")\]])"
)
_MAY_HOLD_ONE = re.compile(r"[`*_~\[]|://")
_MARKS = {"strong": (2, Style.BOLD), "em": (1, Style.ITALIC), "struck": (2, Style.STRUCK)}


def is_fence(text: str) -> bool:
    """Tell whether a line opens or closes a block of code."""
    return bool(_FENCE.match(text))


def spans(text: str) -> Iterator[Span]:
    """Give the styles of a line outside a block of code."""
    if len(text) > LONGEST:
        return
    ground = Style(0)
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
    if _MAY_HOLD_ONE.search(text, start):
        yield from _inline(text, start, len(text), ground)


def _inline(text: str, start: int, end: int, ground: Style) -> Iterator[Span]:
    for found in _INLINE.finditer(text, start, end):
        first, last = found.span()
        kind = found.lastgroup or ""
        if found.group("code"):
            ticks = len(found.group("ticks"))
            yield (first, last, ground | Style.CODE)
            yield (first, first + ticks, ground | Style.CODE | Style.QUIET)
            yield (last - ticks, last, ground | Style.CODE | Style.QUIET)
        elif found.group("link"):
            yield (first, last, ground | Style.QUIET)
            yield (*found.span("words"), ground | Style.LINK)
        elif kind == "address":
            yield (first, last, ground | Style.LINK)
        else:
            width, style = _MARKS[kind]
            yield (first, first + width, ground | Style.QUIET)
            yield (first + width, last - width, ground | style)
            yield (last - width, last, ground | Style.QUIET)
            yield from _inline(text, first + width, last - width, ground | style)
