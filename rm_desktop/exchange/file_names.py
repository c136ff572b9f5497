"""Names for files that every system takes: Windows is the strictest."""

from __future__ import annotations

import re
import unicodedata

from rm_desktop.domain.summary import SessionSummary
from rm_desktop.domain.words import tr

LONGEST = 80

#: Signs that Windows refuses, and those that would hide or turn a name around.
_REFUSED = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffd]'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def file_name(text: str, otherwise: str) -> str:
    """Return a text as a name without ending; `otherwise` where nothing of it can be used."""
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    name = " ".join(_REFUSED.sub(" ", composed).split())[:LONGEST]
    while len(name.encode()) > LONGEST:
        name = name[:-1]
    name = name.strip(" .")
    if not name:
        return otherwise
    return f"_{name}" if _RESERVED.match(name) else name


class FreeNames:
    """Hands out names that differ, also where capitals make no difference."""

    def __init__(self) -> None:
        """Begin with none taken."""
        self._taken: set[str] = set()

    def take(self, name: str, ending: str = "") -> str:
        """Return the name, numbered if it is taken."""
        found, number = f"{name}{ending}", 1
        while unicodedata.normalize("NFKC", found).casefold() in self._taken:
            number += 1
            found = f"{name} ({number}){ending}"
        self._taken.add(unicodedata.normalize("NFKC", found).casefold())
        return found


def file_title(summary: SessionSummary) -> str:
    """Return "Session 04 2026-11-26 How our customers use short video", fit for a file name."""
    number = tr("Session {n}", n=f"{summary.number:02d}")
    day = f"{summary.begins:%Y-%m-%d}" if summary.begins else ""
    return file_name(" ".join(filter(None, (number, day, summary.title))), "session")
