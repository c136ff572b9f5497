"""A prompt as the drawer beside the agenda shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggested:
    """A prompt as the drawer shows it."""

    id: str
    text: str
    about: str
    caution: str
