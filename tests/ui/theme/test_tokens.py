from __future__ import annotations

import tomllib

import pytest

from rm_desktop import resources
from rm_desktop.ui.theme.tokens import ROLES, SCALES, Theme, control_height, load_theme, parse_theme


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_gives_every_role_a_colour_and_says_what_it_is_for(name: str) -> None:
    theme = load_theme(name)
    assert theme.name == name
    assert theme.dark == (name == "dark")
    assert set(theme.colours) == set(ROLES)
    assert resources.read_text(f"themes/{name}.toml").count("use = ") == len(ROLES)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_is_read_as_a_parser_of_toml_reads_it(name: str) -> None:
    table = tomllib.loads(resources.read_text(f"themes/{name}.toml"))
    colours = {role: token["colour"] for role, token in table["roles"].items()}
    assert load_theme(name) == Theme(table["name"], table["dark"], colours)


def test_a_theme_is_read_once() -> None:
    assert load_theme("light") is load_theme("light")


def test_a_role_that_is_missing_is_named() -> None:
    text = resources.read_text("themes/light.toml").replace("ink-3 ", "ink-4 ")
    with pytest.raises(ValueError, match=r"ink-3.*ink-4"):
        parse_theme(text)


def test_controls_are_36_px_high_and_grow_less_than_the_text() -> None:
    assert [control_height(scale) for scale in SCALES] == [36, 46, 56]
