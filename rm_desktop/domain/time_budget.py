"""The minutes of an agenda during the hour: who gives when a topic takes more, who gets back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rm_desktop.domain.templates import SegmentKind

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class TimedItem:
    """A topic as the timer sees it; 0 minutes: none are set. `done` is the mark *discussed*."""

    id: str
    minutes: int = 0
    kind: str = SegmentKind.FIXED
    done: bool = False


class TimeBudget:
    """What each topic is allotted in ms, and by how much the end has moved.

    Time a topic takes comes proportionally out of flexible topics that are still to come, never
    out of the landing, then out of the hour's unplanned rest; what these cannot give moves the
    end. Time given back goes the same way; `borrowed` is what the rest has given and not got back.
    """

    def __init__(self, plan: Iterable[TimedItem]) -> None:
        self._plan = {item.id: item for item in plan}
        self.allotted = {item.id: max(0, item.minutes) * MINUTE_MS for item in self._plan.values()}
        self.end_moved = 0
        self.borrowed = 0

    def take(self, item: str, ms: int, coming: Collection[str], unplanned: int = 0) -> None:
        """Give `ms` more to a topic; `coming` are the topics not yet begun.

        `unplanned` is how much of the hour no topic needs.
        """
        if item not in self.allotted or ms <= 0:
            return
        givers = self._flexible(coming, item)
        taken = min(ms, sum(self.allotted[each] for each in givers))
        for each, share in shares(taken, [self.allotted[g] for g in givers], givers).items():
            self.allotted[each] -= share
        self.allotted[item] += ms
        borrowed = min(ms - taken, unplanned)
        self.borrowed += borrowed
        self.end_moved += ms - taken - borrowed

    def give_back(
        self, item: str, ms: int, coming: Collection[str], *, end_stays: bool = False
    ) -> None:
        """Take `ms` from a topic: the end moves back to its place, then flexible ones gain.

        `end_stays`: what nobody takes is the hour's rest, and does not bring the end closer.
        """
        if item not in self.allotted:
            return
        ms = min(ms, self.allotted[item])
        self.allotted[item] -= ms
        restored = min(ms, max(0, self.end_moved))
        self.end_moved -= restored
        ms -= restored
        returned = min(ms, self.borrowed)
        self.borrowed -= returned
        ms -= returned
        takers = self._flexible(coming, item)
        if not takers:
            self.end_moved -= 0 if end_stays else ms
            return
        weights = [self.allotted[each] for each in takers]
        if not sum(weights):
            weights = [self._plan[each].minutes for each in takers]
        for each, share in shares(ms, weights, takers).items():
            self.allotted[each] += share

    def _flexible(self, coming: Collection[str], item: str) -> list[str]:
        return [
            each.id
            for each in self._plan.values()
            if each.kind == SegmentKind.FLEXIBLE
            and each.minutes > 0
            and each.id in coming
            and each.id != item
        ]


def shares(total: int, weights: Sequence[int], names: Sequence[str]) -> Mapping[str, int]:
    """Divide a whole number in proportion to weights; the shares add up to it exactly.

    No share is larger than its weight as long as the total is not larger than their sum.
    """
    whole = sum(weights)
    divided: dict[str, int] = {}
    for name, weight in zip(names, weights, strict=True):
        if weight:
            divided[name] = -(-total * weight // whole)
            total, whole = total - divided[name], whole - weight
    return divided
