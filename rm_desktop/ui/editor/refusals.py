"""What cannot go into a note, as the sentence that says so; no Qt."""

from __future__ import annotations

from rm_desktop.domain.text import NOTE_LIMIT
from rm_desktop.domain.words import tr


def too_long_to_paste(length: int, present: int) -> str:
    """Say that a paste does not fit; empty if it does. Lengths are characters."""
    if present + length <= NOTE_LIMIT:
        return ""
    if length > NOTE_LIMIT:
        return tr(
            "That is {n} characters; a note holds {limit}. Nothing was pasted, and the text is "
            "still on the clipboard.",
            n=f"{length:,}",
            limit=f"{NOTE_LIMIT:,}",
        )
    return tr(
        "There is room for {n} more characters in this note. Nothing was pasted, and the text is "
        "still on the clipboard.",
        n=f"{max(0, NOTE_LIMIT - present):,}",
    )


def full() -> str:
    """Say that a note is full."""
    return tr(
        "This note is full: it holds {limit} characters. Go on under another topic.",
        limit=f"{NOTE_LIMIT:,}",
    )


def no_picture() -> str:
    """Say that pictures are no notes."""
    return tr("Notes hold words, not pictures. Nothing was pasted; describe it or paste a link.")


def no_file() -> str:
    """Say that files are no notes."""
    return tr("Notes hold words, not files. Nothing was pasted; paste the text inside it.")
