"""Writes `packaging/requirements.lock` from pyproject.toml, for every platform we name.

Runs inside `.venv`, through pip alone: pip resolves, and pip says what each file's hash is. The
lock holds names, versions, conditions and hashes, and nothing about where a file came from.
Further arguments go to pip, for instance `-c FILE` to hold versions back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBCS = ("2_5", "2_12", "2_17", "2_24", "2_26", "2_27", "2_28", "2_31", "2_34", "2_39")
HEADER = """\
# Everything the app, its extras and its checks are installed from, with the hashes of the files.
# Made by `python3 packaging/dev.py lock`; do not edit. One wheel for each of:
# {targets}
"""


@dataclass(frozen=True, slots=True)
class Platform:
    """One kind of machine: what its markers say and which wheel tags it takes."""

    sys_platform: str
    system: str
    machine: str
    tags: tuple[str, ...]

    def markers(self, python: str) -> dict[str, str]:
        """Everything a requirement may ask about the machine and its Python."""
        return {
            "sys_platform": self.sys_platform,
            "platform_system": self.system,
            "platform_machine": self.machine,
            "os_name": "nt" if self.sys_platform == "win32" else "posix",
            "python_version": python,
            "python_full_version": f"{python}.7",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


def manylinux(machine: str) -> Platform:
    """A Linux with the glibc Qt asks for (2.34, on ARM 2.39)."""
    tags = [f"manylinux_{glibc}_{machine}" for glibc in GLIBCS]
    tags += [f"manylinux{year}_{machine}" for year in (1, 2010, 2014)]
    return Platform("linux", "Linux", machine, tuple(tags))


PLATFORMS = (
    manylinux("x86_64"),
    manylinux("aarch64"),
    Platform("win32", "Windows", "AMD64", ("win_amd64",)),
    Platform("darwin", "Darwin", "arm64", ("macosx_15_0_arm64",)),
    Platform("darwin", "Darwin", "x86_64", ("macosx_15_0_x86_64",)),
)
TARGETS = tuple(product(PLATFORMS, PYTHONS))


def wanted() -> list[str]:
    """The requirements of the app, of every extra and of the build, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [*project["dependencies"], *(each for extra in extras for each in extra)]


def ask_pip(arguments: list[str]) -> list[dict[str, Any]]:
    """What pip would install, without installing it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run"]
        command += ["--ignore-installed", "--only-binary=:all:", "--report", str(report)]
        subprocess.run([*command, *arguments], check=True)
        found: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["install"]
        return found


def resolve(arguments: list[str]) -> dict[str, dict[str, Any]]:
    """Name to metadata of every package that any target needs.

    pip reads conditions as this machine answers them, so what only others need is found by
    walking the graph, and asked for by name until nothing is missing.
    """
    roots = wanted()
    while True:
        packages: dict[str, dict[str, Any]] = {
            canonicalize_name(each["metadata"]["name"]): each["metadata"]
            for each in ask_pip([*arguments, *roots])
        }
        missing = {name for target in TARGETS for name in reach(packages, target)} - set(packages)
        if not missing:
            return packages
        roots += sorted(missing)


def reach(packages: dict[str, dict[str, Any]], target: tuple[Platform, str]) -> set[str]:
    """The names one target needs, known or not."""
    markers = target[0].markers(target[1])
    seen: set[tuple[str, str]] = set()
    todo = [Requirement(each) for each in wanted()]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            asked = packages.get(name, {}).get("requires_dist", [])
            todo += [
                child
                for child in map(Requirement, asked)
                if child.marker is None or child.marker.evaluate({**markers, "extra": extra})
            ]
    return {name for name, _ in seen}


def condition(targets: set[tuple[Platform, str]]) -> str:
    """The marker that is true for exactly these targets, or for a few too many."""
    systems = {platform.sys_platform for platform, _ in targets}
    pythons = {python for _, python in targets}
    parts = []
    if systems != {platform.sys_platform for platform in PLATFORMS}:
        alternatives = " or ".join(f'sys_platform == "{each}"' for each in sorted(systems))
        parts.append(f"({alternatives})" if len(systems) > 1 else alternatives)
    if pythons != set(PYTHONS):
        after = PYTHONS.index(max(pythons, key=PYTHONS.index)) + 1
        if after < len(PYTHONS) and PYTHONS[0] in pythons:
            parts.append(f'python_version < "{PYTHONS[after]}"')
    return f" ; {' and '.join(parts)}" if parts else ""


def hashes(pins: dict[str, str], target: tuple[Platform, str]) -> dict[str, str]:
    """Name to the hash of the wheel this target would take; those without one are named."""
    platform, python = target
    arguments = ["--no-deps", "--target", "unused", "--python-version", python]
    arguments += [word for tag in platform.tags for word in ("--platform", tag)]
    try:
        found = ask_pip([*arguments, *(f"{name}=={version}" for name, version in pins.items())])
    except subprocess.CalledProcessError:
        if len(pins) == 1:
            print(f"no wheel of {pins} for {platform.system} {platform.machine}, Python {python}")
            return {}
        names = sorted(pins)
        halves = names[: len(names) // 2], names[len(names) // 2 :]
        first, second = ({name: pins[name] for name in half} for half in halves)
        return hashes(first, target) | hashes(second, target)
    return {
        canonicalize_name(each["metadata"]["name"]): each["download_info"]["archive_info"][
            "hashes"
        ]["sha256"]
        for each in found
    }


def main(arguments: list[str]) -> None:
    """Resolve, ask for the hashes target by target, write."""
    packages = resolve(arguments)
    needs = {target: reach(packages, target) for target in TARGETS}
    known: dict[str, set[str]] = {name: set() for name in packages}
    for target, names in needs.items():
        pins = {name: packages[name]["version"] for name in sorted(names)}
        for name, digest in hashes(pins, target).items():
            known[name].add(digest)
    kinds = ", ".join(f"{each.system} {each.machine}" for each in PLATFORMS)
    lines = [HEADER.format(targets=f"{kinds}; Python {', '.join(PYTHONS)}.")]
    for name in sorted(packages):
        where = condition({target for target, names in needs.items() if name in names})
        digests = "".join(f" \\\n    --hash=sha256:{each}" for each in sorted(known[name]))
        lines.append(f"{name}=={packages[name]['version']}{where}{digests}\n")
    LOCK.write_text("".join(lines), "utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(packages)} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
