"""Minutes as people type them and as they read them."""

from __future__ import annotations

import re

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr

LONGEST = 600
_HOUR = 60
_THOUSAND = 1_000
_LONGEST_TYPED = 60

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
_HOURS = r"(?:hours|hour|hrs|hr|h)\.?"
_MINUTES = "(?:minutes|minute|mins|min|m|['’\N{PRIME}])[.]?"
#: A length of time that names its unit; `paste` looks for it at the ends of a line.
DURATION = (
    rf"(?:{_NUMBER}\s*{_HOURS}(?:\s*(?:and\s+)?\d{{1,3}}\s*(?:{_MINUTES})?)?"
    rf"|{_NUMBER}\s*{_MINUTES})"
)

# Not compiled before somebody types: Today, at start, only shows minutes.
_PLAIN = rf"({_NUMBER})\s*(?:{_MINUTES})?"
_CLOCK = r"(\d{1,2}):(\d\d)\s*(?:h\.?)?"
_WITH_HOURS = rf"({_NUMBER})\s*{_HOURS}(?:\s*(?:and\s+)?(\d{{1,3}})\s*(?:{_MINUTES})?)?"
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_SPOKEN = {
    "quarter of an hour": 15,
    "a quarter of an hour": 15,
    "half an hour": 30,
    "half hour": 30,
    "three quarters of an hour": 45,
    "an hour": 60,
    "one hour": 60,
    "an hour and a half": 90,
    "hour and a half": 90,
    "two hours": 120,
}


def parse_minutes(text: str) -> int | None:
    """Return whole minutes from 1 to 600, None for an empty field or 0: no minutes are set.

    Raises `BadInputError` for anything else.
    """
    typed = " ".join(text.lower().split())
    if not typed:
        return None
    thousandths = _thousandths(typed) if len(typed) <= _LONGEST_TYPED else None
    if thousandths is None or thousandths % _THOUSAND:
        raise BadInputError(
            tr("These are not minutes we can read."),
            tr("Type for example 15, 1.5h or 1:30."),
        )
    amount = thousandths // _THOUSAND
    if amount > LONGEST:
        raise BadInputError(
            tr("A topic can take from 1 to {most} minutes.", most=LONGEST),
            tr("Type a smaller number, or leave it empty."),
        )
    return amount or None


def format_minutes(minutes: int | None) -> str:
    """Return "15 min" or "1 h 30 min"; nothing where no minutes are set."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return tr("{n} min", n=rest)
    if not rest:
        return tr("{n} h", n=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest)


def _thousandths(typed: str) -> int | None:
    """Return what was typed in thousandths of a minute, None if it is no length of time."""
    if typed in _SPOKEN:
        return _SPOKEN[typed] * _THOUSAND
    for sign, decimal in _FRACTIONS.items():
        typed = re.sub(rf"(?<=\d)\s?{sign}", decimal, typed)
        typed = typed.replace(sign, f"0{decimal}")
    if found := re.fullmatch(_PLAIN, typed):
        return _scaled(found[1])
    if found := re.fullmatch(_CLOCK, typed) or re.fullmatch(_WITH_HOURS, typed):
        rest = int(found[2] or 0)
        return _scaled(found[1]) * _HOUR + rest * _THOUSAND if rest < _HOUR else None
    return None


def _scaled(number: str) -> int:
    whole, _, decimals = number.replace(",", ".").partition(".")
    return int(whole) * _THOUSAND + int(decimals.ljust(3, "0"))
