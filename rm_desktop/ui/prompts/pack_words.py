"""What is said about a pack before it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.packs import Incoming

#: Lines shown of a long list; how many more there are is said in words.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class PackView:
    """A sentence, a list and at most one way on."""

    sentence: str
    next_step: str = ""
    lines: tuple[str, ...] = ()
    more: str = ""
    accept: str = ""
    bad: bool = False


def preview(incoming: Incoming) -> PackView:
    """Return what comes in if the person says yes."""
    n = len(incoming.prompts)
    slots = {"name": harmless(incoming.name)}
    replaced = trn(
        "{n} of them replaces one you have.",
        "{n} of them replace ones you have.",
        incoming.replaced,
    )
    shown, more = _cut([tr("Depth {n}", n=p.depth) + " · " + p.text for p in incoming.prompts])
    return PackView(
        trn("“{name}” brings {n} prompt.", "“{name}” brings {n} prompts.", n, **slots),
        replaced if incoming.replaced else "",
        shown,
        more,
        trn("Import {n} prompt", "Import {n} prompts", n),
    )


def refusal(error: KnownError, problems: Sequence[object]) -> PackView:
    """Return every problem of a pack with its line."""
    shown, more = _cut([str(problem) for problem in problems])
    return PackView(harmless(error.sentence), harmless(error.next_step), shown, more, bad=True)


def _cut(lines: list[str]) -> tuple[tuple[str, ...], str]:
    left = len(lines) - SHOWN
    more = trn("And {n} more.", "And {n} more.", left) if left > 0 else ""
    return tuple(harmless(line) for line in lines[:SHOWN]), more
