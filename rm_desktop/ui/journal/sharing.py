"""Which words of an entry go to the partner, and what became of them; no Qt."""

from __future__ import annotations

import re
from datetime import datetime

from rm_desktop.domain.date_words import until_words
from rm_desktop.domain.words import tr

#: A passage is a passage, not a journal; in characters.
PASSAGE_LIMIT = 4_000
_BLANK = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"#{1,6}\s")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return what one can pick: the paragraphs of an entry without its headings."""
    found = (part.strip() for part in _BLANK.split(text))
    kept: list[str] = []
    for part in found:
        lines = [line for line in part.splitlines() if not _HEADING.match(line)]
        if words := "\n".join(lines).strip():
            kept.append(words)
    return tuple(kept)


def with_paragraph(passage: str, paragraph: str, *, wanted: bool) -> str:
    """Return a passage with a paragraph at its end, or without it where it still stands."""
    if wanted:
        return f"{passage.rstrip()}\n\n{paragraph}".lstrip("\n")
    parts = passage.partition(paragraph)
    if not parts[1]:
        return passage  # reworded meanwhile: that is the person's to delete
    return _BLANK.sub("\n\n", f"{parts[0].rstrip()}\n\n{parts[2].lstrip()}").strip()


def standing_words(name: str, shared: datetime, seen: datetime | None, now: datetime) -> str:
    """Say what became of a passage."""
    if seen is not None:
        return tr("Shared with {name} – seen {when}", name=name, when=until_words(seen, now))
    words = tr("Shared with {name} – not seen yet", name=name)
    if shared.date() == now.date():
        return words
    return tr("{words} · {when}", words=words, when=until_words(shared, now))
