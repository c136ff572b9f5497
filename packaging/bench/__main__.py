"""The figures: the app beside floors that do nothing but the least of it.

    dev.py bench [NAME…] [--json] [--raw] [--runs N] [--xvfb]

NAME is the beginning of a figure's name; without one all are taken. `--json` gives a line of JSON
per figure, `--raw` adds every sample, `--xvfb` measures on an X server of its own instead of the
offscreen platform. App and floor run in turn. Milliseconds depend on the machine: ratios count.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.batch import typing
from bench.figure import Figure
from bench.journal import journal
from bench.keys import keys
from bench.live import live
from bench.load import load
from bench.profiles import Profiles
from bench.relay import first_pull, laptops
from bench.screens import screens
from bench.search import search
from bench.stage import BenchError, Profile
from bench.start import memory, start

LEAST_RUNS = 7
#: The figures of each begin with its name.
SUITES: dict[str, Callable[[Mapping[str, Profile], int], Iterator[Figure]]] = {
    "start": start,
    "memory": memory,
    "keys": keys,
    "search": search,
    "journal": journal,
    "screens": screens,
    "typing": typing,
    "relay.laptops": laptops,
    "relay.two_years": first_pull,
    "relay.load": load,
    "live": live,
}


def main(arguments: list[str]) -> int:
    """Take the figures that are asked for; 1 if a run did not show what it should."""
    parser = argparse.ArgumentParser(prog="dev.py bench", usage=(__doc__ or "").split("\n")[2])
    parser.add_argument("names", nargs="*")
    for flag in ("--json", "--raw", "--xvfb"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--runs", type=int, default=11)
    asked = parser.parse_args(arguments)
    if asked.xvfb and "BENCH_INSIDE" not in os.environ:
        return _on_a_server(arguments)
    if not asked.xvfb:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = tuple(asked.names)
    with tempfile.TemporaryDirectory(prefix="rm-desktop-bench-") as folder:
        try:
            for figure in _take(Path(folder), wanted, max(LEAST_RUNS, asked.runs)):
                if figure.name.startswith(wanted or ""):
                    words = figure.as_json(raw=asked.raw) if asked.json else figure.as_text()
                    print(words, flush=True)
        except BenchError as error:
            print(f"The figures do not count: {error}", file=sys.stderr)
            return 1
    return 0


def _take(folder: Path, wanted: tuple[str, ...], runs: int) -> Iterator[Figure]:
    profiles = Profiles(folder)
    for name, suite in SUITES.items():
        if not wanted or any(each.startswith(name) or name.startswith(each) for each in wanted):
            yield from suite(profiles, runs)


def _on_a_server(arguments: list[str]) -> int:
    if not shutil.which("xvfb-run"):
        print("--xvfb needs Xvfb (Debian: apt install xvfb)", file=sys.stderr)
        return 2
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1920x1080x24"]
    variables = {**os.environ, "QT_QPA_PLATFORM": "xcb", "BENCH_INSIDE": "1"}
    command = [*screen, sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
