"""What stands beside an entry while one writes; no Qt."""

from __future__ import annotations

from rm_desktop.domain.words import tr, trn


def saved_words(saved: str, words: int) -> str:
    """Return "Saved 10:42 · 214 words", as much of it as there is."""
    count = trn("{n} word", "{n} words", words) if words else ""
    return tr("{saved} · {count}", saved=saved, count=count) if saved and count else saved or count
