"""No test is left out by the gates that look for marked ones in some folders only."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from devtools.gates import MARKED

ROOT = Path(__file__).resolve().parents[2]


def test_every_mark_has_a_gate() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    assert {each.partition(":")[0] for each in options["ini_options"]["markers"]} == set(MARKED)


def test_marked_tests_lie_where_their_gate_looks() -> None:
    found = {
        (mark, path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        for mark in re.findall(r"pytest\.mark\.(\w+)", path.read_text("utf-8"))
        if mark in MARKED
    }
    assert {mark for mark, _ in found} == set(MARKED)
    astray = [
        (mark, str(path))
        for mark, path in found
        if not any(path.is_relative_to(folder) for folder in MARKED[mark])
    ]
    assert astray == []
