from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import rm_desktop.ui
from rm_desktop import resources
from rm_desktop.ui.theme.sheet import render_sheet
from rm_desktop.ui.theme.tokens import ROLES, SCALES, load_theme

UI = Path(rm_desktop.ui.__file__).parent


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_sheet_is_filled_in(name: str, scale: float) -> None:
    sheet = render_sheet(load_theme(name), scale)
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert f"font-size: {round(24 * scale)}px" in sheet


def test_some_pixels_do_not_grow() -> None:
    assert "border-radius: 30px" in render_sheet(load_theme("light"), 2)  # @28/2+2


@pytest.mark.parametrize("percent", range(100, 201))
def test_no_radius_is_more_than_half_of_its_side(percent: int) -> None:
    """Qt would draw the corners of a square."""
    sheet = render_sheet(load_theme("light"), percent / 100)
    round_things = 0
    for body in re.findall(r"\{([^}]*)\}", sheet):
        radius = re.search(r"border-radius: (\d+)px", body)
        side = re.search(r"max-height: (\d+)px", body)
        if radius and side:
            round_things += 1
            border = re.search(r"border: (\d)px", body)
            assert 2 * int(radius[1]) <= int(side[1]) + 2 * int(border[1] if border else 0)
    assert round_things >= 5


def test_the_sheet_itself_names_no_colour() -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", resources.read_text("themes/sheet.qss"))


def test_every_role_is_used_somewhere() -> None:
    sources = [path.read_text(encoding="utf-8") for path in UI.rglob("*.py")]
    text = resources.read_text("themes/sheet.qss") + "".join(sources)
    unused = [role for role in ROLES if f"@{role}" not in text and text.count(f'"{role}"') < 2]
    assert unused == []


def test_colours_and_sheets_live_in_the_theme_alone() -> None:
    found = [
        f"{path.relative_to(UI)}:{getattr(node, 'lineno', 0)}"
        for path in sorted(UI.rglob("*.py"))
        if "theme" not in path.relative_to(UI).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if is_foreign(node)
    ]
    assert found == []


def is_foreign(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(re.search(r"#[0-9a-fA-F]{6}\b", node.value))
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in {"QColor", "setStyleSheet"}
    return False


@pytest.mark.parametrize("line", ["QColor(1, 2, 3)", "w.setStyleSheet('')", "x = '#aabbcc'"])
def test_the_guard_sees_a_foreign_colour(line: str) -> None:
    assert any(is_foreign(node) for node in ast.walk(ast.parse(line)))
