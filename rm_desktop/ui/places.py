"""Where one can be in the app, as plain values: what the rail, the palette and links hand out."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.value import dataclass


class Where(StrEnum):
    """The screens."""

    TODAY = "today"
    SESSIONS = "sessions"
    PREPARE = "prepare"
    ROOM = "room"
    CLOSE = "close"
    SUMMARY = "summary"
    PROMPTS = "prompts"
    TOGETHER = "together"
    SETTINGS = "settings"


#: Screens that take the whole window: in the hour everything else leaves.
WITHOUT_RAIL = frozenset({Where.ROOM, Where.CLOSE})

#: The entry of the rail that is lit on a screen without one of its own.
LIT = {Where.PREPARE: Where.SESSIONS, Where.SUMMARY: Where.SESSIONS}


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, what it shows (a session, a prompt …) and what to put the focus on there."""

    where: Where
    id: str = ""
    focus: str = ""
