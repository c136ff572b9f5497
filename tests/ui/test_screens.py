"""A trap of PySide's that must not come back."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from rm_desktop import ui

FILES = sorted(Path(ui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nobody_asks_a_widget_for_its_screen(path: Path) -> None:
    """PySide 6.11 takes the screen for the widget's child, and deletes it with the widget."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    asked = [
        c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "screen"
    ]
    assert not asked
