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
from collections.abc import Iterator
from pathlib import Path

from bench import start
from bench.figure import Figure
from bench.long_profile import NEXT_TOPIC, build_long
from bench.stage import BenchError, Profile
from rm_desktop.bootstrap import make_demo
from rm_desktop.vault.keys import MemoryKeyStore

LEAST_RUNS = 7
_SAMPLE_TOPIC = "Why nobody answers voicemail"
_SUITES = ("start", "memory")


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
    suites = [
        suite
        for suite in _SUITES
        if not wanted or any(name.startswith(suite) or suite.startswith(name) for name in wanted)
    ]
    profiles = _profiles(folder)
    for suite in suites:
        yield from getattr(start, suite)(profiles, runs)


def _profiles(folder: Path) -> dict[str, Profile]:
    few, many = folder / "sample", folder / "ten-years"
    return {
        "sample": Profile(few, make_demo(few), _SAMPLE_TOPIC),
        "ten-years": Profile(many, build_long(many, MemoryKeyStore()), NEXT_TOPIC),
    }


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
