"""What came of attacks: how many were tried, which worked, which were noticed that had to be."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple


class BreachError(AssertionError):
    """An attack worked: something forged counts, something is lost, or somebody hangs."""


class Seen(NamedTuple):
    """How often an attack was tried, how often somebody had to notice, and how often one did."""

    tried: int = 1
    owed: int = 0
    noticed: int = 0


Attack = Callable[[Random], Seen]


@dataclass(slots=True)
class Tally:
    """The attacks of one kind."""

    fault: str
    tried: int = 0
    owed: int = 0
    noticed: int = 0
    worked: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, seed: int, attack: Attack) -> None:
        """Try one attack; whatever it throws counts as one that worked."""
        began = time.monotonic()
        try:
            seen = attack(Random(seed))
        except Exception as error:  # noqa: BLE001 - a crash is what the attacker wants
            self.tried += 1
            self.worked.append(f"seed {seed}: {type(error).__name__}: {error}"[:300])
            return
        finally:
            self.seconds += time.monotonic() - began
        self.tried += seen.tried
        self.owed += seen.owed
        self.noticed += seen.noticed

    @property
    def holds(self) -> bool:
        """Tell whether nothing worked and all was noticed that had to be."""
        return self.tried > 0 and not self.worked and self.noticed == self.owed

    def row(self) -> dict[str, Any]:
        """Return it for a report."""
        return {
            "fault": self.fault,
            "tried": self.tried,
            "worked": len(self.worked),
            "owed": self.owed,
            "noticed": self.noticed,
            "seconds": round(self.seconds, 1),
            "failures": self.worked[:20],
        }


def tally(fault: str, attack: Attack, count: int, seed: int) -> Tally:
    """Try an attack with one seed after the other, until it was tried so often."""
    found = Tally(fault)
    for each in itertools.count(seed):
        if found.tried >= count:
            break
        found.count(each, attack)
    return found
