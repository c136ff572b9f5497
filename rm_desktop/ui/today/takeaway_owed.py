"""Whether the last session still waits for somebody's takeaway; no Qt."""

from __future__ import annotations

from typing import NamedTuple

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.hour_words import owes_takeaway
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.words import tr

#: After so long, in milliseconds, nobody is reminded any more.
FRESH_MS = 3 * 86_400_000


class Owed(NamedTuple):
    """A session whose takeaway is open, and that in words."""

    session: str
    words: str


def owed(pair: Pair, member: str, now_ms: int) -> Owed | None:
    """Return the last session if a member gave it no takeaway and it is fresh.

    One whose close waits for both has a card of its own; one that was left is left.
    """
    if not pair.closed:
        return None
    last = pair.closed[-1]
    fresh = 0 <= now_ms - last.closed_at <= FRESH_MS
    if last.wrap_up != WrapUp.DONE or not fresh or not owes_takeaway(last, member):
        return None
    number = pair.numbers.get(last.id, last.ordinal)
    return Owed(last.id, tr("Your takeaway of session {n} is open", n=number))
