"""Breaking things on purpose, with the app's own services in throw-away folders.

    dev.py faults [NAME…] [--long] [--seed S] [--json]

Each run tries with the seeds S, S+1, … until its count is reached. A failure names its seed and
leaves its folder; the exit status is 1 then. Nothing is mocked: real files, processes and disks.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from faults.run import Run

NAMES = {
    "kill": "killed while working",
    "steps": "killed at every step of founding, migration, re-wrapping, backup, export …",
    "disk-full": "the disk is full",
    "read-only": "the disk takes no writing",
    "damage": "bytes flipped, files cut, zeroed or gone",
    "backups": "copies killed at every step, or without room here or there",
    "restore": "a backup put back, killed at every step or without room",
    "salvage": "what comes back of a damaged journal",
    "copied": "profiles copied and edited apart",
    "keys": "keys and headers that do not fit",
    "keyring": "a keyring absent, locked, emptied, another one, dying or slow",
    "imports": "a journal and a pair coming in, killed at every step",
    "erasing": "erased for ever, killed at every step",
    "mutated": "broken files at every reader",
    "starts": "twenty starts at once",
    "clock": "clocks turned, sleeps and restarts during a session",
    "canary": "words of people searched in every byte on the disk",
}
_BOX, _LONG_BOX = 60.0, 1200.0


def main(arguments: list[str]) -> int:
    """Play the runs that are asked for; 1 if something promised did not hold."""
    parser = argparse.ArgumentParser(prog="dev.py faults", usage=(__doc__ or "").split("\n")[2])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in NAMES]:
        parser.error(f"there is no run {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if not hasattr(os, "fork"):
        print("Faults need fork, as POSIX has it.", file=sys.stderr)
        return 2
    failed = False
    for name in asked.names or NAMES:
        folder = Path(tempfile.mkdtemp(prefix=f"rm-desktop-faults-{name}-"))
        run = play(name, folder, asked.seed, long=asked.long)
        print(_as_json(name, run) if asked.json else _as_text(name, run), flush=True)
        if run.failures:
            failed = True
            print(f"{name}: what is left lies in {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder)
    return 1 if failed else 0


def play(name: str, folder: Path, seed: int, *, long: bool) -> Run:
    """Play one run in a folder."""
    fault = importlib.import_module(f"faults.{name.replace('-', '_')}")
    least, box = (fault.LONG, _LONG_BOX) if long else (fault.SHORT, _BOX)
    run = Run(folder, seed, least, box, long=long)
    fault.play(run)
    return run


def _result(run: Run) -> str:
    if run.skipped:
        return "not run"
    return "FAILED" if run.failures else "held"


def _as_json(name: str, run: Run) -> str:
    row = {
        "name": name,
        "count": run.count,
        "least": run.least,
        "seeds": [run.seed, run.seed + max(0, run.count - 1)],
        "result": _result(run),
        "skipped": run.skipped,
        "seconds": round(run.seconds, 1),
        "facts": dict(run.facts),
        "failures": run.failures,
    }
    return json.dumps(row, ensure_ascii=False)


def _as_text(name: str, run: Run) -> str:
    seeds = f"{run.seed}–{run.seed + max(0, run.count - 1)}"
    seen = ", ".join(f"{n} {what}" for what, n in run.facts.items())
    row = f"{name:10} {run.count:6} seeds {seeds:12} {_result(run):8} {run.seconds:6.1f} s  "
    return "\n  ".join((row + (run.skipped or seen), *run.failures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
