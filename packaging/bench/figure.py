"""One figure: samples of the app and of its floor, taken in turn, and what they should come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from statistics import median

Summary = Callable[[Sequence[float]], float]


def p95(samples: Sequence[float]) -> float:
    """The value that 95 of 100 samples do not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


@dataclass(frozen=True, slots=True)
class Figure:
    """`most` bounds the ratio to the floor where there is one, else the value itself.

    What is only quoted has no bound: `most` is infinite.
    """

    name: str
    samples: Sequence[float]
    unit: str
    most: float
    floor_samples: Sequence[float] = field(default=())
    summary: Summary = median

    @property
    def value(self) -> float:
        """What the app takes."""
        return self.summary(self.samples)

    @property
    def floor(self) -> float | None:
        """What the floor takes, None where there is none."""
        return self.summary(self.floor_samples) if self.floor_samples else None

    @property
    def ratio(self) -> float | None:
        """The app over its floor."""
        return self.value / self.floor if self.floor else None

    @property
    def goal(self) -> str:
        """The goal as it is written in the table."""
        if self.most == inf:
            return "quoted"
        return f"≤ {self.most:g} {self.unit if self.ratio is None else '×'}"

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return (self.value if self.ratio is None else self.ratio) <= self.most

    def as_json(self, *, raw: bool) -> str:
        """The figure as one line of JSON."""
        row: dict[str, object] = {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "floor": None if self.floor is None else round(self.floor, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "goal": self.goal,
            "met": self.met,
        }
        if raw:
            row["samples"] = [round(each, 3) for each in self.samples]
            row["floor_samples"] = [round(each, 3) for each in self.floor_samples]
        return json.dumps(row, ensure_ascii=False)

    def as_text(self) -> str:
        """The figure as a row of a table for people."""
        floor = "" if self.floor is None else f"{self.floor:9.2f}"
        ratio = "" if self.ratio is None else f"{self.ratio:6.2f} ×"
        met = "met" if self.met else "NOT MET"
        value = f"{self.value:9.2f} {self.unit:4}"
        return f"{self.name:36} {value} {floor:9} {ratio:8} {self.goal:9} {met}"
