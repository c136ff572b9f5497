"""Everything a developer types: run the app, or check it, on a machine with nothing but Python.

    python3 packaging/dev.py run   [ARGUMENTS OF THE APP]
    python3 packaging/dev.py test  [ARGUMENTS OF PYTEST]     (with some: those tests, no other gate)
    python3 packaging/dev.py setup | tour | bench | faults | lock  [ARGUMENTS]

Each command first sees to `.venv` and to the system's libraries, which takes no time once they are
there. Only the standard library, because this file runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

SUMMARIES = {
    "run": "start the app; without a display, draw the tour instead",
    "test": "every gate: format, lint, types, imports, sizes, changelog, tests",
    "setup": "only make .venv and install what run and test need",
    "tour": "draw every screen into a folder: tour DIR [--theme …] [--size WxH] [--scale N]",
    "bench": "measure the app beside its floors: bench [NAME…] [--json] [--raw]",
    "faults": "break things on purpose: faults [NAME…] [--long] [--seed S] [--json]",
    "lock": "write packaging/requirements.lock anew from pyproject.toml",
}


def main(arguments: list[str]) -> int:
    """Run one command; its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file meets any Python)
        print("rm-desktop needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 2
    # A log that is read while it is written, and dashes on any console.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="dev.py", description="Run or check rm-desktop.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in SUMMARIES.items():
        commands.add_parser(name, help=summary, add_help=False)
    chosen, rest = parser.parse_known_args(arguments)
    try:
        return perform(chosen.command, rest)
    except KeyboardInterrupt:
        return 130


def perform(command: str, rest: list[str]) -> int:
    """Set up what the command needs, then hand over to it."""
    from devtools import environment, gates, system

    if command == "run":
        display = system.has_display()
        environment.prepare(system.FOR_WINDOWS if display else system.FOR_TOUR)
        if not display:
            folder = environment.ROOT / "build" / "tour"
            print(f"There is no display here, so the tour is drawn instead, into {folder}")
            return tool("tour", [str(folder)])
        return start(["-m", "rm_desktop", *rest])
    environment.prepare(system.FOR_TOUR, wished=system.FOR_CHECKS)
    match command:
        case "setup":
            print("Everything is in place.")
            return 0
        case "test":
            return gates.run_tests(rest) if rest else gates.run_all()
        case "lock":
            return start([str(environment.ROOT / "packaging/devtools/locking.py"), *rest])
        case _:
            return tool(command, rest)


def tool(name: str, rest: list[str]) -> int:
    """Run one of the packages beside this file; they are not part of the app."""
    from devtools import environment

    folder = environment.ROOT / "packaging"
    if not (folder / name / "__main__.py").exists():
        print(f"There is no packaging/{name} in this checkout yet.")
        return 2
    return start(["-m", name, *rest], PYTHONPATH=str(folder))


def start(arguments: list[str], **variables: str) -> int:
    """Run the environment's Python where the person stands; its exit status."""
    from devtools import environment

    command = [str(environment.PYTHON), *arguments]
    return subprocess.run(command, env={**os.environ, **variables}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
