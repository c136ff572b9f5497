"""Web addresses that somebody wrote are opened only after a look at where they lead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.dialogs import Dialogs

_LONGEST = 200
Opener = Callable[[QUrl], object]


def ask_then_open(url: QUrl, dialogs: Dialogs, opener: Opener = QDesktopServices.openUrl) -> bool:
    """Say where a link leads and open it outside if the person wants that; tell whether.

    Only web and mail addresses are ever opened: nothing on this computer or its network shares.
    """
    if not url.isValid():
        return False
    encoded = QUrl.ComponentFormattingOption.FullyEncoded
    if url.scheme() in ("http", "https") and url.host():
        place = url.host(encoded)
    elif url.scheme() == "mailto" and url.path():
        # What else it asks for is left out: some mail programs attach any file that it names.
        place = url.path(encoded)
        url = QUrl(f"mailto:{place}")
    else:
        return False
    place, whole = _cut(place), _cut(url.toString(encoded))
    question = tr("This link leads to {place}.", place=place) + f"\n\n{whole}"
    if not dialogs.ask(tr("Open a link"), question, tr("Open")):
        return False
    opener(url)
    return True


def _cut(words: str) -> str:
    """Return an address as it is shown; of a long host the end tells where it leads."""
    shown = harmless(words)
    half = _LONGEST // 2
    return shown if len(shown) <= _LONGEST else f"{shown[:half]}…{shown[-half:]}"
