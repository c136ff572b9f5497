"""The one style sheet of the application, rendered from a theme and a text size.

`resources/themes/sheet.qss` names roles as `@ink-2` and lengths that grow with the text as `@14`,
`@14+2` where two of the pixels do not; `@28/2` is half of what `@28` is, rounded down, for round
things: Qt draws the corners of one square whose radius is more than half of its side;
`@height` is the height of a control, `@control` what is left of it inside a border.
"""

from __future__ import annotations

import re

from rm_desktop import resources
from rm_desktop.ui.theme.tokens import Theme, control_height

_TOKEN = re.compile(r"@(?:([a-z][a-z0-9-]*)|(\d+)(/2)?([+-]\d+)?)")


def render_sheet(theme: Theme, scale: float) -> str:
    """The sheet with its colours and lengths filled in; an unknown role is a KeyError."""
    height = control_height(scale)
    words = {"control": f"{height - 2}px", "height": f"{height}px"}
    words.update((str(role), colour) for role, colour in theme.colours.items())

    def fill(match: re.Match[str]) -> str:
        name, length, half, fixed = match.groups()
        if name:
            return words[name]
        pixels = round(int(length) * scale) // (2 if half else 1)
        return f"{pixels + int(fixed or 0)}px"

    return _TOKEN.sub(fill, resources.read_text("themes/sheet.qss"))
