"""Who began and closed a session, as each of the two reads it."""

from __future__ import annotations

import pytest

from rm_desktop.domain.entities import Member, Role, Session, Timeline
from rm_desktop.domain.hour_words import began_words, closed_words, owes_takeaway
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.timer_events import EventKind, TimerEvent, to_plain

MEMBERS = {
    "m": Member("m", "Maya Okafor", role=Role.MENTOR),
    "h": Member("h", "Henrik Berg", role=Role.MENTEE),
}


def pair(*events: tuple[EventKind, str]) -> Pair:
    plain = tuple(
        to_plain(TimerEvent(f"e{n}", kind, Instant(n, n, n, "boot"), by=by))
        for n, (kind, by) in enumerate(events)
    )
    return Pair("p", MEMBERS, timelines={"s": Timeline("s", plain)})


@pytest.mark.parametrize(
    ("by", "reader", "words"),
    [
        ("m", "h", "Maya has begun the session"),
        ("h", "h", "The session has begun"),
        ("", "h", "The session has begun"),
        ("h", "m", "Henrik has begun the session"),
    ],
)
def test_who_began_is_named_to_the_other(by: str, reader: str, words: str) -> None:
    begun = pair((EventKind.STARTED, by), (EventKind.PAUSED, "x"))
    assert began_words(begun, Session("s"), reader) == words


def test_whoever_took_it_up_again_last_began_it() -> None:
    events = ((EventKind.STARTED, "h"), (EventKind.CLOSED, "m"), (EventKind.REOPENED, "m"))
    assert began_words(pair(*events), Session("s"), "h") == "Maya has begun the session"


def test_the_end_says_whether_a_takeaway_is_still_open() -> None:
    closed = pair((EventKind.STARTED, "h"), (EventKind.CLOSED, "m"))
    bare = Session("s", takeaways=(("h", "  "), ("m", "Ask first")))
    assert (
        closed_words(closed, bare, "h")
        == "Maya has closed the session. Your takeaway is still open."
    )
    assert closed_words(closed, bare, "m") == "The session is closed."
    assert owes_takeaway(bare, "h")
    assert not owes_takeaway(bare, "m")


def test_without_a_timeline_nobody_is_named() -> None:
    assert began_words(Pair("p", MEMBERS), Session("s"), "h") == "The session has begun"
