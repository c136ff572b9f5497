"""What the room says while nothing goes to the partner's laptop; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from rm_desktop.domain.sync_state import SyncStatus
    from rm_desktop.domain.sync_words import Reader

#: What is over so soon is not worth a word, in milliseconds.
STEADY_MS = 3_000


class Offline(NamedTuple):
    """Words to show, none while all is well; `due_ms` until there may be some, 0 for never."""

    words: str = ""
    due_ms: int = 0


def offline(status: SyncStatus, reader: Reader) -> Offline:
    """Return what to say now of a pair; a trouble that needs a person is said elsewhere."""
    from rm_desktop.domain.sync_state import reaches_nobody
    from rm_desktop.domain.sync_words import since_words

    if reaches_nobody(status) and reader.is_home:
        return Offline(tr("No longer shared with {name}", name=reader.partner))
    if not status.offline_since or any(each.passing for each in status.attention):
        return Offline()
    past = reader.now_ms - status.offline_since
    if 0 <= past < STEADY_MS:  # a clock that was turned back hides nothing
        return Offline(due_ms=STEADY_MS - past)
    when = since_words(status.offline_since, reader)
    return Offline(tr("Offline since {when} – what you write is kept", when=when))
