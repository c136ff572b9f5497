"""One written line as a topic: its title, and the minutes somebody noted beside it."""

from __future__ import annotations

import re

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import DURATION, parse_minutes

#: How much of a line's ends is searched for minutes.
_ENDS = 40
#: A bare number in brackets is minutes only if it is a round one up to here.
_MOST_BARE = 120
_ABOUT = r"(?:~|ca\.?|about|approx\.?)?\s?"
#: Of a span ("10–15 min") the longer time is kept.
_TIME = rf"{_ABOUT}(?:\d{{1,3}}\s?[-–]\s?)?({DURATION})"
_AT_THE_END = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s?[(\[]\s?{_TIME}\s?[)\]][.;,:]?$",
        rf"\s{_TIME}[.;,]?$",
        rf"[:,|–—]{_TIME}[.;,]?$",
        r"\s?[(\[]([0-3]:[0-5]\d)[)\]]$",
        r"\s?[(\[](\d{0,2}[05])[)\]]$",
    )
)
_AT_THE_START = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"[(\[]{_TIME}[)\]]:?\s", rf"{_TIME}\s?[-–—:|]\s")
)
_SEPARATORS = " \t-–—:,|"
_CHECKBOX = re.compile(r"^(?:\[[ xX]?\]|[☐☑☒])\s*")
_WHOLE_LINE_EMPHASIS = re.compile(r"(\*\*|__|\*|_)([^*_]+)\1")


def split_minutes(line: str) -> tuple[str, int | None]:
    """Return a line without the minutes at its end or start, and the minutes if there are any."""
    text = " ".join(line.split())
    tail = text[-_ENDS:]
    for pattern in _AT_THE_END:
        found = pattern.search(tail)
        rest = text[: len(text) - len(tail) + found.start()].rstrip(_SEPARATORS) if found else ""
        minutes = _minutes(found[1]) if found and rest else None
        if minutes:
            return rest, minutes
    for pattern in _AT_THE_START:
        found = pattern.match(text[:_ENDS])
        rest = text[found.end() :].lstrip(_SEPARATORS) if found else ""
        minutes = _minutes(found[1]) if found and rest else None
        if minutes:
            return rest, minutes
    return text, None


def plain_title(line: str) -> str:
    """Return a line without a checkbox before it and without emphasis around the whole of it."""
    text = _CHECKBOX.sub("", line.strip())
    emphasised = _WHOLE_LINE_EMPHASIS.fullmatch(text)
    return emphasised[2].strip() if emphasised else text


def _minutes(said: str) -> int | None:
    if said.isdecimal() and int(said) > _MOST_BARE:
        return None
    try:
        return parse_minutes(said)
    except BadInputError:
        return None
