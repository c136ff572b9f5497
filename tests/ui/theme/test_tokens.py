from __future__ import annotations

import pytest

from rm_desktop import resources
from rm_desktop.ui.theme.tokens import ROLES, SCALES, control_height, load_theme, parse_theme


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_gives_every_role_a_colour_and_says_what_it_is_for(name: str) -> None:
    theme = load_theme(name)
    assert theme.name == name
    assert theme.dark == (name == "dark")
    assert set(theme.colours) == set(ROLES)
    assert resources.read_text(f"themes/{name}.toml").count("use = ") == len(ROLES)


def test_a_theme_is_read_once() -> None:
    assert load_theme("light") is load_theme("light")


def test_a_role_that_is_missing_is_named() -> None:
    text = resources.read_text("themes/light.toml").replace("ink-3 ", "ink-4 ")
    with pytest.raises(ValueError, match=r"ink-3.*ink-4"):
        parse_theme(text)


def test_controls_are_36_px_high_and_grow_less_than_the_text() -> None:
    assert [control_height(scale) for scale in SCALES] == [36, 46, 56]
