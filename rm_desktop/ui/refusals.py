"""What cannot go into a text, as the sentence that says so, and telling it in the window."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr


@runtime_checkable
class _Says(Protocol):
    def say(self, text: str) -> None:
        """Show a sentence that goes by itself."""


def tell(widget: QWidget, sentence: str) -> None:
    """Say in the window of a widget why something did not go in."""
    window = widget.window()
    if isinstance(window, _Says):
        window.say(sentence)


def not_words(source: QMimeData) -> str:
    """Say that what is copied is a file or a picture; empty if it has words."""
    if source.hasUrls() and all(url.isLocalFile() for url in source.urls()):
        return tr("Only words go in here, not files. Nothing was pasted; paste the text inside it.")
    if source.hasImage() and not source.text():
        return tr(
            "Only words go in here, not pictures. Nothing was pasted; describe it or paste a link."
        )
    return ""


def too_long_to_paste(length: int, present: int, limit: int) -> str:
    """Say that a paste does not fit; empty if it does. Lengths are characters."""
    if present + length <= limit:
        return ""
    if length > limit:
        return tr(
            "That is {n} characters; {limit} fit in here. Nothing was pasted, and the text is "
            "still on the clipboard.",
            n=f"{length:,}",
            limit=f"{limit:,}",
        )
    return no_room(limit - present)


def no_room(left: int) -> str:
    """Say how many more characters fit, and that nothing of what was pasted went in."""
    return tr(
        "There is room for {n} more characters in here. Nothing was pasted, and the text is "
        "still on the clipboard.",
        n=f"{max(0, left):,}",
    )


def full(limit: int) -> str:
    """Say that nothing more fits."""
    return tr(
        "This text is full: it holds {limit} characters. Go on elsewhere.", limit=f"{limit:,}"
    )
