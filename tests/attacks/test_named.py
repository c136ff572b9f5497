"""What ATTACKS.md says about who tries an attack is so."""

from __future__ import annotations

import re
from pathlib import Path

import rm_desktop.wire
from tests.attacks.__main__ import ATTACKS

TESTS = Path(__file__).resolve().parents[1]
PAGE = Path(rm_desktop.wire.__file__).with_name("ATTACKS.md")


def test_every_attack_names_a_test_there_is() -> None:
    defined = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    known = defined | set(ATTACKS) | {"network", "partner"}
    table = PAGE.read_text("utf-8").partition("| tried by |")[2].partition("\n\n")[0]
    rows = table.strip().splitlines()[1:]
    named = [set(re.findall(r"`([^`]+)`", row.split(" | ")[-1])) for row in rows]
    assert len(rows) > 30
    assert all(named), "an attack that nobody tries"
    assert not set().union(*named) - known
