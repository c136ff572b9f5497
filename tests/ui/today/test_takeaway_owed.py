"""When Today reminds of a takeaway, without Qt."""

from __future__ import annotations

import pytest

from rm_desktop.domain.entities import Session, SessionState, WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.ui.today.takeaway_owed import FRESH_MS, owed

CLOSED_AT = 10 * FRESH_MS


def pair(wrap_up: WrapUp = WrapUp.DONE, takeaway: str = "") -> Pair:
    state, given = SessionState.CLOSED, (("h", takeaway), ("m", "Ask first"))
    session = Session("s", 1, state=state, closed_at=CLOSED_AT, wrap_up=wrap_up, takeaways=given)
    return Pair("p", sessions={"s": session})


def test_the_last_session_is_named_to_who_gave_none() -> None:
    found = owed(pair(), "h", CLOSED_AT + FRESH_MS)
    assert found == ("s", "Your takeaway of session 1 is open")
    assert owed(pair(), "m", CLOSED_AT) is None


@pytest.mark.parametrize(
    ("found", "later"),
    [
        (pair(takeaway="Ask twice"), 0),
        (pair(), FRESH_MS + 1),
        (pair(), -1),
        (pair(WrapUp.PENDING), 0),
        (pair(WrapUp.SKIPPED), 0),
        (Pair("p"), 0),
    ],
)
def test_nobody_is_reminded_of_what_is_given_or_over(found: Pair, later: int) -> None:
    assert owed(found, "h", CLOSED_AT + later) is None
