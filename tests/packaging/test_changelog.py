"""The check of the changelog finds what it is for."""

from __future__ import annotations

import pytest

from devtools.changelog import faults

GOOD = """# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Fixed

- A thing.

## [0.1.0] - 2026-11-01

### Added

- Another.
"""


def test_a_good_one_has_no_fault() -> None:
    assert faults(GOOD, "0.2.0") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## [Unreleased]\n", "", "first section"),
        ("[0.2.0] - 2026-12-01", "0.2.0", "is not"),
        ("2026-12-01", "2026-10-01", "order"),
        ("### Fixed", "### Mended", "Mended"),
    ],
)
def test_a_fault_is_named(old: str, new: str, said: str) -> None:
    assert said in " ".join(faults(GOOD.replace(old, new), "0.1.0"))


def test_a_version_nobody_wrote_about_is_a_fault() -> None:
    assert "0.3.0 is not released" in faults(GOOD, "0.3.0")[0]
