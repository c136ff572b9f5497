"""Checks that CHANGELOG.md keeps the form of Keep a Changelog, and knows the version we ship."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
RELEASE = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})")


def faults(text: str, version: str) -> list[str]:
    """What is wrong with the changelog of a checkout of this version, in the order of the file."""
    found = []
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    if not headings or headings[0] != "[Unreleased]":
        found.append("the first section must be `## [Unreleased]`")
    releases = [(heading, RELEASE.fullmatch(heading)) for heading in headings[1:]]
    found += [
        f"`## {heading}` is not `## [x.y.z] - date`" for heading, fits in releases if not fits
    ]
    dates = [fits[2] for _, fits in releases if fits]
    if dates != sorted(dates, reverse=True):
        found.append("the releases are not in order, newest first")
    found += [
        f"`### {kind}` is none of {', '.join(KINDS)}"
        for kind in re.findall(r"^### (.+)$", text, re.MULTILINE)
        if kind not in KINDS
    ]
    released = {fits[1] for _, fits in releases if fits}
    unreleased = text.partition("## [Unreleased]")[2].partition("\n## ")[0]
    if version not in released and not re.search(r"^- \S", unreleased, re.MULTILINE):
        found.append(f"{version} is not released, and nothing is written under [Unreleased]")
    return found


def main() -> int:
    """Print the faults; 1 if there are any."""
    package = (ROOT / "rm_desktop" / "__init__.py").read_text("utf-8")
    version = re.search(r'__version__ = "(.+)"', package)
    if version is None:
        sys.exit("rm_desktop/__init__.py names no version")
    found = faults((ROOT / "CHANGELOG.md").read_text("utf-8"), version[1])
    print("\n".join(found) or "keeps its form")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
