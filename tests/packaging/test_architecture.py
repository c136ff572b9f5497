"""Rules of the rooms that need a look at the tree; the others are contracts in pyproject.toml."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "rm_desktop"
UI = PACKAGE / "ui"
FURNITURE = {
    "agenda",
    "drafts",
    "editor",
    "live",
    "models",
    "pair_form",
    "pairing",
    "passages",
    "private",
    "private_notes",
    "restore",
    "shell",
    "theme",
    "widgets",
}  # what is in ui and is no screen


def imports(path: Path) -> Iterator[str]:
    """Every module the file imports, wherever in it; of `from a import b` both readings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", files(PACKAGE / "domain"), ids=named)
def test_the_domain_knows_only_itself_and_the_standard_library(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, "rm_desktop"}
    assert {each for each in imports(path) if each.partition(".")[0] not in allowed} == set()


@pytest.mark.parametrize("path", files(UI), ids=named)
def test_the_interface_asks_services_and_nothing_below_them(path: Path) -> None:
    rooms = {"ui", "services", "domain", "system", "resources"}
    ours = (each.split(".") for each in imports(path) if each.startswith("rm_desktop."))
    assert {room for _, room, *_ in ours} - rooms - {"__version__"} == set()


@pytest.mark.parametrize("path", files(UI), ids=named)
def test_screens_do_not_import_each_other(path: Path) -> None:
    screens = {each.name for each in UI.iterdir() if each.is_dir()} - FURNITURE
    own = path.relative_to(UI).parts[0]
    if own not in screens and own not in FURNITURE - {"shell"}:
        return  # the shell shows the screens
    seen = {
        name.split(".")[2]
        for name in imports(path)
        if name.startswith("rm_desktop.ui.") and name.split(".")[2] in screens
    }
    assert seen - {own} == set()


@pytest.mark.parametrize(
    "path",
    [each for each in files(UI) if (UI / "theme") not in each.parents],
    ids=named,
)
def test_colours_and_sheets_are_the_themes_business(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{6}\b|\bQColor\(|\bsetStyleSheet\(", text) == []
