"""The objectives as the screen says them: how far, how many minutes, whether one is left behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rm_desktop.domain.agenda import neglected
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn

#: How much of the bar each step fills.
_FRACTIONS = (0.1, 0.4, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class AimView:
    """One objective; `note` is one line below its bar."""

    id: str
    text: str
    progress: int
    fraction: float
    owner: str
    voice: str
    note: str


def aim_views(
    pair: Pair, minutes: Mapping[str, int], voice: Callable[[str], str]
) -> tuple[AimView, ...]:
    """Return the objectives in the order in which they were set."""
    behind = neglected(pair)
    last = len(_FRACTIONS) - 1
    return tuple(
        AimView(
            each.id,
            each.text,
            min(each.progress, last),
            _FRACTIONS[min(each.progress, last)],
            harmless(first_name(pair.name(each.owner))) or tr("Both"),
            voice(each.owner),
            _note(minutes.get(each.id, 0), behind=each.id in behind and each.progress < last),
        )
        for each in pair.live_objectives
    )


def _note(minutes: int, *, behind: bool) -> str:
    spent = trn("{n} min so far", "{n} min so far", minutes) if minutes else tr("no minutes yet")
    return tr("{spent} · none in your last two sessions", spent=spent) if behind else spent
