"""Prompts: questions that open a conversation, and how they are found again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rm_desktop.domain.words import tr

#: The pack of the prompts that ship with the app.
LIBRARY = "library"

#: Depths run from safe in a first session (1) to only if both have switched it on (3).
DEPTHS = (1, 2, 3)


class Stage(StrEnum):
    """When a prompt belongs: alone before or after a session, or in one of its three parts."""

    BEFORE = "before"
    OPENING = "opening"
    DEEPENING = "deepening"
    CLOSING = "closing"
    AFTER = "after"


class AskedBy(StrEnum):
    """Who holds the card: that person asks, or reflects alone; both means each does."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Category:
    """A theme of prompts; `title` fits a chip, `name` a heading."""

    id: str
    title: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """One card. The caution, if there is one, is always shown with the text.

    `pack` is `LIBRARY`, the name of an imported pack, or empty for a prompt of one's own.
    """

    id: str
    category: str
    stage: Stage
    role: AskedBy
    depth: int
    text: str
    why: str = ""
    follow_up: str = ""
    caution: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody is looking for; None and empty let everything through.

    `role` is exact: cards that both hold are found under `AskedBy.BOTH`. `depth` is the deepest
    one wanted. `among` and `without` hold prompt ids: favourites, hidden ones, used ones.
    """

    category: str = ""
    stage: Stage | None = None
    role: AskedBy | None = None
    depth: int | None = None
    text: str = ""
    pack: str | None = None
    among: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


def can_join_agenda(prompt: Prompt) -> bool:
    """Tell whether a prompt is asked in a session; the others are for one's own reflection."""
    return prompt.stage not in (Stage.BEFORE, Stage.AFTER)


def matching(prompts: Iterable[Prompt], wanted: Filter) -> tuple[Prompt, ...]:
    """Return the prompts that pass a filter, in the order in which they came."""
    sought = _words(wanted.text)
    return tuple(p for p in prompts if _passes(p, wanted) and _found(p, sought))


def stage_word(stage: Stage) -> str:
    """Return the word for a stage on screen."""
    return {
        Stage.BEFORE: tr("before"),
        Stage.OPENING: tr("opening"),
        Stage.DEEPENING: tr("deepening"),
        Stage.CLOSING: tr("closing"),
        Stage.AFTER: tr("after"),
    }[stage]


def _passes(prompt: Prompt, wanted: Filter) -> bool:
    return (
        wanted.category in ("", prompt.category)
        and wanted.stage in (None, prompt.stage)
        and wanted.role in (None, prompt.role)
        and (wanted.depth is None or prompt.depth <= wanted.depth)
        and wanted.pack in (None, prompt.pack)
        and (wanted.among is None or prompt.id in wanted.among)
        and prompt.id not in wanted.without
    )


def _found(prompt: Prompt, sought: tuple[str, ...]) -> bool:
    if not sought:
        return True
    present = _words(f"{prompt.text}\n{prompt.why}\n{prompt.follow_up}")
    return all(any(word.startswith(start) for word in present) for start in sought)


@lru_cache(maxsize=8192)  # a search as you type asks for the same cards at every key
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and accents, each of them once."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(dict.fromkeys(re.findall(r"\w+", plain)))
