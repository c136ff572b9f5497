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
    if url.scheme() in ("http", "https") and url.host():
        place = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    elif url.scheme() == "mailto" and url.path():
        place = url.path()
    else:
        return False
    whole = harmless(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    shown = whole if len(whole) <= _LONGEST else whole[:_LONGEST] + "…"
    question = tr("This link leads to {place}.", place=harmless(place)) + f"\n\n{shown}"
    if not dialogs.ask(tr("Open a link"), question, tr("Open")):
        return False
    opener(url)
    return True
