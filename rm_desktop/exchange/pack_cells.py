"""The cells of a prompt pack: how each column is read, and what can be wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial

from rm_desktop.domain.prompts import DEPTHS, AskedBy, Stage
from rm_desktop.domain.words import tr
from rm_desktop.exchange.library import load_categories

MAX_TEXT = 1_000
MAX_NAME = 100
_MAX_SHOWN = 40
_SHOWN_BELOW = 10**12  # Python refuses to write out numbers of thousands of digits
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

#: What the screen calls a role may be written too.
_SCREEN_WORDS = {"executive": "mentee", "either": "both"}

#: Marks that turn the direction of the text around them: a card could read as another one.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")


class WrongCellError(Exception):
    """A cell cannot be used; the message is the end of a sentence about its line."""


def text(cell: object, column: str, limit: int = MAX_TEXT) -> str:
    """Return a text on one line."""
    if not isinstance(cell, str):
        raise WrongCellError(tr("{column} must be a text in quotes.", column=column))
    flat = " ".join(cell.split())
    if len(flat) > limit:
        slots = {"column": column, "n": f"{len(flat):,}", "limit": f"{limit:,}"}
        raise WrongCellError(
            tr("{column} has {n} characters; it can have at most {limit}.", **slots)
        )
    for char in flat:
        if unicodedata.category(char) == "Cc" or char in _OVERRIDES:
            slots = {"column": column, "code": f"U+{ord(char):04X}"}
            raise WrongCellError(tr("{column} holds a hidden control character ({code}).", **slots))
    return flat


def name(cell: object) -> str:
    """Return the name of a pack."""
    found = text(cell, "name", MAX_NAME)
    if not found:
        raise WrongCellError(tr("{column} is missing.", column="name"))
    return found


def _ident(cell: object) -> str:
    found = text(cell, "id")
    if not _ID.fullmatch(found):
        raise WrongCellError(
            tr(
                "id must be 1 to 64 letters (a–z), digits or dashes, not {found}.",
                found=_shown(found),
            )
        )
    return found


def _depth(cell: object) -> int:
    digits = str(cell).strip() if isinstance(cell, str) else cell
    for depth in DEPTHS:
        if not isinstance(cell, bool) and digits in (depth, str(depth)):
            return depth
    raise WrongCellError(tr("depth must be 1, 2 or 3, not {found}.", found=_shown(cell)))


def _category(cell: object) -> str:
    written = text(cell, "category")
    known = _categories()
    if written.casefold() not in known:
        ids = ", ".join(sorted(set(known.values())))
        raise WrongCellError(
            tr("category must be one of {known}, not {found}.", known=ids, found=_shown(written))
        )
    return known[written.casefold()]


def _stage(cell: object) -> Stage:
    return Stage(_one_of(Stage, text(cell, "stage").casefold(), "stage"))


def _role(cell: object) -> AskedBy:
    written = text(cell, "role").casefold()
    return AskedBy(_one_of(AskedBy, _SCREEN_WORDS.get(written, written), "role"))


def _one_of(known: type[StrEnum], written: str, column: str) -> str:
    if written not in known.__members__.values():
        slots = {"column": column, "known": ", ".join(known), "found": _shown(written)}
        raise WrongCellError(tr("{column} must be one of {known}, not {found}.", **slots))
    return written


@cache
def _categories() -> Mapping[str, str]:
    """Category ids by what may be written for them: the id or the words on screen."""
    found = load_categories()
    return {c.title.casefold(): c.id for c in found} | {c.id: c.id for c in found}


def _shown(cell: object) -> str:
    """Return a cell as a complaint quotes it: no longer than a few words."""
    if isinstance(cell, str):
        return f"“{cell[:_MAX_SHOWN]}…”" if len(cell) > _MAX_SHOWN else f"“{cell}”"
    small = isinstance(cell, bool | float) or (isinstance(cell, int) and abs(cell) < _SHOWN_BELOW)
    return str(cell).lower() if small else tr("something else")


#: How each column is read; a reader raises `WrongCellError`.
READERS: Mapping[str, Callable[[object], object]] = {
    "id": _ident,
    "category": _category,
    "stage": _stage,
    "role": _role,
    "depth": _depth,
    **{column: partial(text, column=column) for column in ("text", "why", "follow_up", "caution")},
}

COLUMNS = tuple(READERS)
REQUIRED = ("category", "stage", "role", "depth", "text")
