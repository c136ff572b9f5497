"""People's names as the screen says them."""

from __future__ import annotations


def first_name(name: str) -> str:
    """Return the first word of a name, the whole of a name without words."""
    words = name.split(maxsplit=1)
    return words[0] if words else name
