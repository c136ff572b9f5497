"""Plays histories of laptops that share a space, each from its seed.

    python -m tests.simulation --histories N --seed S [--over KIND] [--json] [--resume LEDGER]

Over documents, with real ones; over words, five times as fast. The ledger keeps which seeds were
played and which of them failed, a line a stretch of seeds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.simulation.history import KINDS, play

_STRETCH = 100


def main(arguments: list[str]) -> int:
    """Play what was asked for; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="tests.simulation")
    parser.add_argument("--histories", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--over", choices=sorted(KINDS), default="documents")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--resume", type=Path)
    asked = parser.parse_args(arguments)
    # nothing here is to outlast a loss of power
    with patch.object(os, "fsync"):
        return _play(asked)


def _play(asked: argparse.Namespace) -> int:
    first, last = asked.seed, asked.seed + asked.histories
    if asked.resume and asked.resume.exists():
        first = max(first, _played_upto(asked.resume))
    failures: list[str] = []
    seen: Counter[str] = Counter()
    began = time.process_time()
    for start in range(first, last, _STRETCH):
        stretch = range(start, min(start + _STRETCH, last))
        failed = [seed for seed in stretch if not _holds(seed, asked.over, seen, failures)]
        if asked.resume:
            minutes = (time.process_time() - began) / 60
            with asked.resume.open("a", encoding="utf-8") as ledger:
                line = json.dumps([stretch.start, stretch.stop, failed, round(minutes, 2)])
                ledger.write(f"{line}\n")
    minutes = max((time.process_time() - began) / 60, 1e-9)
    played = max(0, last - first)
    row: dict[str, Any] = {
        "over": asked.over,
        "histories": played,
        "seeds": [first, last - 1],
        "failed": len(failures),
        "per_core_minute": round(played / minutes),
        "cases": {key: seen.pop(key) for key in sorted(seen) if key.startswith("D1")},
        "seen": dict(sorted(seen.items())),
    }
    if asked.json:
        print(json.dumps(row, ensure_ascii=False))
    else:
        print(f"{played} histories, seeds {first}–{last - 1}: {len(failures)} failed,")
        print(f"{row['per_core_minute']} a core-minute; {row['cases']}; {row['seen']}")
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


def _holds(seed: int, over: str, seen: Counter[str], failures: list[str]) -> bool:
    try:
        seen.update(play(seed, over))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is a failure of its seed
        failures.append(f"seed {seed}: {type(error).__name__}: {error}"[:300])
        return False
    return True


def _played_upto(ledger: Path) -> int:
    rows = [json.loads(line) for line in ledger.read_text("utf-8").splitlines() if line]
    return max((stop for _, stop, *_ in rows), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
