"""Draws every screen, and every state worth seeing, from the sample pair into a folder.

    dev.py tour DIR [--theme light|dark] [--size WxH] [--scale N] [NAME …]

Needs no display. Clock, zone, locale, ids, dice and font are fixed: two runs in one environment
are byte-identical.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

ZONE = "Europe/London"
FONT = "Inter"


def main() -> int:
    """Draw the tour; return the exit code."""
    wanted = _arguments()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "TZ": ZONE, "LC_ALL": "C.UTF-8"}
    os.environ.pop("QT_SCALE_FACTOR", None)
    from tour.stage import Stage
    from tour.stops import STOPS

    unknown = set(wanted.names) - STOPS.keys()
    if unknown:
        print(f"There is no screen called {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    folder = Path(wanted.folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = wanted.names or list(STOPS)
    # always the same folder: some screens show where the data lies
    scratch = Path(tempfile.gettempdir()) / "rm-desktop-tour"
    try:
        scratch.mkdir()
    except FileExistsError:
        print(f"Another tour is being drawn; if not, remove {scratch}.", file=sys.stderr)
        return 1
    stage = Stage(scratch, wanted.theme, wanted.size, wanted.scale, FONT, ZONE)
    try:
        for name in names:
            picture = stage.draw(name, STOPS[name])
            if not picture.save(str(folder / f"{name}.png")):
                print(f"{folder / name}.png could not be written.", file=sys.stderr)
                return 1
            print(f"{name}.png")
    finally:
        stage.close()
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py tour", description="Draw every screen.")
    parser.add_argument("folder")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these screens")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", type=_size, default=(1280, 800), metavar="WxH")
    parser.add_argument("--scale", type=float, default=1.0, metavar="N", help="text size, 1 to 2")
    return parser.parse_intermixed_args()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main())
