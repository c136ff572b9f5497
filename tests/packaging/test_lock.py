"""The lock meets pyproject.toml, can be checked, and says nothing of where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
PINS = dict(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE))


def test_every_requirement_is_locked_to_a_version_it_accepts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    for requirement in map(Requirement, [*project["dependencies"], *extras]):
        assert PINS[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_package_has_a_hash() -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINS) > 20
    assert [each for each in entries if "--hash=sha256:" not in each] == []


def test_the_lock_names_no_address() -> None:
    assert re.findall(r"https?:|file:|index-url|find-links|@", LOCK) == []
