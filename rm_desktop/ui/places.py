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
    JOURNAL = "journal"
    TOGETHER = "together"
    DIFFERENCES = "differences"
    SETTINGS = "settings"
    RECOVERY = "recovery"
    SHARING = "sharing"
    PAIRING = "pairing"


#: Screens that take the whole window: in the hour everything else leaves.
WITHOUT_RAIL = frozenset({Where.ROOM, Where.CLOSE})

#: The entry of the rail that is lit on a screen without one of its own.
LIT = {
    Where.PREPARE: Where.SESSIONS,
    Where.SUMMARY: Where.SESSIONS,
    Where.DIFFERENCES: Where.TODAY,
    Where.RECOVERY: Where.SETTINGS,
    Where.SHARING: Where.SETTINGS,
    Where.PAIRING: Where.SETTINGS,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, what it shows (a session, a prompt …) and what to put the focus on there."""

    where: Where
    id: str = ""
    focus: str = ""


#: The focus of the place for joining laptops where an invitation is answered, not made.
JOIN = "join"

_NEW = "new"


def new_entry(*, session: str = "", prompt: str = "", template: str = "") -> Place:
    """Return where a journal entry is begun: about a session, on a prompt, from a template.

    Its id reads "new:session:<id>:prompt:<id>"; what is not named is left out.
    """
    hints = (("session", session), ("prompt", prompt), ("template", template))
    parts = [part for name, value in hints if value for part in (name, value)]
    return Place(Where.JOURNAL, ":".join((_NEW, *parts)))


def hints_of(ident: str) -> dict[str, str] | None:
    """Return what a new entry begins with, None where the id is that of an entry."""
    first, *parts = ident.split(":")
    if first != _NEW:
        return None
    return dict(zip(parts[::2], parts[1::2], strict=False))
