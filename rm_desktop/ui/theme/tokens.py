"""The design as data: colours by role from TOML, and the measures that all themes share.

Knows nothing of Qt. Widgets ask for a role; what it looks like is the theme's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, cast, get_args

from rm_desktop import resources
from rm_desktop.domain.value import dataclass

Role = Literal[
    "paper",
    "surface",
    "sunken",
    "hover",
    "line",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "faint",
    "accent",
    "accent-deep",
    "accent-soft",
    "on-accent",
    "you",
    "you-soft",
    "them",
    "them-soft",
    "good",
    "warn",
    "warn-soft",
    "danger",
    "danger-soft",
    "focus",
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

TextKind = Literal[
    "caption", "label", "body", "medium", "strong", "lead", "heading", "subtitle", "title", "figure"
]
# Pixels at 100 %, line height in pixels, weight.
TEXT: Final[Mapping[TextKind, tuple[int, int, int]]] = {
    "caption": (12, 17, 400),
    "label": (12, 17, 600),
    "body": (14, 20, 400),
    "medium": (14, 20, 500),
    "strong": (14, 20, 600),
    "lead": (16, 24, 500),
    "heading": (16, 24, 600),
    "subtitle": (20, 28, 600),
    "title": (24, 32, 600),
    "figure": (32, 40, 600),
}

# Spaces between things, in pixels; they stay when text grows.
XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 20
XXL: Final = 24
XXXL: Final = 32

RADIUS_CONTROL: Final = 8
RADIUS_CARD: Final = 12
SCALES: Final = (1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its name, whether it is dark, and a colour (`#rrggbb`) for every role."""

    name: str
    dark: bool
    colours: Mapping[Role, str]


def parse_theme(text: str) -> Theme:
    """Read a theme; a role missing or unknown is a ValueError that names it.

    Themes are TOML written one role to a line, and are read as such: a whole parser costs a
    twentieth of the first frame. A test holds this reading to that of a parser.
    """
    name, colours = "", {}
    for line in text.splitlines():
        key, _, said = line.partition("=")
        if said.startswith(' { colour = "#'):
            colours[key.rstrip()] = said.split('"')[1]
        elif key == "name ":
            name = said.split('"')[1]
    if odd := set(ROLES) ^ set(colours):
        raise ValueError(f"theme {name}: missing or unknown roles {sorted(odd)}")
    return Theme(name, "\ndark = true\n" in text, cast("Mapping[Role, str]", colours))


@cache
def load_theme(name: str) -> Theme:
    """The theme that ships under a name (`light`, `dark`), read once per process."""
    return parse_theme(resources.read_text(f"themes/{name}.toml"))


def control_height(scale: float) -> int:
    """Height of a button or field in pixels: 36 at 100 %; the padding does not grow."""
    return round(16 + 20 * scale)
