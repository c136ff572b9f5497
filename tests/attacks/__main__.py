"""Attacks by whoever runs a server, each kind so often and from its seed on.

    python -m tests.attacks --count N --seed S [--json] [--only FAULT …]

`--count` is for garbage (D20), the most frequent; the others take their share of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from tests.attacks import lies, network, pairings, swaps
from tests.attacks.tally import Attack, tally

#: Each attack, the fault of the list it belongs to, and how many for a hundred of the first.
ATTACKS: dict[str, tuple[str, Attack, float]] = {
    "garbage": ("D20", lies.garbage, 100),
    "never at rest": ("D20", lies.never_at_rest, 0.2),
    "replay": ("D21", lies.replay, 10),
    "rollback": ("D22", lies.rollback, 1),
    "withholding": ("D23", lies.withholding, 1),
    "hiding": ("D23", lies.hiding, 1),
    "fork": ("D24", swaps.fork, 0.5),
    "substitution": ("D25", swaps.substitution, 20),
    "usurpation": ("D25", swaps.usurpation, 5),
    "downgrade": ("D25", swaps.downgrade, 2),
    "permutation": ("D26", swaps.permutation, 20),
    "wrong code": ("D27", pairings.wrong_code, 10),
    "between": ("D27", pairings.between, 10),
    "again": ("D27", pairings.again, 10),
}
NETWORK = 10


def main(arguments: list[str]) -> int:
    """Try what was asked for; 1 if an attack worked, or was not noticed that had to be."""
    parser = argparse.ArgumentParser(prog="tests.attacks")
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", nargs="*", default=[*ATTACKS, "network"])
    asked = parser.parse_args(arguments)
    rows: list[dict[str, Any]] = []
    for name, (fault, attack, share) in ATTACKS.items():
        if name in asked.only:
            found = tally(name, attack, max(1, round(asked.count * share / 100)), asked.seed)
            rows.append({"of": fault, "seed": asked.seed, **found.row()})
            _say(rows[-1], asked.json)
    if "network" in asked.only:
        found_there = network.play(max(1, asked.count * NETWORK // 100), asked.seed)
        rows.append({"of": "D17", "seed": asked.seed, **found_there})
        _say(rows[-1], asked.json)
    return int(any(row["worked"] or row["noticed"] < row["owed"] for row in rows))


def _say(row: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(row), flush=True)
        return
    noticed = f", noticed {row['noticed']} of {row['owed']}" if row["owed"] else ""
    print(
        f"{row['of']} {row['fault']}: {row['tried']} tried, {row['worked']} worked{noticed}"
        f" ({row['seconds']} s)",
        *row["failures"],
        sep="\n  ",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
