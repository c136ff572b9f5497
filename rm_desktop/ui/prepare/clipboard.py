"""What lies on the clipboard, as a list that can become topics; it is never changed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.paste import PastedList, read_list
from rm_desktop.domain.words import tr


def read_clipboard(mime: QMimeData) -> PastedList:
    """Return the topics in what was copied; `BadInputError` for what can never be topics."""
    text = mime.text() if mime.hasText() else ""
    if text.strip():
        return read_list(text)
    if mime.hasImage() or mime.hasUrls():
        raise BadInputError(
            tr("There is a picture or a file on the clipboard, and topics are words."),
            tr("Copy the list as text and paste it again."),
        )
    raise BadInputError(
        tr("There is nothing to paste yet."), tr("Copy a list somewhere, then paste it here.")
    )
