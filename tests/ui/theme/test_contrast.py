from __future__ import annotations

import pytest

from rm_desktop.ui.theme.tokens import Role, load_theme

GROUNDS: tuple[Role, ...] = ("paper", "surface", "sunken", "hover")
TEXT: dict[Role, tuple[Role, ...]] = {
    "ink": (*GROUNDS, "line", "accent-soft", "warn-soft", "danger-soft", "you-soft", "them-soft"),
    "ink-2": (*GROUNDS, "accent-soft", "warn-soft", "danger-soft", "you-soft", "them-soft"),
    "ink-3": (*GROUNDS, "accent-soft"),
    "accent": (*GROUNDS, "accent-soft"),
    "you": (*GROUNDS, "you-soft", "accent-soft"),
    "them": (*GROUNDS, "them-soft"),
    "good": GROUNDS,
    "warn": (*GROUNDS, "warn-soft"),
    "danger": (*GROUNDS, "danger-soft"),
    "on-accent": ("accent", "accent-deep", "you", "them"),
    "paper": ("ink",),
}
SHAPES: dict[Role, tuple[Role, ...]] = {
    "edge": ("paper", "surface", "sunken"),
    "focus": (*GROUNDS, "accent-soft"),
    "accent": ("sunken",),
    "warn": ("sunken",),
    "danger": ("sunken",),
    "you": ("surface", "paper", "accent-soft"),
    "them": ("surface", "paper", "accent-soft"),
}


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "controls"])
def test_every_pair_of_roles_can_be_told_apart(
    name: str, pairs: dict[Role, tuple[Role, ...]], least: float
) -> None:
    colours = load_theme(name).colours
    weak = {
        f"{front} on {ground}": round(contrast(colours[front], colours[ground]), 2)
        for front, grounds in pairs.items()
        for ground in grounds
        if contrast(colours[front], colours[ground]) < least
    }
    assert weak == {}
