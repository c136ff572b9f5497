"""What Enter and Tab do in lists, quotes and boxes to tick; no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: One level deeper.
INDENT = "  "

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<gap>[ \t]+)"
    r"(?P<box>\[[ xX]\][ \t]+)?"
)
_QUOTE = re.compile(r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)+)")


@dataclass(frozen=True, slots=True)
class Enter:
    """What Enter inserts after the line end, or that a blank line replaces an empty item."""

    begins: str = ""
    sign_goes: int = 0


def on_enter(line: str, caret: int) -> Enter:
    """Return what Enter does with the caret at a place of a line (a sign is plain ASCII)."""
    item = _ITEM.match(line)
    if item is None:
        quote = _QUOTE.match(line)
        if quote is None or caret < quote.end():
            return Enter()
        if quote.end() == len(line):
            return Enter(sign_goes=len(line))
        return Enter(begins=quote.group())
    if caret < item.end():
        return Enter()
    if item.end() == len(line):
        return Enter(sign_goes=len(line))
    sign = item.group("sign")
    if item.group("number"):
        sign = f"{int(item.group('number')) + 1}{item.group('dot')}"
    box = "[ ] " if item.group("box") else ""
    return Enter(begins=f"{item.group('indent')}{sign}{item.group('gap')}{box}")


def can_indent(line: str, above: str) -> bool:
    """Tell whether an item may go one level deeper: at most one deeper than the item above it.

    So Tab always leaves the text in the end, as it does everywhere else.
    """
    item, parent = _ITEM.match(line), _ITEM.match(above)
    if item is None or parent is None:
        return False
    return len(item.group("indent")) <= len(parent.group("indent"))


def outdent_by(line: str) -> int:
    """Return how many characters an item loses to go one level up, 0 if it is at the top."""
    item = _ITEM.match(line)
    if item is None:
        return 0
    indent = item.group("indent")
    if indent.startswith("\t"):
        return 1
    return min(len(INDENT), len(indent) - len(indent.lstrip(" ")))
